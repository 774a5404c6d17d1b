import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { Temporal } from 'temporal-polyfill';
import { type DoctorQuery } from '#libs/appointments';
import { fieldError, invalidInput } from '#libs/common';
import { type Coordinates, VisitMode } from '#libs/doctors';
import { IsCoordinates, IsId, IsLocalDate, Optional, toCoordinates } from '../../http/input/checks.js';
import { InLanguageForm } from '../../http/input/equal-text.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { language, languageFault } from '../../http/input/language.js';
import { IsText } from '../../http/input/text.js';

const mostDays = 31;
const orders = ['name', 'distance', 'earliest'] as const;
/** Where a date ends last */
const westernmost = '-12:00';

export class DoctorSearchDto extends PageQueryDto {
  /**
   * Any part of the specialization, in any case, with accents or without
   * @example "cardio"
   */
  @Optional()
  @IsText('search')
  specialization?: string;

  /** Parts of the doctor's name in any order, in any case, with accents or without, and with `ue` for `ü` */
  @Optional()
  @IsText('search')
  q?: string;

  /**
   * Id of a location where the doctor works, be it on some weekdays only
   * @example 1
   */
  @Optional()
  @Type(() => Number)
  @IsId()
  location?: number;

  /**
   * A language that the doctor speaks
   * @example "en"
   */
  @Optional()
  @IsText('languageTag')
  @InLanguageForm()
  @Matches(language, languageFault)
  language?: string;

  /** Doctors who offer visits of this kind */
  @Optional()
  @IsIn(Object.values(VisitMode))
  mode?: VisitMode;

  /**
   * Latitude and longitude in degrees, of which three decimals count: each doctor comes with the distance of their
   * location from there
   * @example "52.52,13.405"
   */
  @Optional()
  @IsCoordinates()
  near?: string;

  /**
   * First date of those on which a doctor has to have a free slot, local to the doctor's location; today when left out
   * @example "2026-12-01"
   */
  @Optional()
  @IsLocalDate()
  availableFrom?: string;

  /**
   * Last date of those, at most 31 in all; as many when left out
   * @example "2026-12-07"
   */
  @Optional()
  @IsLocalDate()
  availableTo?: string;

  /** `include`: also doctors who have retired by now */
  @Optional()
  @IsIn(['include'])
  retired?: 'include';

  /**
   * The order: by distance when `near` is given and by name otherwise. By the earliest slot come only doctors who have
   * one on the dates that are asked for, or else within 31 days
   */
  @Optional()
  @IsIn(orders)
  sort?: (typeof orders)[number];

  /**
   * How many of the next free slots are wanted with each doctor: those of the dates that are asked for, or else of the
   * next 14 days, for the default visit type or the first of the mode that is asked for
   */
  @ApiProperty({ required: false, type: 'integer' })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(5)
  slots?: number;
}

/**
 * The dates on which a doctor has to be free.
 *
 * @throws AppError `request.invalid` when they are none or too many
 */
function availableDates(
  availableFrom: string | undefined,
  availableTo: string | undefined,
  now: Temporal.Instant,
): DoctorQuery['available'] {
  if (availableFrom === undefined && availableTo === undefined) return undefined;
  const from =
    availableFrom === undefined
      ? now.toZonedDateTimeISO(westernmost).toPlainDate()
      : Temporal.PlainDate.from(availableFrom);
  const to =
    availableTo === undefined ? from.add({ days: mostDays - 1 }) : Temporal.PlainDate.from(availableTo);
  const days = from.until(to, { largestUnit: 'days' }).days + 1;
  const other = availableFrom === undefined ? 'today' : 'availableFrom';
  if (days < 1) throw invalidInput(fieldError('/availableTo', 'date.before', { other }));
  if (days > mostDays)
    throw invalidInput(fieldError('/availableTo', 'date.too_far', { max: mostDays, other }));
  return { from, to };
}

/** A step of it is 111 m of latitude. */
const neighbourhood = 1000;

/** A place to a hundred metres: distances serve to choose a doctor, and where a patient is need not be known better. */
function toNeighbourhood(near: string): Coordinates {
  const { latitude, longitude } = toCoordinates(near);
  const round = (degrees: number) => Math.round(degrees * neighbourhood) / neighbourhood;
  return { latitude: round(latitude), longitude: round(longitude) };
}

/** @throws AppError `request.invalid` for impossible dates, and for an order by distance from nowhere */
export function toDoctorQuery(query: DoctorSearchDto, now: Temporal.Instant): DoctorQuery {
  const { limit, cursor, slots, location, near, availableFrom, availableTo, sort, ...criteria } = query;
  if (sort === 'distance' && near === undefined)
    throw invalidInput(fieldError('/near', 'field.required_with', { other: 'sort=distance' }));
  return {
    criteria: {
      ...criteria,
      ...(location !== undefined && { locationId: location }),
      ...(near !== undefined && { near: toNeighbourhood(near) }),
    },
    sort: sort ?? (near === undefined ? 'name' : 'distance'),
    available: availableDates(availableFrom, availableTo, now),
    slots,
    limit,
    cursor,
  };
}

/** What an answer to a search depends on beside the doctors themselves: who is free changes with every booking. */
export const asksForTimes = (query: Readonly<Record<string, unknown>>): boolean =>
  ['availableFrom', 'availableTo', 'slots'].some((name) => name in query) || query.sort === 'earliest';
