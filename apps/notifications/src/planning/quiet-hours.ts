import { Temporal } from 'temporal-polyfill';
import { minute as oneMinute } from '#libs/common';
import { type Preferences } from '#libs/notifications';

type Quiet = NonNullable<Preferences['quiet']>;

const minutesOf = ({ hour, minute }: Temporal.ZonedDateTime): number => hour * 60 + minute;

const isQuiet = ({ from, to }: Quiet, minute: number): boolean =>
  from < to ? from <= minute && minute < to : from !== to && (minute >= from || minute < to);

const clock = (minute: number): Temporal.PlainTime =>
  Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });

/**
 * Moves an instant out of a recipient's quiet hours: to their end, or, when that is too late to be of use, to just before
 * they begin. Local times that daylight saving skips or repeats resolve as Temporal's "compatible".
 *
 * @param latest the last instant at which the message is still of use
 */
export function outsideQuietHours(at: Date, quiet: Quiet | null, timeZone: string, latest: Date): Date {
  if (quiet === null) return at;
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const minute = minutesOf(local);
  if (!isQuiet(quiet, minute)) return at;
  const on = (date: Temporal.PlainDate, time: number): Date =>
    new Date(date.toZonedDateTime({ timeZone, plainTime: clock(time) }).epochMilliseconds);
  const date = local.toPlainDate();
  const isPastMidnight = quiet.from > quiet.to && minute < quiet.to;
  const endsOn = quiet.from > quiet.to && !isPastMidnight ? date.add({ days: 1 }) : date;
  const end = on(endsOn, quiet.to);
  if (end <= latest) return end;
  const begin = on(isPastMidnight ? date.subtract({ days: 1 }) : date, quiet.from);
  return new Date(begin.getTime() - oneMinute);
}
