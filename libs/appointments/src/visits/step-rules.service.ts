import { Injectable } from '@nestjs/common';
import { type Actor, forbidden } from '#libs/auth';
import { type AppError } from '#libs/common';
import { DoctorsService } from '#libs/doctors';
import { canRunVisit } from '../policy.js';
import { type Appointment } from '../record/index.js';
import { type LastEntry, outcomes, refusalOf, type Side, type StepName, type StepRefusal } from './steps.js';
import {
  nothingToUndo,
  undoTooLate,
  visitHasBegun,
  visitHasNotBegun,
  visitIsNotToday,
  wrongStatus,
} from './visits.errors.js';

/** A step that is asked for. */
interface Ask {
  readonly now: Date;
  /** The last thing that happened; for an undo */
  readonly last?: LastEntry | undefined;
}

/** Asks the table of steps, for an actor. */
@Injectable()
export class StepRules {
  constructor(private readonly doctors: DoctorsService) {}

  /**
   * @returns for which side the actor takes the step
   * @throws AppError `appointment.wrong_status`, `.has_begun`, `.has_not_begun`, `.not_today`, `.nothing_to_undo`,
   *   `.undo_too_late`, `auth.forbidden`
   */
  async assertAllowed(actor: Actor, step: StepName, appointment: Appointment, ask: Ask): Promise<Side> {
    const side = await this.sideOf(actor, appointment);
    const { status, appointmentDateTime, timeZone } = appointment;
    const refusal = refusalOf(step, { status, appointmentDateTime, timeZone, side, ...ask });
    if (refusal !== undefined) throw errorOf(refusal, step, appointment);
    return side;
  }

  /** A doctor may be the patient of another doctor, and staff a patient elsewhere: there they are patients only. */
  private async sideOf(actor: Actor, appointment: Appointment): Promise<Side> {
    const isTheirDoctor =
      actor.role === 'doctor' && (await this.doctors.isAccountOf(actor.userId, appointment.doctorId));
    return canRunVisit(actor, appointment, isTheirDoctor) ? 'clinic' : 'patient';
  }
}

const errors: Readonly<Record<Exclude<StepRefusal, 'wrong_status'>, () => AppError>> = {
  forbidden,
  has_begun: visitHasBegun,
  has_not_begun: visitHasNotBegun,
  not_today: visitIsNotToday,
  nothing_to_undo: nothingToUndo,
  undo_too_late: undoTooLate,
};

const errorOf = (refusal: StepRefusal, step: StepName, { status }: Appointment): AppError =>
  refusal === 'wrong_status'
    ? wrongStatus(status, step === 'undo' ? 'changed' : outcomes[step])
    : errors[refusal]();
