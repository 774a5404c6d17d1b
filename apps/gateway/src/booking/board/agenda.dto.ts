import { Temporal } from 'temporal-polyfill';
import { type Agenda, type VisitOfPatient } from '#libs/appointments';
import { AppointmentDto, toAppointmentDto } from '../appointments/appointment.dto.js';
import { IsLocalDate, Optional } from '../../http/input/checks.js';

export class DayQueryDto {
  /**
   * In the zone of the doctor's location; today when left out
   * @example "2026-12-01"
   */
  @Optional()
  @IsLocalDate()
  date?: string;
}

export class WorkingHoursDto {
  /** @example "2026-12-01T08:00:00.000Z" */
  start!: string;
  /** @example "2026-12-01T16:00:00.000Z" */
  end!: string;
  /** @example 1 */
  locationId!: number;
}

export class PatientDto {
  /** @example 1 */
  id!: number;
  /**
   * Null for a dependant without an account
   * @example "patient"
   */
  username!: string | null;
  /**
   * The name of a dependant, or of a patient without an account; null for others
   * @example "Robin"
   */
  name!: string | null;
  /** @example "+4930123456" */
  phone!: string | null;
  /**
   * The day on which the patient died
   * @example null
   */
  deceasedOn!: string | null;
}

export class VisitDto extends AppointmentDto {
  patient!: PatientDto;
}

export class DayDto {
  /** @example 1 */
  doctorId!: number;
  /** @example "2026-12-01" */
  date!: string;
  /**
   * The zone of the doctor's location, whose date is meant
   * @example "Europe/Berlin"
   */
  timeZone!: string;
  /** The parts of the doctor's hours that lie on the date */
  hours!: WorkingHoursDto[];
  /** The visits that start on the date, cancelled ones too, in order of time */
  appointments!: VisitDto[];
}

export const toDate = ({ date }: DayQueryDto): Temporal.PlainDate | undefined =>
  date === undefined ? undefined : Temporal.PlainDate.from(date);

const toPatientDto = (patient: VisitOfPatient['patient']): PatientDto => ({
  id: patient.id,
  username: patient.username,
  name: patient.name,
  phone: patient.phone,
  deceasedOn: patient.deceasedOn?.toISOString().slice(0, 10) ?? null,
});

export const toVisitDto = (visit: VisitOfPatient): VisitDto =>
  Object.assign(toAppointmentDto(visit), { patient: toPatientDto(visit.patient) });

export const toDayDto = ({ doctorId, date, timeZone, hours, visits }: Agenda): DayDto => ({
  doctorId,
  date,
  timeZone,
  hours: hours.map(({ start, end, locationId }) => ({ start, end, locationId })),
  appointments: visits.map(toVisitDto),
});
