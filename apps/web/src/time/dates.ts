/** A calendar date as the API writes it, such as 2026-12-03. It has no zone: it names a day on a wall calendar. */
export type CalendarDate = string;

const dayLength = 86_400_000;

/** Midnight UTC stands for the date here, because every UTC day has 24 hours. */
const toUtc = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`);

export function isCalendarDate(text: string | null): text is CalendarDate {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = toUtc(text);
  // Date.parse takes 30 February in some engines: only a date that comes back unchanged exists.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  new Date(toUtc(date) + days * dayLength).toISOString().slice(0, 10);

export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  (toUtc(to) - toUtc(from)) / dayLength;

/** The date on the wall calendar of `timeZone` at `instant`. */
export function dateIn(timeZone: string, instant: Date): CalendarDate {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/**
 * The seven days on show for `date`. Weeks are counted from today, not from Monday: a patient looks for a
 * time to come, and a calendar week would spend its first columns on days that are over.
 */
export function weekOf(date: CalendarDate, today: CalendarDate): CalendarDate[] {
  const start = addDays(today, Math.max(0, Math.floor(daysBetween(today, date) / 7)) * 7);
  return Array.from({ length: 7 }, (_, index) => addDays(start, index));
}

/** ISO: 1 is Monday, 7 is Sunday */
export const weekdayOf = (date: CalendarDate): number => new Date(toUtc(date)).getUTCDay() || 7;

/** The seven days of the calendar week that `date` lies in, those before it too. */
export function calendarWeekOf(date: CalendarDate, firstWeekday: number): CalendarDate[] {
  const start = addDays(date, -((weekdayOf(date) - firstWeekday + 7) % 7));
  return Array.from({ length: 7 }, (_, index) => addDays(start, index));
}
