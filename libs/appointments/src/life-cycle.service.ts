import { Injectable } from '@nestjs/common';
import { forbidden } from '#libs/auth';
import { Clock } from '#libs/common';
import { type AppointmentStatus } from '#libs/database';
import { DoctorsService } from '#libs/doctors';
import { type AppointmentEventType } from '#libs/messaging';
import { type Actor, type Appointment } from './appointment.js';
import {
  cancelTooLate,
  versionMismatch,
  visitHasBegun,
  visitHasNotBegun,
  wrongStatus,
} from './appointments.errors.js';
import { AppointmentsService } from './appointments.service.js';
import { ChangesRepository } from './changes.repository.js';
import { untilCurrent } from './contention.js';
import { checkCutoff } from './cutoff.js';
import { Idempotency, identify } from './idempotency.service.js';
import { isAtDeskOf } from './reach.js';
import { canBecome } from './status.js';
import { Outcomes } from './outcomes.js';

/** The statuses that somebody can give an appointment, each with its event. */
const events = {
  confirmed: 'appointment.confirmed.v1',
  cancelled: 'appointment.cancelled.v1',
  checked_in: 'appointment.checked_in.v1',
  completed: 'appointment.completed.v1',
  no_show: 'appointment.no_show.v1',
} as const satisfies Partial<Record<AppointmentStatus, AppointmentEventType>>;

/** How somebody wants a step taken. */
export interface Step {
  /** Why */
  readonly reason?: string | null;
  /** The version that was read: another one by now is refused */
  readonly expectedVersion?: number | undefined;
  /** The same key and request again give the first answer again, for 24 hours */
  readonly idempotencyKey?: string | undefined;
}

/** Carries an appointment from one status to the next. One that is there already stays as it is: no second event. */
@Injectable()
export class LifeCycleService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly changes: ChangesRepository,
    private readonly doctors: DoctorsService,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly outcomes: Outcomes,
  ) {}

  /**
   * Accepts a booking that waits for the doctor's word.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_begun`, `.version_mismatch`, `auth.forbidden`
   */
  confirm(id: number, actor: Actor, step: Step): Promise<Appointment> {
    return this.advance(id, actor, 'confirmed', step, async (appointment) => {
      await this.checkCaredForBy(actor, appointment);
      if (this.hasBegun(appointment)) throw visitHasBegun();
    });
  }

  /**
   * Calls a visit off: the patient up to the cut-off, doctor and staff, with a reason, until it begins.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_begun`, `.cancel_too_late`, `.reason_required`,
   *   `.version_mismatch`
   */
  cancel(id: number, actor: Actor, step: Step): Promise<Appointment> {
    return this.advance(id, actor, 'cancelled', step, async (appointment) => {
      if (this.hasBegun(appointment)) throw visitHasBegun();
      const { cancelCutoffMinutes: cutoffMinutes } = await this.changes.cutoffs(appointment.visitTypeId);
      const now = this.clock.now().epochMilliseconds;
      checkCutoff(
        { appointment, actor, now, cutoffMinutes, reason: step.reason ?? null },
        cancelTooLate,
        '/reason',
      );
    });
  }

  /**
   * The patient has arrived.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.version_mismatch`, `auth.forbidden`
   */
  checkIn(id: number, actor: Actor, step: Step): Promise<Appointment> {
    return this.advance(id, actor, 'checked_in', step, (appointment) =>
      this.checkCaredForBy(actor, appointment),
    );
  }

  /**
   * The visit has taken place.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_not_begun`, `.version_mismatch`, `auth.forbidden`
   */
  complete(id: number, actor: Actor, step: Step): Promise<Appointment> {
    return this.advance(id, actor, 'completed', step, (appointment) => this.checkBegun(actor, appointment));
  }

  /**
   * The patient did not come.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_not_begun`, `.version_mismatch`, `auth.forbidden`
   */
  markNoShow(id: number, actor: Actor, step: Step): Promise<Appointment> {
    return this.advance(id, actor, 'no_show', step, (appointment) => this.checkBegun(actor, appointment));
  }

  private advance(
    id: number,
    actor: Actor,
    status: keyof typeof events,
    { reason = null, expectedVersion, idempotencyKey }: Step,
    check: (appointment: Appointment) => Promise<void>,
  ): Promise<Appointment> {
    const request = identify(actor, `POST /appointments/:id ${status}`, idempotencyKey, [id, reason]);
    const attempt = async (): Promise<Appointment | 'outdated'> => {
      const appointment = await this.appointments.find(id, actor);
      if (expectedVersion !== undefined && expectedVersion !== appointment.version) throw versionMismatch();
      if (appointment.status === status) return this.idempotency.keep(request, appointment);
      if (!canBecome(appointment.status, status)) throw wrongStatus(appointment.status, status);
      await check(appointment);
      const now = new Date(this.clock.now().epochMilliseconds);
      const change = { status, actorId: actor.userId, reason, now, event: events[status], request };
      const changed = await this.changes.apply(appointment, change);
      // None of these steps moves a visit, so nothing can be in its way.
      if (typeof changed === 'string') return 'outdated';
      this.outcomes.committed(status);
      return changed;
    };
    return this.idempotency.once(request, () => untilCurrent(attempt));
  }

  private async checkBegun(actor: Actor, appointment: Appointment): Promise<void> {
    await this.checkCaredForBy(actor, appointment);
    if (!this.hasBegun(appointment)) throw visitHasNotBegun();
  }

  /** A doctor may be a patient of another, and staff one elsewhere: there they are patients only. */
  private async checkCaredForBy(actor: Actor, appointment: Appointment): Promise<void> {
    if (isAtDeskOf(actor, appointment)) return;
    if (!(await this.doctors.isAccountOf(actor.userId, appointment.doctorId))) throw forbidden();
  }

  private hasBegun({ appointmentDateTime }: Appointment): boolean {
    return appointmentDateTime.getTime() <= this.clock.now().epochMilliseconds;
  }
}
