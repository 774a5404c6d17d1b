import { Temporal } from 'temporal-polyfill';
import { fieldError, type FieldError } from '#libs/common';

/** Minutes after local midnight, as the database keeps a wall-clock time, of `HH:mm`. */
export function minutesOf(time: string): number {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return hour * 60 + minute;
}

/** `HH:mm` of minutes after local midnight. */
export const timeOf = (minutes: number): string =>
  Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toString({
    smallestUnit: 'minute',
  });

/** The date that a `date` column holds; Prisma hands it over as midnight UTC. */
export const dateOf = (column: Date): string => column.toISOString().slice(0, 10);

/** What Prisma wants for a `date` column. */
export const columnOf = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Equal times would be nothing, or a day and a night; only midnight to midnight is meant, as the whole day. */
export const isEmptyStretch = (start: string, end: string): boolean => start === end && start !== '00:00';

/** What is wrong with two times that are given together or not at all. */
export function timesError(start: string | null, end: string | null): FieldError | undefined {
  if (start === null && end === null) return undefined;
  if (start === null) return fieldError('/start', 'field.required_with', { other: 'end' });
  if (end === null) return fieldError('/end', 'field.required_with', { other: 'start' });
  return isEmptyStretch(start, end) ? fieldError('/end', 'time.same_as', { other: 'start' }) : undefined;
}

/** Whether something is the name of an IANA time zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
