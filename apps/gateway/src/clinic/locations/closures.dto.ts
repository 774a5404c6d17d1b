import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { type Appointment } from '#libs/appointments';
import { type Closure, type ClosuresPreview, type ImportedClosures } from '#libs/doctors';
import { type AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { IsLocalDate, IsLocalTime } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

export class NewClosureDto {
  /** @example "2026-12-25" */
  @IsLocalDate()
  date!: string;

  /** @example "Christmas Day" */
  @IsText('closureName')
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
  /** The location's bookings that the hours do not cover; they stay booked until staff move or cancel them */
  outsideHours!: AppointmentDto[];
}

type UnreadableEvent = ImportedClosures['unreadable'][number];
type UnreadableReason = UnreadableEvent['reason'];

export class ImportQueryDto {
  /**
   * `plan` of a preview: then exactly what it showed is done, or nothing
   * @example "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
   */
  @IsOptional()
  @IsText('importPlan')
  plan?: string;
}

/** A closure as a calendar has it; it has no id before it is imported. */
export class CalendarClosureDto {
  /** @example "2026-12-25" */
  date!: string;
  /** @example "Christmas Day" */
  name!: string;
  /** @example "13:00" */
  start!: string | null;
  /** @example "18:00" */
  end!: string | null;
}

export class MovedClosureDto {
  /** As it is or was before the import */
  from!: ClosureDto;
  /** As the calendar has it */
  to!: CalendarClosureDto;
}

export class UnreadableEventDto {
  /**
   * What the event is called, as far as that can be read
   * @example "Company party"
   */
  name!: string;

  /** @example "zone_unknown" */
  @ApiProperty({ enum: ['malformed', 'zone_unknown', 'recurs_too_often'] })
  reason!: UnreadableReason;

  /**
   * In English, for people who can read iCalendar
   * @example "The calendar cannot be read: DTSTART is no date or time."
   */
  detail!: string;
}

export class ClosuresPreviewDto {
  /** What an import would close */
  adds!: CalendarClosureDto[];
  /** Closures of an earlier import that the calendar has at another time, or under another name */
  moves!: MovedClosureDto[];
  /** Closures of an earlier import that the calendar has no more: these times would open again */
  removes!: ClosureDto[];
  /**
   * How many closures of the calendar there are already
   * @example 0
   */
  unchanged!: number;
  /** Events that could not be read; an import leaves them out */
  unreadable!: UnreadableEventDto[];
  /** Stands for all of this: an import with it does exactly this, or nothing */
  plan!: string;
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
  /** Closures of an earlier import that the calendar had at another time, or under another name */
  moves!: MovedClosureDto[];
  /** Closures of an earlier import that the calendar had no more: these times are open again */
  removes!: ClosureDto[];
  /** Events that could not be read, and were left out */
  unreadable!: UnreadableEventDto[];
  /** The location's bookings that the hours do not cover; they stay booked until staff move or cancel them */
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

const toCalendarClosureDto = ({ date, name, start, end }: Omit<Closure, 'id'>): CalendarClosureDto => ({
  date,
  name,
  start,
  end,
});

const toMovedClosureDto = ({ from, to }: ImportedClosures['moves'][number]): MovedClosureDto => ({
  from: toClosureDto(from),
  to: toCalendarClosureDto(to),
});

const toUnreadableEventDto = ({ name, reason, detail }: UnreadableEvent): UnreadableEventDto => ({
  name,
  reason,
  detail,
});

export const toClosuresPreviewDto = (preview: ClosuresPreview): ClosuresPreviewDto => ({
  adds: preview.adds.map(toCalendarClosureDto),
  moves: preview.moves.map(toMovedClosureDto),
  removes: preview.removes.map(toClosureDto),
  unchanged: preview.unchanged,
  unreadable: preview.unreadable.map(toUnreadableEventDto),
  plan: preview.plan,
});

export const toImportedClosuresDto = (
  { closures, unchanged, moves, removes, unreadable }: ImportedClosures,
  outside: readonly Appointment[],
): ImportedClosuresDto => ({
  imported: closures.length,
  unchanged,
  closures: closures.map(toClosureDto),
  moves: moves.map(toMovedClosureDto),
  removes: removes.map(toClosureDto),
  unreadable: unreadable.map(toUnreadableEventDto),
  outsideHours: outside.map(toAppointmentDto),
});

export const toClosure = ({ date, name, start = null, end = null }: NewClosureDto): Omit<Closure, 'id'> => ({
  date,
  name,
  start,
  end,
});
