import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { registerDecorator, ValidateIf, type ValidationOptions } from 'class-validator';
import { Temporal } from 'temporal-polyfill';
import { canonicalZone, isCountry, largestId, longestPhone, type PlainFieldErrorCode } from '#libs/common';
import { faultOption } from './field-faults.js';

type Check = (options?: ValidationOptions) => PropertyDecorator;

/** Makes a decorator that answers with `code` where `holds` does not. */
export const check =
  (name: string, code: PlainFieldErrorCode, holds: (value: unknown) => boolean): Check =>
  (options) =>
  (target, property) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      options: { ...faultOption(code), ...options },
      validator: { validate: holds },
    });
  };

function parses(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** The field may be left out. Unlike `IsOptional`, which also lets null through, for fields that cannot be null. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** The id of something. */
export const IsId = check(
  'isId',
  'id.invalid',
  (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= largestId,
);

/**
 * A date of the calendar, `YYYY-MM-DD`. Nothing of ours is older than 1900, and what is days before year 1 PostgreSQL
 * cannot read.
 */
export const IsLocalDate = check(
  'isLocalDate',
  'date.invalid',
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    value >= '1900' &&
    parses(() => Temporal.PlainDate.from(value)),
);

/** A wall-clock time, `HH:mm` from 00:00 to 23:59. */
export const IsLocalTime = check(
  'isLocalTime',
  'time.invalid',
  (value) => typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value),
);

/** A point in time with its offset, such as `2026-12-01T09:00:00Z`. */
export const IsInstant = check(
  'isInstant',
  'instant.invalid',
  (value) => typeof value === 'string' && value.length <= 40 && parses(() => Temporal.Instant.from(value)),
);

const isZone = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^[A-Za-z][\w+/-]{0,63}$/.test(value) &&
  parses(() => new Intl.DateTimeFormat('en', { timeZone: value }));

const isZoneName = check('isZone', 'zone.invalid', isZone);

/** An IANA time zone, such as `Europe/Berlin`, in any case; it is taken by its one name. */
export const IsZone: Check = (options) =>
  applyDecorators(
    isZoneName(options),
    Transform(({ value }: { value: unknown }) => (isZone(value) ? canonicalZone(value) : value)),
  );

/** A country with telephone numbers of its own, by ISO 3166-1 alpha-2, such as `DE`. */
export const IsCountry = check(
  'isCountry',
  'country.invalid',
  (value) => typeof value === 'string' && isCountry(value),
);

/** What may be a telephone number. Whether it is one depends on the country, which a service knows. */
export const IsPhone = check(
  'isPhone',
  'phone.invalid',
  (value) => typeof value === 'string' && /\p{Nd}/u.test(value) && value.length <= longestPhone,
);

const coordinates = /^-?\d{1,2}(?:\.\d{1,10})?,-?\d{1,3}(?:\.\d{1,10})?$/;

/** A place on Earth as latitude and longitude in degrees, such as `52.52,13.405`. */
export const IsCoordinates = check(
  'isCoordinates',
  'coordinates.invalid',
  (value) =>
    typeof value === 'string' &&
    coordinates.test(value) &&
    Math.abs(toCoordinates(value).latitude) <= 90 &&
    Math.abs(toCoordinates(value).longitude) <= 180,
);

/** The numbers in checked coordinates. */
export function toCoordinates(text: string): { latitude: number; longitude: number } {
  const comma = text.indexOf(',');
  return { latitude: Number(text.slice(0, comma)), longitude: Number(text.slice(comma + 1)) };
}

/** Milliseconds since 1970 UTC of a checked instant. */
export const toEpoch = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;
