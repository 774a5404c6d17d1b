import { Type } from 'class-transformer';
import { Temporal } from 'temporal-polyfill';
import {
  type BookingsOfDay,
  type DaysToNextSlot,
  type NoShows,
  type ReportQuery,
  type Utilisation,
} from '#libs/appointments';
import { bounded } from '../availability/availability.dto.js';
import { IsId, IsLocalDate, Optional } from '../../http/input/checks.js';

const mostDays = 92;

export class DaysToNextSlotQueryDto {
  /** All at which you work when left out */
  @Optional()
  @Type(() => Number)
  @IsId()
  locationId?: number;
}

export class ReportQueryDto extends DaysToNextSlotQueryDto {
  /**
   * First date, local to the location of each visit
   * @example "2026-12-01"
   */
  @IsLocalDate()
  from!: string;

  /**
   * Last date, at most 92 days in all
   * @example "2026-12-31"
   */
  @IsLocalDate()
  to!: string;
}

export class BookingsQueryDto extends ReportQueryDto {
  /** All when left out */
  @Optional()
  @Type(() => Number)
  @IsId()
  doctorId?: number;
}

export class BookingsOfDayDto {
  /** @example "2026-12-01" */
  date!: string;
  /**
   * All visits, whatever became of them
   * @example 12
   */
  booked!: number;
  /** @example 9 */
  completed!: number;
  /** @example 2 */
  cancelled!: number;
  /** @example 1 */
  noShow!: number;
}

export class BookingsReportDto {
  /** Every date of the range, those without visits too */
  days!: BookingsOfDayDto[];
}

class DoctorReportDto {
  /** @example 1 */
  doctorId!: number;
  /** @example "Dr. Amara Okafor" */
  doctorName!: string;
}

export class UtilisationDto extends DoctorReportDto {
  /**
   * The doctor's hours on these dates, closures taken out
   * @example 480
   */
  openMinutes!: number;
  /**
   * Of visits that were neither cancelled nor missed, without buffers, whether or not they lie within the hours
   * @example 360
   */
  bookedMinutes!: number;
  /**
   * Booked to open; null without hours
   * @example 0.75
   */
  ratio!: number | null;
}

export class NoShowsDto extends DoctorReportDto {
  /**
   * Visits that were completed or missed
   * @example 40
   */
  visits!: number;
  /** @example 2 */
  noShows!: number;
  /**
   * Missed to all; null without visits
   * @example 0.05
   */
  ratio!: number | null;
}

export class DaysToNextSlotDto extends DoctorReportDto {
  /**
   * From today's date at the location to that of the first free start, 0 for today; null when there is none
   * @example 3
   */
  days!: number | null;
}

/** @throws AppError `request.invalid` when the range is empty or too long */
export const toReportQuery = ({ from, to, locationId }: ReportQueryDto): ReportQuery => ({
  locationId,
  ...bounded({ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }, mostDays),
});

/** @throws AppError `request.invalid` when the range is empty or too long */
export const toBookingsQuery = (
  query: BookingsQueryDto,
): ReportQuery & { readonly doctorId: number | undefined } => ({
  ...toReportQuery(query),
  doctorId: query.doctorId,
});

export const toBookingsReportDto = (days: readonly BookingsOfDay[]): BookingsReportDto => ({
  days: days.map(({ date, booked, completed, cancelled, noShow }) => ({
    date,
    booked,
    completed,
    cancelled,
    noShow,
  })),
});

export const toUtilisationDto = (of: Utilisation): UtilisationDto => ({
  doctorId: of.doctorId,
  doctorName: of.doctorName,
  openMinutes: of.openMinutes,
  bookedMinutes: of.bookedMinutes,
  ratio: of.ratio,
});

export const toNoShowsDto = (of: NoShows): NoShowsDto => ({
  doctorId: of.doctorId,
  doctorName: of.doctorName,
  visits: of.visits,
  noShows: of.noShows,
  ratio: of.ratio,
});

export const toDaysToNextSlotDto = ({ doctorId, doctorName, days }: DaysToNextSlot): DaysToNextSlotDto => ({
  doctorId,
  doctorName,
  days,
});
