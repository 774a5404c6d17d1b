import { locale, messages } from '../messages/index.js';
import { type CalendarDate } from './dates.js';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using one, and a week shows a hundred times. */
function formatter(
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
  inLocale = locale,
): Intl.DateTimeFormat {
  const key = JSON.stringify([inLocale, timeZone, options]);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(inLocale, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

const noon = (date: CalendarDate): Date => new Date(`${date}T12:00:00Z`);

/** "Tuesday 3 December" */
export const longDay = (date: CalendarDate): string =>
  formatter('UTC', { weekday: 'long', day: 'numeric', month: 'long' }).format(noon(date));

/** "Tue 3 Dec" */
export const shortDay = (date: CalendarDate): string =>
  formatter('UTC', { weekday: 'short', day: 'numeric', month: 'short' }).format(noon(date));

/** "Tue" */
export const weekday = (date: CalendarDate): string =>
  formatter('UTC', { weekday: 'short' }).format(noon(date));

/** "Tue", or "T" in languages whose short names are long, for columns that have no room */
export function narrowWeekday(date: CalendarDate): string {
  const short = weekday(date);
  return short.length <= 4 ? short : formatter('UTC', { weekday: 'narrow' }).format(noon(date));
}

/** "3" */
export const dayOfMonth = (date: CalendarDate): string =>
  formatter('UTC', { day: 'numeric' }).format(noon(date));

/** "Dec" */
export const shortMonth = (date: CalendarDate): string =>
  formatter('UTC', { month: 'short' }).format(noon(date));

/** "Tuesday 3 December", and the year where it is not this one, by the clock of `timeZone` */
export function dayOf(instant: string | Date, timeZone: string): string {
  const year = (each: string | Date) => formatter(timeZone, { year: 'numeric' }).format(new Date(each));
  const isThisYear = year(instant) === year(new Date());
  return formatter(timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(new Date(instant));
}

/** "3 Dec 2026, 09:30", by the clock of `timeZone` */
export const dateTime = (instant: string | Date, timeZone: string): string =>
  formatter(timeZone, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** "3 December 2026", for a date that has no zone */
export const fullDate = (date: CalendarDate): string =>
  formatter('UTC', { dateStyle: 'long' }).format(noon(date));

/** "09:30 – 10:00", by the clock of `timeZone` */
export const timeRange = (start: string, end: string, timeZone: string): string =>
  formatter(timeZone, { hour: hourDigits, minute: '2-digit' }).formatRange(new Date(start), new Date(end));

/** "1 – 7 December" */
export const dayRange = (from: CalendarDate, to: CalendarDate): string =>
  formatter('UTC', { day: 'numeric', month: 'long' }).formatRange(noon(from), noon(to));

/** "09:30", but "9:30 am": a leading zero belongs to clocks of 24 hours. */
const hourDigits =
  new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true
    ? 'numeric'
    : '2-digit';

/** "09:30", by the clock of `timeZone` */
export const timeOfDay = (instant: string | Date, timeZone: string): string =>
  formatter(timeZone, { hour: hourDigits, minute: '2-digit' }).format(new Date(instant));

/** "4:05", of a time that runs out */
export const minutesAndSeconds = (milliseconds: number): string =>
  formatter('UTC', { minute: 'numeric', second: '2-digit' }).format(
    new Date(Math.max(0, Math.ceil(milliseconds / 1000) * 1000)),
  );

/** "CET" where English has a short name for the zone's time, else "GMT+9" */
export function zoneAbbreviation(timeZone: string, instant: string | Date): string {
  const names = [locale, 'en-GB', 'en-US', 'en-AU'].map(
    (each) =>
      formatter(timeZone, { timeZoneName: 'short' }, each)
        .formatToParts(new Date(instant))
        .find((part) => part.type === 'timeZoneName')?.value ?? timeZone,
  );
  return names.find((name) => !/\d/.test(name)) ?? names[0] ?? timeZone;
}

/** "Berlin time (CET)", or "Berlin time (CET, CEST)" when clocks change between the two instants */
export function zoneLabel(timeZone: string, from: string | Date, to = from): string {
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  const names = new Set([zoneAbbreviation(timeZone, from), zoneAbbreviation(timeZone, to)]);
  return names.has(city) ? city : messages.zone(city, [...names].join(', '));
}

/** Whether clocks in both zones show the same time at `instant`. */
export function sameClock(zone: string, other: string, instant: Date): boolean {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'short' };
  return formatter(zone, options).format(instant) === formatter(other, options).format(instant);
}

export const deviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "German" for "de"; what is no language code stays as it is. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(code) ?? code;
  } catch {
    return code;
  }
}

export const listOf = (items: readonly string[]): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

export const amount = (value: number): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value);

/** "1.2 km" */
export const kilometres = (value: number): string =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);

/** Minutes since midnight, by the clock of `timeZone` */
export function minuteOfDay(instant: string | Date, timeZone: string): number {
  const parts = formatter(
    timeZone,
    { hour: 'numeric', minute: 'numeric', hourCycle: 'h23' },
    'en-u-nu-latn',
  ).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute');
}

/** "09:00" or "9 am": a whole hour on any day */
export function hourOfDay(hour: number): string {
  const instant = new Date(Date.UTC(2000, 0, 1, hour));
  return hourDigits === 'numeric'
    ? formatter('UTC', { hour: 'numeric' }).format(instant)
    : timeOfDay(instant, 'UTC');
}

/** The name of a weekday, 1 is Monday: "Tuesday" */
export const weekdayName = (weekday: number): string =>
  formatter('UTC', { weekday: 'long' }).format(new Date(Date.UTC(2024, 0, weekday, 12)));
