import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Actor, type Appointment } from './appointment.js';
import { type RefusalCode } from './availability.js';
import { BookingPlanner, type BookingRequest } from './booking-planner.js';
import { BookingsRepository } from './bookings.repository.js';
import { Idempotency, identify } from './idempotency.service.js';
import { Outcomes } from './outcomes.js';

const minute = 60_000;

/** Somebody stands at the desk and is to be seen at once. */
export interface WalkIn extends Omit<BookingRequest, 'at' | 'userId'> {
  /** The patient */
  readonly userId: number;
}

/** The visit begins at the minute that is running, so a moment ago, and whatever the grid and the notice are. */
const waived: readonly RefusalCode[] = ['in_past', 'too_soon', 'off_grid'];

/** Visits that nobody booked ahead. */
@Injectable()
export class WalkInsService {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly planner: BookingPlanner,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly outcomes: Outcomes,
  ) {}

  /**
   * Begins a visit now: the patient is checked in from the first moment.
   *
   * @param idempotencyKey the same key and request again give the first answer again, for 24 hours
   * @throws AppError as a booking does
   */
  begin(actor: Actor, walkIn: WalkIn, idempotencyKey?: string): Promise<Appointment> {
    const { doctorId, userId, visitTypeId, reason, overbookReason } = walkIn;
    const asked = [doctorId, userId, visitTypeId, reason, overbookReason];
    const request = identify(actor, 'POST /appointments/walk-ins', idempotencyKey, asked);
    return this.idempotency.once(request, async () => {
      const at = Math.floor(this.clock.now().epochMilliseconds / minute) * minute;
      const { booking, isTaken } = await this.planner.plan({ ...walkIn, at }, actor, waived);
      const arrived = { ...booking, status: 'checked_in' as const };
      const begun = isTaken ? null : await this.bookings.book(arrived, request);
      if (begun === null) throw await this.planner.explainLoss(booking, isTaken, userId);
      this.outcomes.committed('booked');
      return begun;
    });
  }
}
