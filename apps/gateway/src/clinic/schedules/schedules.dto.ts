import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { type Appointment } from '#libs/appointments';
import { type NewWindow, type Week, type WeeklyWindow } from '#libs/doctors';
import { type AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { IsId, IsLocalDate, IsLocalTime } from '../../http/input/checks.js';

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

export class KeptWeekDto extends WeekDto {
  /**
   * Rises with every change of the week; also the ETag
   * @example 1
   */
  version!: number;
}

export class ReplacedWeekDto extends KeptWeekDto {
  /** The doctor's bookings that the hours do not cover; they stay booked until staff move or cancel them */
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

export const toKeptWeekDto = ({ version, windows }: Week): KeptWeekDto => ({
  version,
  windows: windows.map(toWindowDto),
});

export const toReplacedWeekDto = (week: Week, outside: readonly Appointment[]): ReplacedWeekDto =>
  Object.assign(toKeptWeekDto(week), { outsideHours: outside.map(toAppointmentDto) });

export const toWindow = (dto: WeeklyWindowDto): NewWindow => {
  const { weekday, start, end, validFrom = null, validTo = null, locationId = null } = dto;
  return { weekday, start, end, validFrom, validTo, locationId };
};
