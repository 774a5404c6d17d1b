import { IntersectionType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import {
  type Cancellations,
  mostVisits,
  type Recurrence,
  type Series,
  type SeriesRequest,
} from '#libs/appointments';
import { Optional, toEpoch } from '../../../http/input/checks.js';
import { ProblemDto } from '../../../http/answers/problem.dto.js';
import { AppointmentDto, toAppointmentDto } from '../appointment.dto.js';
import { NewAppointmentDto } from '../new-appointment.dto.js';
import { NewHoldDto } from '../hold.dto.js';

export class RecurrenceDto {
  /**
   * `monthly` is by weekday: each second Tuesday, say; a fifth one means the last of its month
   * @example "weekly"
   */
  @IsIn(['weekly', 'monthly'])
  frequency!: 'weekly' | 'monthly';

  /**
   * Every so many weeks or months; each when left out
   * @example 2
   */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(12)
  interval?: number;

  /**
   * How many visits, the first included
   * @example 10
   */
  @IsInt()
  @Min(2)
  @Max(mostVisits)
  count!: number;
}

export class NewSeriesDto extends IntersectionType(NewHoldDto, PickType(NewAppointmentDto, ['reason'])) {
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceDto)
  recurrence!: RecurrenceDto;

  /**
   * Numbers of the visits to leave out, from 1: what could not be booked, once you know
   * @example [3]
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(mostVisits - 1)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(mostVisits, { each: true })
  skip?: number[];
}

export class SeriesDto {
  /** @example "1f0c6a52-6f1d-4a0e-9f5e-3f6f8f0f7b11" */
  seriesId!: string;
  /** In order of time */
  appointments!: AppointmentDto[];
}

export const toSeriesDto = ({ seriesId, appointments }: Series): SeriesDto => ({
  seriesId,
  appointments: appointments.map(toAppointmentDto),
});

export class SeriesConflictDto {
  /**
   * The visit's number in the series, from 1
   * @example 3
   */
  occurrence!: number;
  /** @example "2026-12-29T09:00:00.000Z" */
  appointmentDateTime!: string;
  /**
   * Stable; branch on this
   * @example "taken"
   */
  code!: string;
  /** @example "The time is taken." */
  message!: string;
}

export class SeriesProblemDto extends ProblemDto {
  /** Every visit that cannot be booked */
  conflicts?: SeriesConflictDto[];
}

export class LeftVisitDto {
  /** @example 1 */
  id!: number;
  /**
   * The patient
   * @example 1
   */
  userId!: number;
  /**
   * Stable; branch on this
   * @example "appointment.cancel_too_late"
   */
  code!: string;
  /** @example "It is too late to cancel online. Please call the clinic." */
  message!: string;
}

export class CancelledSeriesDto {
  /** The visits that were still to come and are cancelled now */
  cancelled!: AppointmentDto[];
  /** The visits to come that stay, and why */
  left!: LeftVisitDto[];
}

export const toLeftVisitDto = ({ id, userId, code, message }: LeftVisitDto): LeftVisitDto => ({
  id,
  userId,
  code,
  message,
});

export const toCancelledSeriesDto = ({ cancelled, left }: Cancellations): CancelledSeriesDto => ({
  cancelled: cancelled.map(toAppointmentDto),
  left: left.map(toLeftVisitDto),
});

const toRecurrence = ({ frequency, interval = 1, count }: RecurrenceDto): Recurrence => ({
  frequency,
  interval,
  count,
});

export const toSeriesRequest = ({
  appointmentDateTime,
  recurrence,
  ...rest
}: NewSeriesDto): SeriesRequest => ({
  ...rest,
  at: toEpoch(appointmentDateTime),
  recurrence: toRecurrence(recurrence),
});
