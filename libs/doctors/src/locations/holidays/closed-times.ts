import { Temporal } from 'temporal-polyfill';
import { timeOf } from '../../local-time.js';
import { isDate, type Moment, type Reading } from './calendar-events.js';

/** A date, or hours of it. */
export interface ClosedTime {
  readonly date: string;
  /** `HH:mm`; none for the whole day */
  readonly start: string | null;
  readonly end: string | null;
}

/** What an event that starts at `start` closes, on each date of the location that is read. */
export function closedTimes(
  start: Moment,
  length: Temporal.Duration,
  { timeZone, first, last }: Reading,
): ClosedTime[] {
  const begin = isDate(start) ? start : start.instant.toZonedDateTimeISO(timeZone);
  const end = isWhole(begin) ? begin.add(length) : begin.add(length);
  const [firstDate, lastDate] = isWhole(begin)
    ? [begin, end.subtract({ days: 1 }) as Temporal.PlainDate]
    : [begin.toPlainDate(), (end as Temporal.ZonedDateTime).toPlainDate()];
  const times: ClosedTime[] = [];
  let date = later(firstDate, first);
  for (; Temporal.PlainDate.compare(date, lastDate) <= 0; date = date.add({ days: 1 })) {
    if (Temporal.PlainDate.compare(date, last) > 0) break;
    const hours = isWhole(begin) ? { start: null, end: null } : hoursOn(date, begin, end as typeof begin);
    if (hours !== undefined) times.push({ date: date.toString(), ...hours });
  }
  return times;
}

const isWhole = (at: Temporal.PlainDate | Temporal.ZonedDateTime): at is Temporal.PlainDate =>
  at instanceof Temporal.PlainDate;

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) < 0 ? b : a;

/**
 * The part of a date that lies between two times, in whole minutes that cover it. The whole of it is 00:00–00:00 and
 * not the whole day: that would take the night shift of the date with it, which goes on after midnight.
 */
function hoursOn(
  date: Temporal.PlainDate,
  begin: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
): { start: string; end: string } | undefined {
  const minuteOf = ({ hour, minute }: Temporal.ZonedDateTime): number => hour * 60 + minute;
  const isFirst = date.equals(begin.toPlainDate());
  const isLast = date.equals(end.toPlainDate());
  const from = isFirst ? minuteOf(begin) : 0;
  const isRound = end.second === 0 && end.millisecond === 0;
  const to = isLast ? minuteOf(end) + (isRound ? 0 : 1) : 24 * 60;
  if (isLast && (to === 0 || begin.epochMilliseconds === end.epochMilliseconds)) return undefined;
  // In the hour that autumn repeats, a time may read later than one that follows it.
  const until = to > from ? to : from + 60;
  return { start: timeOf(from), end: timeOf(until % (24 * 60)) };
}
