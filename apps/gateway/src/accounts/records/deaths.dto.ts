import { IsLocalDate } from '../../http/input/checks.js';
import { type RecordAfterDeath } from './record-deaths.service.js';
import { PatientRecordDto, toPatientRecordDto } from './records.dto.js';

export class DeathDto {
  /**
   * The day on which the patient died
   * @example "2026-11-20"
   */
  @IsLocalDate()
  on!: string;
}

/** A visit that was called off because its patient died, and that could still take place. */
export class CalledOffVisitDto {
  /** @example 1 */
  appointmentId!: number;
  /** @example "2026-12-01T09:00:00.000Z" */
  appointmentDateTime!: string;
  /** @example "Europe/Berlin" */
  timeZone!: string;
  /** @example "Dr. Ada Byron" */
  doctorName!: string;
  /** @example "City practice" */
  locationName!: string;
}

export class RecordAfterDeathDto extends PatientRecordDto {
  /** Those at your locations */
  calledOff!: CalledOffVisitDto[];
}

export const toRecordAfterDeathDto = ({ record, calledOff }: RecordAfterDeath): RecordAfterDeathDto =>
  Object.assign(toPatientRecordDto(record), {
    calledOff: calledOff.map((visit) => ({
      appointmentId: visit.appointmentId,
      appointmentDateTime: visit.appointmentDateTime.toISOString(),
      timeZone: visit.timeZone,
      doctorName: visit.doctorName,
      locationName: visit.locationName,
    })),
  });
