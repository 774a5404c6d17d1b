import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, minute } from '#libs/common';
import { IdempotencyService, identify, type Repeatable } from '../idempotency/index.js';
import { ChangesRepository } from '../record/index.js';
import { type DoctorBookingRequest } from './booking-request.js';
import { holdExtendedAlready, holdUsed } from './booking.errors.js';
import { FreeBookingService } from './free-booking.service.js';
import { type Hold, HoldsRepository, toHold } from './holds.repository.js';
import { assertStanding, foundHold } from './standing-hold.js';

const holdDuration = 5 * minute;

/** Keeps a time while a patient fills in the form. A hold blocks like a booking, and stops by itself when it expires. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldsRepository,
    private readonly changes: ChangesRepository,
    private readonly free: FreeBookingService,
    private readonly idempotency: IdempotencyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds a start for five minutes.
   *
   * @throws AppError as a booking does
   */
  async hold(actor: Actor, holdRequest: DoctorBookingRequest & Repeatable): Promise<Hold> {
    const { doctorId, at, visitTypeId, userId } = holdRequest;
    const content = [doctorId, at, visitTypeId, userId];
    const request = identify(actor, 'POST /appointments/holds', holdRequest, content);
    const held = await this.idempotency.once(request, () =>
      this.free.book(actor, holdRequest, (planned) => {
        const holdExpiresAt = new Date(planned.now.getTime() + holdDuration);
        return { ...planned, status: 'held', holdExpiresAt, request };
      }),
    );
    return toHold(held);
  }

  /**
   * Gives a hold five more minutes from now, once.
   *
   * @throws AppError `hold.not_found`, `.expired`, `.used`, `.extended_already`
   */
  async extend(actor: Actor, id: number, repeatable: Repeatable = {}): Promise<Hold> {
    const request = identify(actor, 'POST /appointments/holds/:id/extend', repeatable, [id]);
    const extended = await this.idempotency.once(request, async () => {
      const now = this.clock.date();
      const hold = await this.find(actor, id);
      assertStanding(hold, now);
      if (hold.extended) throw holdExtendedAlready();
      const expiresAt = new Date(now.getTime() + holdDuration);
      const written = await this.holds.extend(hold, { expiresAt, now, request });
      if (written === 'outdated') throw holdExtendedAlready();
      return written;
    });
    return toHold(extended);
  }

  /**
   * Gives the time back. Doing so again, or too late, changes nothing.
   *
   * @throws AppError `hold.not_found`, `.used`
   */
  async release(actor: Actor, id: number): Promise<void> {
    const hold = await this.find(actor, id);
    if (hold.isUsed) throw holdUsed();
    if (hold.status !== 'held') return;
    const by = { actorId: actor.userId, reason: 'released', now: this.clock.date() };
    await this.changes.apply(hold, { status: 'cancelled', ...by });
  }

  private async find(actor: Actor, id: number): Promise<Hold> {
    return foundHold(await this.holds.findVisible(actor, id));
  }
}
