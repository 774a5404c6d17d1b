import { Temporal } from 'temporal-polyfill';
import { toIso } from './slots.js';
import { calendarOf, numberOf } from './zone-calendar.js';

const numberOn = (date: string): number => numberOf(Temporal.PlainDate.from(date));

it.each([
  ['UTC', '2026-11-26'],
  // 23 and 25 hours
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  // Begins at 01:00
  ['America/Havana', '2026-03-08'],
  // Left out of the calendar
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Kiritimati', '2028-02-29'],
])('in %s, %s lies where Temporal has it', (timeZone, date) => {
  const plain = Temporal.PlainDate.from(date);
  const startOf = (day: Temporal.PlainDate): number => day.toZonedDateTime(timeZone).epochMilliseconds;
  expect(calendarOf(timeZone).day(numberOf(plain))).toEqual({
    date,
    weekday: plain.dayOfWeek,
    start: startOf(plain),
    end: startOf(plain.add({ days: 1 })),
  });
});

it.each([
  'UTC',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Apia',
  'America/Havana',
  'Asia/Kathmandu',
])('in %s, every hour of a year has the date that Temporal gives it', (timeZone) => {
  const calendar = calendarOf(timeZone);
  let expected = '';
  let end = -Infinity;
  for (let at = Date.UTC(2011, 0); at < Date.UTC(2012, 1); at += 3_600_000) {
    // Temporal takes its time, so that it is asked once a day.
    if (at >= end) {
      const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
      expected = today.toString();
      end = today.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
    }
    const { date } = calendar.day(calendar.numberAt(at));
    if (date !== expected) expect([timeZone, at, date]).toEqual([timeZone, at, expected]);
  }
});

it('moves wall-clock times that a zone skips forward, and takes the earlier of two', () => {
  const calendar = calendarOf('America/New_York');
  expect(toIso(calendar.instantOf(numberOn('2026-03-08'), 150))).toBe('2026-03-08T07:30:00.000Z');
  expect(toIso(calendar.instantOf(numberOn('2026-11-01'), 90))).toBe('2026-11-01T05:30:00.000Z');
});

it('forgets nothing that matters when more dates are asked for than it keeps', () => {
  const calendar = calendarOf('Europe/Berlin');
  const first = numberOn('2026-01-01');
  const days = calendar.daysBetween(first, first + 12_000);
  expect(days.every(({ start }, index) => index === 0 || start === days[index - 1]?.end)).toBe(true);
  expect(calendar.day(first)).toEqual(days[0]);
});

it.each([Date.UTC(2026, 10, 26), Date.UTC(2026, 10, 26, 23, 59), Date.UTC(2026, 10, 26, 9, 0, 0, 1), -1])(
  'writes %d as Date does',
  (at) => {
    expect(toIso(at)).toBe(new Date(at).toISOString());
  },
);
