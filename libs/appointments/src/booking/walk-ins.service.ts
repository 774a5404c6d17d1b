import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, minute } from '#libs/common';
import { type RefusalCode } from '../availability/index.js';
import { IdempotencyService, identify, type Repeatable } from '../idempotency/index.js';
import { type Appointment, AttemptsService } from '../record/index.js';
import { type DoctorBookingRequest } from './booking-request.js';
import { BookingWriter } from './booking-writer.service.js';
import { BookingPlanner } from './booking.planner.js';

/** A patient stands at the front desk and is to be seen at once. */
export interface WalkIn extends Omit<DoctorBookingRequest, 'at' | 'userId'>, Repeatable {
  /** The patient */
  readonly userId: number;
}

/** The visit begins at the minute that is running, so a moment ago, off the grid and without notice. */
const waived: readonly RefusalCode[] = ['in_past', 'too_soon', 'off_grid'];

/** Visits that were not booked ahead. */
@Injectable()
export class WalkInsService {
  constructor(
    private readonly planner: BookingPlanner,
    private readonly writer: BookingWriter,
    private readonly idempotency: IdempotencyService,
    private readonly clock: Clock,
    private readonly attempts: AttemptsService,
  ) {}

  /**
   * Begins a visit now: the patient is checked in from the first moment.
   *
   * @throws AppError as a booking does
   */
  begin(actor: Actor, walkIn: WalkIn): Promise<Appointment> {
    const { doctorId, userId, visitTypeId, reason, overbookReason } = walkIn;
    const content = [doctorId, userId, visitTypeId, reason, overbookReason];
    const request = identify(actor, 'POST /appointments/walk-ins', walkIn, content);
    return this.idempotency.once(request, async () => {
      const at = Math.floor(this.clock.milliseconds() / minute) * minute;
      const planned = await this.planner.plan(actor, { ...walkIn, at }, waived);
      const begun = await this.writer.write({ ...planned, status: 'checked_in', request });
      this.attempts.committed('booked');
      return begun;
    });
  }
}
