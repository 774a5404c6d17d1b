import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { BookingWriter } from '../booking/index.js';
import { IdempotencyService, identify, type Repeatable } from '../idempotency/index.js';
import { type Appointment, AppointmentsService, type Change } from '../record/index.js';
import { untilCurrent } from './contention.js';
import { MovePlanner, type MoveRequest } from './move.planner.js';
import { assertChangeable, assertVersion } from './preconditions.js';

/** What is to be different; what is left out stays. */
export interface RescheduleRequest extends Repeatable {
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
}

/** Moves visits: one statement, the same id, and the old time is kept until the new one is certain. */
@Injectable()
export class RescheduleService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly moves: MovePlanner,
    private readonly writer: BookingWriter,
    private readonly idempotency: IdempotencyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes when, with which doctor or for what a visit is. The new time may overlap the visit's own old one; asking
   * for what is already so changes nothing.
   *
   * @throws AppError as a booking does, and `appointment.not_found`, `.wrong_status`, `.has_begun`,
   *   `.reschedule_too_late`, `.reason_required`, `.version_mismatch`
   */
  reschedule(actor: Actor, id: number, request: RescheduleRequest): Promise<Appointment> {
    const { at, doctorId, visitTypeId, visitReason, changeReason } = request;
    const content = [id, at, doctorId, visitTypeId, visitReason, changeReason];
    const repeatable = identify(actor, 'PATCH /appointments/:id', request, content);
    const attempt = async (): Promise<Appointment | 'outdated'> => {
      const appointment = await this.appointments.find(actor, id);
      assertVersion(appointment, request.expectedVersion);
      const change = await this.plan(actor, appointment, request);
      if (change === undefined) return this.idempotency.keep(repeatable, appointment);
      return this.writer.change(appointment, { ...change, request: repeatable });
    };
    return this.idempotency.once(repeatable, () => untilCurrent(attempt));
  }

  /** @returns undefined when everything is as it is asked to be */
  private async plan(
    actor: Actor,
    appointment: Appointment,
    request: RescheduleRequest,
  ): Promise<Change | undefined> {
    const { visitReason, changeReason: reason = null } = request;
    const moves = isMove(appointment, request);
    if (!moves && (visitReason === undefined || visitReason === appointment.reason)) return undefined;
    const now = this.clock.now();
    const date = new Date(now.epochMilliseconds);
    assertChangeable(appointment, date);
    const moved = moves
      ? await this.moves.plan(actor, appointment, targetOf(appointment, request), now)
      : undefined;
    return {
      status: appointment.status,
      actorId: actor.userId,
      reason,
      now: date,
      ...(visitReason !== undefined && { visitReason }),
      ...(moved !== undefined && { ...moved, event: 'appointment.rescheduled.v1' as const }),
    };
  }
}

const targetOf = (
  { doctorId, appointmentDateTime, visitTypeId }: Appointment,
  request: RescheduleRequest,
): MoveRequest => ({
  doctorId: request.doctorId ?? doctorId,
  at: request.at ?? appointmentDateTime.getTime(),
  visitTypeId: request.visitTypeId ?? visitTypeId,
  changeReason: request.changeReason,
});

const isMove = (
  { appointmentDateTime, ...is }: Appointment,
  { at, doctorId, visitTypeId }: RescheduleRequest,
): boolean =>
  (at !== undefined && at !== appointmentDateTime.getTime()) ||
  (doctorId !== undefined && doctorId !== is.doctorId) ||
  (visitTypeId !== undefined && visitTypeId !== is.visitTypeId);
