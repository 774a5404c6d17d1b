import { IsIn, IsOptional } from 'class-validator';
import { type Appointment } from '#libs/appointments';
import { ExceptionKind, type ScheduleException } from '#libs/doctors';
import { type AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { IsId, IsLocalDate, IsLocalTime } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

export class NewExceptionDto {
  /** @example "2026-12-24" */
  @IsLocalDate()
  date!: string;

  @IsIn(Object.values(ExceptionKind))
  kind!: ExceptionKind;

  /**
   * Local time at the location; left out together with `end`: the whole day, which extra time cannot be
   * @example "13:00"
   */
  @IsOptional()
  @IsLocalTime()
  start?: string | null;

  /**
   * On the next day when it is not after the start
   * @example "18:00"
   */
  @IsOptional()
  @IsLocalTime()
  end?: string | null;

  /** @example "Conference" */
  @IsOptional()
  @IsText('timeOffReason')
  reason?: string | null;

  /**
   * Where extra time is spent; left out, at the doctor's own location. Closed time is closed everywhere and names none
   * @example null
   */
  @IsOptional()
  @IsId()
  locationId?: number | null;
}

export class ExceptionDto {
  /** @example 1 */
  id!: number;
  /** @example "2026-12-24" */
  date!: string;
  kind!: ExceptionKind;
  /** @example "13:00" */
  start!: string | null;
  /** @example "18:00" */
  end!: string | null;
  /** @example "Conference" */
  reason!: string | null;
  /**
   * Where extra time is spent; null for closed time
   * @example null
   */
  locationId!: number | null;
}

export class AddedExceptionDto extends ExceptionDto {
  /** The doctor's bookings that the hours do not cover; they stay booked until staff move or cancel them */
  outsideHours!: AppointmentDto[];
}

export const toExceptionDto = (exception: ScheduleException): ExceptionDto => ({
  id: exception.id,
  date: exception.date,
  kind: exception.kind,
  start: exception.start,
  end: exception.end,
  reason: exception.reason,
  locationId: exception.locationId,
});

export const toAddedExceptionDto = (
  exception: ScheduleException,
  outside: readonly Appointment[],
): AddedExceptionDto =>
  Object.assign(toExceptionDto(exception), { outsideHours: outside.map(toAppointmentDto) });

export const toException = (dto: NewExceptionDto): Omit<ScheduleException, 'id'> => {
  const { date, kind, start = null, end = null, reason = null, locationId = null } = dto;
  return { date, kind, start, end, reason, locationId };
};
