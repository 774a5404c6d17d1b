import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { mostVisits, occurrencesOf, type Recurrence, spanOf } from './recurrence.js';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(':00.000Z', 'Z');

const newYork = 'America/New_York';
const weekly = (count: number, interval = 1): Recurrence => ({ frequency: 'weekly', interval, count });
const monthly = (count: number, interval = 1): Recurrence => ({ frequency: 'monthly', interval, count });

interface Case {
  readonly what: string;
  readonly zone: string;
  readonly recurrence: Recurrence;
  /** The first start and all that follow */
  readonly starts: readonly [string, ...string[]];
}

const cases: readonly Case[] = [
  {
    what: 'weekly 09:00 into summer',
    zone: newYork,
    recurrence: weekly(3),
    starts: ['2026-03-01T14:00Z', '2026-03-08T13:00Z', '2026-03-15T13:00Z'],
  },
  {
    what: 'weekly 09:00 into winter',
    zone: 'Europe/Berlin',
    recurrence: weekly(3),
    starts: ['2026-10-12T07:00Z', '2026-10-19T07:00Z', '2026-10-26T08:00Z'],
  },
  {
    what: 'weekly 09:00 where the clock moves by half an hour',
    zone: 'Australia/Lord_Howe',
    recurrence: weekly(2),
    starts: ['2026-03-28T22:00Z', '2026-04-04T22:30Z'],
  },
  {
    what: 'weekly 09:00 where the clock never moves',
    zone: 'Asia/Kolkata',
    recurrence: weekly(3),
    starts: ['2026-03-23T03:30Z', '2026-03-30T03:30Z', '2026-04-06T03:30Z'],
  },
  {
    what: 'weekly 02:30, which spring skips: an hour later on that day alone',
    zone: newYork,
    recurrence: weekly(3),
    starts: ['2026-03-01T07:30Z', '2026-03-08T07:30Z', '2026-03-15T06:30Z'],
  },
  {
    what: 'weekly 01:30, which autumn repeats: the earlier one',
    zone: newYork,
    recurrence: weekly(3),
    starts: ['2026-10-25T05:30Z', '2026-11-01T05:30Z', '2026-11-08T06:30Z'],
  },
  {
    what: 'from the later of two 01:30 on',
    zone: newYork,
    recurrence: weekly(2),
    starts: ['2026-11-01T06:30Z', '2026-11-08T06:30Z'],
  },
  {
    what: 'every second week over the end of the year',
    zone: 'UTC',
    recurrence: weekly(3, 2),
    starts: ['2026-12-15T10:00Z', '2026-12-29T10:00Z', '2027-01-12T10:00Z'],
  },
  {
    what: 'every twelfth week',
    zone: 'UTC',
    recurrence: weekly(3, 12),
    starts: ['2026-12-01T10:00Z', '2027-02-23T10:00Z', '2027-05-18T10:00Z'],
  },
  {
    what: 'weekly over a leap day',
    zone: 'UTC',
    recurrence: weekly(3),
    starts: ['2028-02-22T10:00Z', '2028-02-29T10:00Z', '2028-03-07T10:00Z'],
  },
  {
    what: 'each second Tuesday, over the end of the year and a clock change',
    zone: newYork,
    recurrence: monthly(5),
    starts: [
      '2026-11-10T14:00Z',
      '2026-12-08T14:00Z',
      '2027-01-12T14:00Z',
      '2027-02-09T14:00Z',
      '2027-03-09T14:00Z',
    ],
  },
  {
    what: 'each first Monday, as early and as late as it comes',
    zone: 'UTC',
    recurrence: monthly(4),
    starts: ['2027-02-01T10:00Z', '2027-03-01T10:00Z', '2027-04-05T10:00Z', '2027-05-03T10:00Z'],
  },
  {
    what: 'a fifth Friday: each last one',
    zone: 'UTC',
    recurrence: monthly(4),
    starts: ['2027-01-29T10:00Z', '2027-02-26T10:00Z', '2027-03-26T10:00Z', '2027-04-30T10:00Z'],
  },
  {
    what: 'a fourth Friday, even if it is the last: each fourth one',
    zone: 'UTC',
    recurrence: monthly(3),
    starts: ['2027-02-26T10:00Z', '2027-03-26T10:00Z', '2027-04-23T10:00Z'],
  },
  {
    what: 'the 31st: each last Tuesday',
    zone: 'UTC',
    recurrence: monthly(5),
    starts: [
      '2027-08-31T10:00Z',
      '2027-09-28T10:00Z',
      '2027-10-26T10:00Z',
      '2027-11-30T10:00Z',
      '2027-12-28T10:00Z',
    ],
  },
  {
    what: 'a leap day every year: the last Tuesday of February',
    zone: 'UTC',
    recurrence: monthly(5, 12),
    starts: [
      '2028-02-29T10:00Z',
      '2029-02-27T10:00Z',
      '2030-02-26T10:00Z',
      '2031-02-25T10:00Z',
      '2032-02-24T10:00Z',
    ],
  },
  {
    what: 'the weekday of the zone: a third Monday in Auckland, on Sunday in UTC',
    zone: 'Pacific/Auckland',
    recurrence: monthly(3),
    starts: ['2026-06-14T21:00Z', '2026-07-19T21:00Z', '2026-08-16T21:00Z'],
  },
];

describe('a series', () => {
  it.each(cases)('has $what', ({ zone, recurrence, starts }) => {
    expect(occurrencesOf(at(starts[0]), recurrence, zone).map(iso)).toEqual(starts);
  });
});

const zones = [newYork, 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Havana', 'UTC'];

const anySeries = fc.record({
  first: fc
    .integer({ min: at('2025-01-01T00:00Z') / 60_000, max: at('2030-01-01T00:00Z') / 60_000 })
    .map((minutes) => minutes * 60_000),
  zone: fc.constantFrom(...zones),
  recurrence: fc.record({
    frequency: fc.constantFrom('weekly', 'monthly'),
    interval: fc.integer({ min: 1, max: 12 }),
    count: fc.integer({ min: 2, max: mostVisits }),
  }),
});

/** The date in a zone as the runtime tells it. */
const dateIn = (zone: string, milliseconds: number): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(milliseconds);

/** The dates of a month with some weekday, found by looking at each of its days. */
function datesOf(month: string, weekday: number): string[] {
  const days = Array.from({ length: 31 }, (_, index) => new Date(Date.parse(`${month}-01`) + index * 864e5));
  return days
    .filter((date) => date.getUTCDay() === weekday && date.toISOString().startsWith(month))
    .map((date) => date.toISOString().slice(0, 10));
}

describe('any series', () => {
  it('starts with what was asked for and has its visits days apart, within its span', () => {
    fc.assert(
      fc.property(anySeries, ({ first, zone, recurrence }) => {
        const starts = occurrencesOf(first, recurrence, zone);
        expect(starts).toHaveLength(recurrence.count);
        expect(starts[0]).toBe(first);
        const { start, end } = spanOf(first, recurrence);
        for (const [index, visit] of starts.entries()) {
          expect(visit).toBeGreaterThanOrEqual(start);
          // The last visit may take a day, and nothing that it depends on may be left unread.
          expect(visit + 864e5).toBeLessThanOrEqual(end);
          // No visit with its buffers is longer than three days, so the visits of a series never meet.
          if (index > 0) expect(visit - (starts[index - 1] ?? 0)).toBeGreaterThan(6 * 864e5);
        }
      }),
    );
  });

  it('falls on the dates that counting days finds', () => {
    fc.assert(
      fc.property(anySeries, ({ first, zone, recurrence: { frequency, interval, count } }) => {
        const begin = dateIn(zone, first);
        const weekday = new Date(begin).getUTCDay();
        const nth = datesOf(begin.slice(0, 7), weekday).indexOf(begin);
        const expected = Array.from({ length: count }, (_, index) => {
          const steps = index * interval;
          if (frequency === 'weekly')
            return new Date(Date.parse(begin) + steps * 7 * 864e5).toISOString().slice(0, 10);
          const month = new Date(Date.UTC(Number(begin.slice(0, 4)), Number(begin.slice(5, 7)) - 1 + steps));
          const dates = datesOf(month.toISOString().slice(0, 7), weekday);
          return dates[nth] ?? dates.at(-1);
        });
        const starts = occurrencesOf(first, { frequency, interval, count }, zone);
        expect(starts.map((start) => dateIn(zone, start))).toEqual(expected);
      }),
    );
  });
});
