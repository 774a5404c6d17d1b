import { Injectable } from '@nestjs/common';
import { slotTaken } from '../booking/index.js';
import {
  type Appointment,
  type AttemptResult,
  AttemptsService,
  type Change,
  ChangesRepository,
  patientBusy,
  PatientVisitsRepository,
} from '../record/index.js';

/** Writes steps, and says what is in the way of one that takes a time again which it had given up. */
@Injectable()
export class StepWriter {
  constructor(
    private readonly changes: ChangesRepository,
    private readonly patientVisits: PatientVisitsRepository,
    private readonly attempts: AttemptsService,
  ) {}

  /**
   * @param result what it is counted as
   * @returns `outdated` when the appointment has another version by now: nothing was written
   * @throws AppError `appointment.slot_taken`, `.patient_busy` when another visit has the time by now
   * @throws KeyTaken
   */
  async write(
    appointment: Appointment,
    change: Change,
    result: AttemptResult,
  ): Promise<Appointment | 'outdated'> {
    const changed = await this.changes.apply(appointment, change);
    if (changed === 'taken') throw await this.explainLoss(appointment);
    if (changed !== 'outdated') this.attempts.committed(result);
    return changed;
  }

  private async explainLoss({ id, userId, appointmentDateTime, endsAt }: Appointment): Promise<Error> {
    const visit = { start: appointmentDateTime.getTime(), end: endsAt.getTime() };
    if (await this.patientVisits.isBusy(userId, visit, id)) {
      this.attempts.refused('refused');
      return patientBusy();
    }
    this.attempts.refused('slot_taken');
    // No other start will do: a step takes back the visit's own time, or none.
    return slotTaken([]);
  }
}
