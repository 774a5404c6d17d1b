import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ExceptionKind, type NewWindow, type ScheduleException, type WeeklyWindow } from '#libs/doctors';
import { type Appointment } from '#libs/appointments';
import { type AppointmentDto, toAppointmentDto } from '../appointments/appointments.dto.js';
import { IsId, IsLocalDate, IsLocalTime } from '../http/checks.js';

export class WeeklyWindowDto {
  /**
   * ISO: 1 is Monday, 7 is Sunday
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(7)
  weekday!: number;

  /**
   * Local time at the location
   * @example "09:00"
   */
  @IsLocalTime()
  start!: string;

  /**
   * On the next day when it is not after the start
   * @example "17:00"
   */
  @IsLocalTime()
  end!: string;

  /**
   * First date on which the window holds
   * @example "2026-01-01"
   */
  @IsOptional()
  @IsLocalDate()
  validFrom?: string | null;

  /**
   * Last date on which the window holds
   * @example "2026-12-31"
   */
  @IsOptional()
  @IsLocalDate()
  validTo?: string | null;

  /**
   * Where the doctor works then; left out, at the doctor's own location. Hours at the doctor's own location move with
   * the doctor. Locations of one zone cannot have the same time; a start that locations of two zones offer is booked
   * at the first of them, the doctor's own before the others
   * @example 1
   */
  @IsOptional()
  @IsId()
  locationId?: number | null;
}

export class WeekDto {
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => WeeklyWindowDto)
  windows!: WeeklyWindowDto[];
}

export class ReplacedWeekDto extends WeekDto {
  /** The doctor's bookings that the hours do not cover; they stay booked until somebody moves or cancels them */
  outsideHours!: AppointmentDto[];
}

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
  @IsString()
  @Length(0, 500)
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
  /** The doctor's bookings that the hours do not cover; they stay booked until somebody moves or cancels them */
  outsideHours!: AppointmentDto[];
}

const toWindowDto = (window: WeeklyWindow): WeeklyWindowDto => ({
  weekday: window.weekday,
  start: window.start,
  end: window.end,
  validFrom: window.validFrom,
  validTo: window.validTo,
  locationId: window.locationId,
});

export const toWeekDto = (windows: readonly WeeklyWindow[]): WeekDto => ({
  windows: windows.map(toWindowDto),
});

export const toReplacedWeekDto = (
  windows: readonly WeeklyWindow[],
  outside: readonly Appointment[],
): ReplacedWeekDto => ({
  windows: windows.map(toWindowDto),
  outsideHours: outside.map(toAppointmentDto),
});

export const toWindow = (dto: WeeklyWindowDto): NewWindow => {
  const { weekday, start, end, validFrom = null, validTo = null, locationId = null } = dto;
  return { weekday, start, end, validFrom, validTo, locationId };
};

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
