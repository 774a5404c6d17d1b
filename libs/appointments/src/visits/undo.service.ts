import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { IdempotencyService, identify } from '../idempotency/index.js';
import { type Appointment, AppointmentsRepository, AppointmentsService } from '../record/index.js';
import { untilCurrent } from './contention.js';
import { type Step } from './life-cycle.service.js';
import { assertVersion } from './preconditions.js';
import { StepRules } from './step-rules.service.js';
import { StepWriter } from './step-writer.service.js';
import { statusAfterUndo } from './steps.js';
import { nothingToUndo } from './visits.errors.js';

/** Takes back a step that should not have been made. */
@Injectable()
export class UndoService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly records: AppointmentsRepository,
    private readonly rules: StepRules,
    private readonly writer: StepWriter,
    private readonly idempotency: IdempotencyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives an appointment back the status that it had before its last step, on the day of the step. A visit that was
   * called off takes place after all, while its time is free.
   *
   * @throws AppError `appointment.not_found`, `.nothing_to_undo`, `.undo_too_late`, `.slot_taken`, `.patient_busy`,
   *   `.version_mismatch`, `auth.forbidden`
   */
  undo(actor: Actor, id: number, step: Step): Promise<Appointment> {
    const { reason = null } = step;
    const request = identify(actor, 'POST /appointments/:id/undo', step, [id, reason]);
    const attempt = async (): Promise<Appointment | 'outdated'> => {
      const now = this.clock.date();
      const appointment = await this.appointments.find(actor, id);
      assertVersion(appointment, step.expectedVersion);
      const last = await this.records.lastEntry(id, appointment.version);
      await this.rules.assertAllowed(actor, 'undo', appointment, { now, last });
      if (last === undefined) throw nothingToUndo();
      const status = statusAfterUndo(last, { ...appointment, now });
      const change = {
        status,
        actorId: actor.userId,
        reason,
        now,
        event: 'appointment.undone.v1',
        request,
      } as const;
      return this.writer.write(appointment, { ...change, takesTimeAgain: true }, 'undone');
    };
    return this.idempotency.once(request, () => untilCurrent(attempt));
  }
}
