import { IsOptional, IsString, Length } from 'class-validator';
import { type Appointment } from '#libs/appointments';
import { type Closure, type ImportedClosures } from '#libs/doctors';
import { type AppointmentDto, toAppointmentDto } from '../appointments/appointments.dto.js';
import { IsLocalDate, IsLocalTime } from '../http/checks.js';

export class NewClosureDto {
  /** @example "2026-12-25" */
  @IsLocalDate()
  date!: string;

  /** @example "Christmas Day" */
  @IsString()
  @Length(1, 200)
  name!: string;

  /**
   * Local time; left out together with `end`: the whole day
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
}

export class ClosureDto {
  /** @example 1 */
  id!: number;
  /** @example "2026-12-25" */
  date!: string;
  /** @example "Christmas Day" */
  name!: string;
  /** @example "13:00" */
  start!: string | null;
  /** @example "18:00" */
  end!: string | null;
}

export class AddedClosureDto extends ClosureDto {
  /** The location's bookings that the hours do not cover; they stay booked until somebody moves or cancels them */
  outsideHours!: AppointmentDto[];
}

export class ImportedClosuresDto {
  /**
   * How many closures were added
   * @example 11
   */
  imported!: number;
  /**
   * How many of the calendar's closures were there already
   * @example 0
   */
  unchanged!: number;
  /** What was added */
  closures!: ClosureDto[];
  /** The location's bookings that the hours do not cover; they stay booked until somebody moves or cancels them */
  outsideHours!: AppointmentDto[];
}

export const toClosureDto = ({ id, date, name, start, end }: Closure): ClosureDto => ({
  id,
  date,
  name,
  start,
  end,
});

export const toAddedClosureDto = (closure: Closure, outside: readonly Appointment[]): AddedClosureDto =>
  Object.assign(toClosureDto(closure), { outsideHours: outside.map(toAppointmentDto) });

export const toImportedClosuresDto = (
  { closures, unchanged }: ImportedClosures,
  outside: readonly Appointment[],
): ImportedClosuresDto => ({
  imported: closures.length,
  unchanged,
  closures: closures.map(toClosureDto),
  outsideHours: outside.map(toAppointmentDto),
});

export const toClosure = ({ date, name, start = null, end = null }: NewClosureDto): Omit<Closure, 'id'> => ({
  date,
  name,
  start,
  end,
});
