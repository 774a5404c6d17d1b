import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { type AppointmentEventType } from '#libs/messaging';
import { IdempotencyService, identify, type Repeatable } from '../idempotency/index.js';
import { type Appointment, AppointmentsService, ChangesRepository } from '../record/index.js';
import { untilCurrent } from './contention.js';
import { assertInTime } from './cutoff.js';
import { assertVersion } from './preconditions.js';
import { StepRules } from './step-rules.service.js';
import { StepWriter } from './step-writer.service.js';
import { outcomes, type Side } from './steps.js';
import { cancelTooLate } from './visits.errors.js';

const events = {
  confirm: 'appointment.confirmed.v1',
  cancel: 'appointment.cancelled.v1',
  check_in: 'appointment.checked_in.v1',
  complete: 'appointment.completed.v1',
  no_show: 'appointment.no_show.v1',
} as const satisfies Record<keyof typeof outcomes, AppointmentEventType>;

/** How a step is asked for. */
export interface Step extends Repeatable {
  /** Why */
  readonly reason?: string | null;
  /** The version that was read: another one by now is refused */
  readonly expectedVersion?: number | undefined;
}

/**
 * Carries an appointment from one status to the next, as the table of steps allows. An appointment that is there already
 * stays: no second event.
 */
@Injectable()
export class LifeCycleService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly changes: ChangesRepository,
    private readonly rules: StepRules,
    private readonly writer: StepWriter,
    private readonly idempotency: IdempotencyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Accepts a booking that waits for the doctor's word.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_begun`, `.version_mismatch`, `auth.forbidden`
   */
  confirm(actor: Actor, id: number, step: Step): Promise<Appointment> {
    return this.advance(actor, id, 'confirm', step);
  }

  /**
   * Calls a visit off: the patient up to the cut-off; doctor and staff, with a reason, also later and when it is over.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_begun`, `.cancel_too_late`, `.reason_required`,
   *   `.version_mismatch`
   */
  cancel(actor: Actor, id: number, step: Step): Promise<Appointment> {
    return this.advance(actor, id, 'cancel', step, async (appointment, side, now) => {
      const { cancelCutoffMinutes: cutoffMinutes } = await this.changes.termsOf(appointment.visitTypeId);
      const why = { reason: step.reason ?? null, pointer: '/reason' };
      const isBound = side === 'patient';
      assertInTime({ appointment, now, cutoffMinutes, isBound, ...why, tooLate: cancelTooLate });
    });
  }

  /**
   * The patient has arrived, perhaps late or without the doctor's word, which it stands for.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.not_today`, `.slot_taken`, `.patient_busy`,
   *   `.version_mismatch`, `auth.forbidden`
   */
  checkIn(actor: Actor, id: number, step: Step): Promise<Appointment> {
    return this.advance(actor, id, 'check_in', step);
  }

  /**
   * The visit has taken place.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_not_begun`, `.version_mismatch`, `auth.forbidden`
   */
  complete(actor: Actor, id: number, step: Step): Promise<Appointment> {
    return this.advance(actor, id, 'complete', step);
  }

  /**
   * The patient did not come.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_not_begun`, `.version_mismatch`, `auth.forbidden`
   */
  markNoShow(actor: Actor, id: number, step: Step): Promise<Appointment> {
    return this.advance(actor, id, 'no_show', step);
  }

  private advance(
    actor: Actor,
    id: number,
    name: keyof typeof outcomes,
    step: Step,
    assertMore?: (appointment: Appointment, side: Side, now: Date) => Promise<void>,
  ): Promise<Appointment> {
    const { reason = null } = step;
    const status = outcomes[name];
    const request = identify(actor, `POST /appointments/:id ${status}`, step, [id, reason]);
    const attempt = async (): Promise<Appointment | 'outdated'> => {
      const now = this.clock.date();
      const appointment = await this.appointments.find(actor, id);
      assertVersion(appointment, step.expectedVersion);
      if (appointment.status === status) return this.idempotency.keep(request, appointment);
      const side = await this.rules.assertAllowed(actor, name, appointment, { now });
      await assertMore?.(appointment, side, now);
      const takesTimeAgain = appointment.status === 'no_show';
      const change = {
        status,
        actorId: actor.userId,
        reason,
        now,
        event: events[name],
        request,
        takesTimeAgain,
      };
      return this.writer.write(appointment, change, status);
    };
    return this.idempotency.once(request, () => untilCurrent(attempt));
  }
}
