import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Actor, type Appointment } from './appointment.js';
import {
  holdDiffers,
  holdExpired,
  holdExtendedAlready,
  holdNotFound,
  holdUsed,
  patientBusy,
} from './appointments.errors.js';
import { BookingPlanner, type BookingRequest } from './booking-planner.js';
import { BookingsRepository } from './bookings.repository.js';
import { type Change, ChangesRepository } from './changes.repository.js';
import { type Hold, HoldsRepository, toHold } from './holds.repository.js';
import { type IdempotentRequest } from './idempotency.repository.js';
import { Idempotency, identify } from './idempotency.service.js';

const holdMilliseconds = 5 * 60 * 1000;

/** Keeps a time for somebody who is still typing. A hold blocks like a booking, and stops by itself when it expires. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldsRepository,
    private readonly bookings: BookingsRepository,
    private readonly changes: ChangesRepository,
    private readonly planner: BookingPlanner,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds a start for five minutes.
   *
   * @throws AppError as a booking does
   */
  async hold(actor: Actor, wish: BookingRequest, idempotencyKey?: string): Promise<Hold> {
    const { doctorId, at, visitTypeId, userId } = wish;
    const asked = [doctorId, at, visitTypeId, userId];
    const request = identify(actor, 'POST /appointments/holds', idempotencyKey, asked);
    const held = await this.idempotency.once(request, async () => {
      const plan = await this.planner.plan(wish, actor);
      const holdExpiresAt = new Date(plan.booking.now.getTime() + holdMilliseconds);
      const booking = { ...plan.booking, status: 'held' as const, holdExpiresAt };
      const written = plan.isTaken ? null : await this.bookings.book(booking, request);
      if (written === null)
        throw await this.planner.explainLoss(plan.booking, plan.isTaken, plan.booking.userId);
      return written;
    });
    return toHold(held);
  }

  /**
   * Gives a hold five more minutes from now, once.
   *
   * @throws AppError `hold.not_found`, `.expired`, `.used`, `.extended_already`
   */
  async extend(id: number, actor: Actor, idempotencyKey?: string): Promise<Hold> {
    const request = identify(actor, 'POST /appointments/holds/:id/extend', idempotencyKey, [id]);
    const extended = await this.idempotency.once(request, async () => {
      const hold = await this.findStanding(id, actor);
      const now = this.now();
      const expiresAt = new Date(now + holdMilliseconds);
      const written = hold.extended ? null : await this.holds.extend(hold, expiresAt, new Date(now), request);
      if (written === null) throw holdExtendedAlready();
      return written;
    });
    return toHold(extended);
  }

  /**
   * Gives the time back. Doing so again, or too late, changes nothing.
   *
   * @throws AppError `hold.not_found`, `.used`
   */
  async release(id: number, actor: Actor): Promise<void> {
    const hold = await this.find(id, actor);
    if (hold.isUsed) throw holdUsed();
    if (hold.status !== 'held') return;
    const now = new Date(this.now());
    await this.changes.apply(hold, { status: 'cancelled', actorId: actor.userId, reason: 'released', now });
  }

  /**
   * Makes a booking of a hold. The rules were applied when it was held.
   *
   * @throws AppError `hold.not_found`, `.expired`, `.used`, `.differs`, `appointment.patient_busy`, `.too_many_bookings`
   */
  async book(
    id: number,
    actor: Actor,
    wish: BookingRequest,
    request: IdempotentRequest | undefined,
  ): Promise<Appointment> {
    const hold = await this.findStanding(id, actor);
    const differs =
      hold.doctorId !== wish.doctorId ||
      hold.appointmentDateTime.getTime() !== wish.at ||
      (wish.visitTypeId !== undefined && hold.visitTypeId !== wish.visitTypeId) ||
      (wish.userId !== undefined && hold.userId !== wish.userId);
    if (differs) throw holdDiffers();
    const booked = await this.changes.apply(hold, {
      ...(await this.useOf(hold, actor)),
      visitReason: wish.reason ?? hold.reason,
      request,
    });
    if (booked === 'overlaps') throw patientBusy();
    // Expired and cleared away by another booking, or used by this very request arriving twice.
    if (booked === 'outdated') throw (await this.find(id, actor)).isUsed ? holdUsed() : holdExpired();
    return booked;
  }

  /** What makes a booking of a hold. */
  async useOf({ visitTypeId, userId }: Hold, actor: Actor): Promise<Change> {
    return {
      status: await this.changes.firstStatus(visitTypeId),
      usesHold: true,
      quota: this.planner.quotaOf(actor, userId),
      actorId: actor.userId,
      reason: null,
      now: new Date(this.now()),
      event: 'appointment.booked.v1',
    };
  }

  private async find(id: number, actor: Actor): Promise<Hold> {
    const hold = await this.holds.findVisible(id, actor);
    if (hold === null) throw holdNotFound();
    return hold;
  }

  private async findStanding(id: number, actor: Actor): Promise<Hold> {
    const hold = await this.find(id, actor);
    if (hold.isUsed) throw holdUsed();
    if (hold.status !== 'held' || hold.expiresAt.getTime() <= this.now()) throw holdExpired();
    return hold;
  }

  private now(): number {
    return this.clock.now().epochMilliseconds;
  }
}
