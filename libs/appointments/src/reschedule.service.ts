import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Actor, type Appointment } from './appointment.js';
import { rescheduleTooLate, versionMismatch, visitHasBegun, wrongStatus } from './appointments.errors.js';
import { AppointmentsService } from './appointments.service.js';
import { BookingPlanner } from './booking-planner.js';
import { type NewPlace } from './bookings.repository.js';
import { type Change, ChangesRepository } from './changes.repository.js';
import { untilCurrent } from './contention.js';
import { checkCutoff } from './cutoff.js';
import { Idempotency, identify } from './idempotency.service.js';
import { Outcomes } from './outcomes.js';
import { assertMayMove } from './reach.js';

const changeable = ['pending', 'confirmed'];

/** What is to be different; what is left out stays. */
export interface RescheduleRequest {
  /** Milliseconds since 1970 UTC */
  readonly at?: number | undefined;
  readonly doctorId?: number | undefined;
  readonly visitTypeId?: number | undefined;
  /** What the visit is about */
  readonly visitReason?: string | null | undefined;
  /** Why it is changed; kept in the history */
  readonly changeReason?: string | null | undefined;
  /** The version that was read: another one by now is refused */
  readonly expectedVersion?: number | undefined;
  /** The same key and request again give the first answer again, for 24 hours */
  readonly idempotencyKey?: string | undefined;
}

/** Moves visits: one statement, the same id, and the old time is kept until the new one is certain. */
@Injectable()
export class RescheduleService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly changes: ChangesRepository,
    private readonly planner: BookingPlanner,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly outcomes: Outcomes,
  ) {}

  /**
   * Changes when, with whom or for what a visit is. The new time may overlap the visit's own old one; asking for what
   * is already so changes nothing.
   *
   * @throws AppError as a booking does, and `appointment.not_found`, `.wrong_status`, `.has_begun`,
   *   `.reschedule_too_late`, `.reason_required`, `.version_mismatch`
   */
  reschedule(id: number, actor: Actor, wish: RescheduleRequest): Promise<Appointment> {
    const { at, doctorId, visitTypeId, visitReason, changeReason, expectedVersion, idempotencyKey } = wish;
    const asked = [id, at, doctorId, visitTypeId, visitReason, changeReason];
    const request = identify(actor, 'PATCH /appointments/:id', idempotencyKey, asked);
    const attempt = async (): Promise<Appointment | 'outdated'> => {
      const appointment = await this.appointments.find(id, actor);
      if (expectedVersion !== undefined && expectedVersion !== appointment.version) throw versionMismatch();
      const change = await this.plan(appointment, actor, wish);
      if (change === undefined) return this.idempotency.keep(request, appointment);
      const { place } = change;
      const changed = await this.changes.apply(appointment, { ...change, request });
      if (changed === 'overlaps' && place !== undefined)
        throw await this.planner.explainLoss(place, false, appointment.userId, id);
      if (typeof changed === 'string') return 'outdated';
      if (place !== undefined) this.outcomes.committed('rescheduled');
      return changed;
    };
    return this.idempotency.once(request, () => untilCurrent(attempt));
  }

  /** @returns undefined when everything is as it is asked to be */
  private async plan(
    appointment: Appointment,
    actor: Actor,
    wish: RescheduleRequest,
  ): Promise<Change | undefined> {
    const { visitReason, changeReason: reason = null } = wish;
    const moves = isMove(appointment, wish);
    if (!moves && (visitReason === undefined || visitReason === appointment.reason)) return undefined;
    this.checkChangeable(appointment);
    const place = moves ? await this.newPlace(appointment, actor, wish) : undefined;
    return {
      status: appointment.status,
      actorId: actor.userId,
      reason,
      now: new Date(this.clock.now().epochMilliseconds),
      ...(visitReason !== undefined && { visitReason }),
      ...(place !== undefined && { place, event: 'appointment.rescheduled.v1' as const }),
    };
  }

  private async newPlace(
    appointment: Appointment,
    actor: Actor,
    { changeReason: reason = null, ...wish }: RescheduleRequest,
  ): Promise<NewPlace> {
    const { rescheduleCutoffMinutes: cutoffMinutes } = await this.changes.cutoffs(appointment.visitTypeId);
    const now = this.clock.now().epochMilliseconds;
    checkCutoff({ appointment, actor, now, cutoffMinutes, reason }, rescheduleTooLate, '/changeReason');
    const { place, isTaken } = await this.planner.place({
      doctorId: wish.doctorId ?? appointment.doctorId,
      at: wish.at ?? appointment.appointmentDateTime.getTime(),
      visitTypeId: wish.visitTypeId ?? appointment.visitTypeId,
      movedId: appointment.id,
    });
    assertMayMove(actor, appointment, place.locationId);
    if (isTaken) throw await this.planner.explainLoss(place, isTaken, appointment.userId, appointment.id);
    return place;
  }

  private checkChangeable({ status, appointmentDateTime }: Appointment): void {
    if (!changeable.includes(status)) throw wrongStatus(status, 'changed');
    if (appointmentDateTime.getTime() <= this.clock.now().epochMilliseconds) throw visitHasBegun();
  }
}

const isMove = (
  { appointmentDateTime, ...is }: Appointment,
  { at, doctorId, visitTypeId }: RescheduleRequest,
): boolean =>
  (at !== undefined && at !== appointmentDateTime.getTime()) ||
  (doctorId !== undefined && doctorId !== is.doctorId) ||
  (visitTypeId !== undefined && visitTypeId !== is.visitTypeId);
