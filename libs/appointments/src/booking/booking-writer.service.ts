import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { assessStart, AvailabilityService } from '../availability/index.js';
import {
  type Appointment,
  AttemptsService,
  BookingsRepository,
  type Change,
  ChangesRepository,
  patientBusy,
  PatientVisitsRepository,
  type PlannedBooking,
  type PlannedVisit,
  type WrittenAppointment,
} from '../record/index.js';
import { slotTaken } from './booking.errors.js';
import { keepsType } from './booking.planner.js';

/** A visit whose time belongs to another booking. */
type LostVisit = PlannedVisit & Pick<PlannedBooking, 'overbookReason'>;

/** Writes what was planned, and explains a loss: here the 409's alternatives are made. */
@Injectable()
export class BookingWriter {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly changes: ChangesRepository,
    private readonly patientVisits: PatientVisitsRepository,
    private readonly availability: AvailabilityService,
    private readonly attempts: AttemptsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a planned booking.
   *
   * @throws AppError `appointment.slot_taken` with `alternatives`, `.patient_busy`, `.unknown_patient`,
   *   `.too_many_holds`, `.too_many_bookings`, `.too_many_a_day`, `.proof_needed`
   * @throws KeyTaken
   */
  async write(booking: PlannedBooking): Promise<WrittenAppointment> {
    const written = await this.bookings.book(booking);
    if (written === 'taken') throw await this.explainLoss(booking, booking.userId);
    return written;
  }

  /**
   * Writes a planned change of an appointment, which may move it.
   *
   * @returns `outdated` when the appointment has another version by now: nothing was written
   * @throws AppError `appointment.slot_taken` with `alternatives`, `.patient_busy`
   * @throws KeyTaken
   */
  async change(appointment: Appointment, change: Change): Promise<WrittenAppointment | 'outdated'> {
    const { visit } = change;
    const changed = await this.changes.apply(appointment, change);
    if (changed === 'taken' && visit !== undefined)
      throw await this.explainLoss(visit, appointment.userId, appointment);
    if (typeof changed === 'string') return 'outdated';
    if (visit !== undefined) this.attempts.committed('rescheduled');
    return changed;
  }

  /**
   * Why a visit is lost: the doctor is taken, perhaps only since the plan, or the patient is busy.
   *
   * @param userId the patient
   * @param moved an appointment that was to be moved, and so is not in its own way
   */
  async explainLoss(lost: LostVisit, userId: number, moved?: Appointment): Promise<Error> {
    const { visit, isTaken, overbookReason } = lost;
    // Other visits that are squeezed in stand in the way of a squeezed-in visit, and the patient's own visits.
    const isSqueezed = overbookReason !== undefined;
    const isFree = isSqueezed || (!isTaken && !(await this.isTakenNow(lost, moved)));
    if (isFree && (await this.patientVisits.isBusy(userId, visit, moved?.id))) {
      this.attempts.refused('refused');
      return patientBusy();
    }
    this.attempts.refused('slot_taken');
    const now = this.clock.now();
    // The time that a moved visit would give up is no alternative, so that here the visit is in its own way.
    return slotTaken(await this.availability.nearest(questionOf(lost, moved), visit.start, now));
  }

  private async isTakenNow(lost: PlannedVisit, moved?: Appointment): Promise<boolean> {
    const { visit } = lost;
    const now = this.clock.now();
    const question = { ...questionOf(lost, moved), range: visit, movedIds: moved && [moved.id] };
    const doctor = await this.availability.load(question, now);
    return assessStart(doctor, visit.start, now).codes.includes('taken');
  }
}

const questionOf = ({ doctorId, visitTypeId }: PlannedVisit, moved?: Appointment) => ({
  doctorId,
  visitTypeId,
  keepsType: moved !== undefined && keepsType(moved, { doctorId, visitTypeId }),
});
