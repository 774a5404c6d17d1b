import { Temporal } from 'temporal-polyfill';
import {
  type AvailabilityRules,
  type DayChange,
  freeStarts,
  refusals,
  type VisitRules,
  type Window,
  workingHours,
} from './availability.js';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(':00.000Z', 'Z');
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const window = (weekday: number, start: string, end: string, validity: Partial<Window> = {}): Window => ({
  weekday,
  startMinute: minutes(start),
  endMinute: minutes(end),
  validFrom: null,
  validTo: null,
  ...validity,
});

const everyDay = (start: string, end: string): Window[] =>
  [1, 2, 3, 4, 5, 6, 7].map((day) => window(day, start, end));

const change = (kind: DayChange['kind'], date: string, start?: string, end?: string): DayChange => ({
  date,
  kind,
  startMinute: start === undefined ? null : minutes(start),
  endMinute: end === undefined ? null : minutes(end),
});

const visit: VisitRules = {
  durationMinutes: 30,
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 700,
};

const rules = (
  timeZone: string,
  windows: readonly Window[],
  more: Partial<AvailabilityRules> = {},
): AvailabilityRules => ({
  timeZone,
  windows,
  changes: [],
  busy: [],
  visit,
  ...more,
});

const longAgo = Temporal.Instant.from('2025-01-01T00:00:00Z');

/** The hours that start on a local date. */
function hoursOn(timeZone: string, date: string, windows: readonly Window[]): string {
  const day = Temporal.PlainDate.from(date);
  const start = day.toZonedDateTime(timeZone).epochMilliseconds;
  const end = day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return workingHours(rules(timeZone, windows), { start, end })
    .filter((hours) => start <= hours.start && hours.start < end)
    .map((hours) => `${iso(hours.start)}/${iso(hours.end)}`)
    .join(' ');
}

const startsBetween = (from: string, to: string, given: AvailabilityRules, now = longAgo): string[] =>
  freeStarts(given, { start: at(from), end: at(to) }, now).map(iso);

declare const processZone: string;

// jest.config.js runs this file in processes of four zones: it must not matter.
describe('availability', () => {
  it('is tested in the zone that it should be', () => {
    const canonical = new Intl.DateTimeFormat('en', { timeZone: processZone }).resolvedOptions().timeZone;
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(canonical);
  });

  describe('hours across daylight saving', () => {
    it.each([
      [
        '1 New York, spring',
        'America/New_York',
        '2026-03-08',
        '10:00',
        '16:00',
        '2026-03-08T14:00Z/2026-03-08T20:00Z',
      ],
      [
        '1 New York, autumn',
        'America/New_York',
        '2025-11-02',
        '10:00',
        '16:00',
        '2025-11-02T15:00Z/2025-11-02T21:00Z',
      ],
      [
        '2 five real hours',
        'America/New_York',
        '2026-03-08',
        '00:30',
        '06:30',
        '2026-03-08T05:30Z/2026-03-08T10:30Z',
      ],
      [
        '2 seven real hours',
        'America/New_York',
        '2025-11-02',
        '00:30',
        '06:30',
        '2025-11-02T04:30Z/2025-11-02T11:30Z',
      ],
      [
        '3 a start in the gap moves forward',
        'America/New_York',
        '2026-03-08',
        '02:30',
        '06:00',
        '2026-03-08T07:30Z/2026-03-08T10:00Z',
      ],
      [
        '3 a repeated start is the earlier',
        'America/New_York',
        '2025-11-02',
        '01:30',
        '06:00',
        '2025-11-02T05:30Z/2025-11-02T11:00Z',
      ],
      ['5 Chicago', 'America/Chicago', '2025-03-09', '15:00', '16:00', '2025-03-09T20:00Z/2025-03-09T21:00Z'],
      [
        '7 half an hour, before',
        'Australia/Lord_Howe',
        '2026-04-04',
        '09:00',
        '10:00',
        '2026-04-03T22:00Z/2026-04-03T23:00Z',
      ],
      [
        '7 half an hour, after',
        'Australia/Lord_Howe',
        '2026-04-05',
        '09:00',
        '10:00',
        '2026-04-04T22:30Z/2026-04-04T23:30Z',
      ],
      [
        '8 a short night shift',
        'Europe/Berlin',
        '2026-03-28',
        '22:00',
        '06:00',
        '2026-03-28T21:00Z/2026-03-29T04:00Z',
      ],
      [
        '8 a long night shift',
        'Europe/Berlin',
        '2026-10-24',
        '22:00',
        '06:00',
        '2026-10-24T20:00Z/2026-10-25T05:00Z',
      ],
      [
        '7 from midnight on, an hour less',
        'America/Havana',
        '2026-03-08',
        '00:00',
        '02:00',
        '2026-03-08T05:00Z/2026-03-08T06:00Z',
      ],
      [
        '7 back to midnight, an hour more',
        'America/Havana',
        '2026-11-01',
        '00:00',
        '02:00',
        '2026-11-01T04:00Z/2026-11-01T07:00Z',
      ],
      [
        '7 two hours less',
        'Antarctica/Troll',
        '2026-03-29',
        '00:30',
        '04:00',
        '2026-03-29T00:30Z/2026-03-29T02:00Z',
      ],
      [
        '7 two hours more',
        'Antarctica/Troll',
        '2026-10-25',
        '00:30',
        '04:00',
        '2026-10-24T22:30Z/2026-10-25T04:00Z',
      ],
      ['skipped altogether', 'Europe/Berlin', '2026-03-29', '02:00', '03:00', ''],
      ['ends before it starts', 'Europe/Berlin', '2026-03-29', '02:30', '03:00', ''],
      [
        'moves past midnight with its end',
        'America/Nuuk',
        '2026-03-27',
        '23:45',
        '23:30',
        '2026-03-28T01:45Z/2026-03-29T01:30Z',
      ],
      [
        '15 Kathmandu',
        'Asia/Kathmandu',
        '2026-06-15',
        '09:00',
        '10:00',
        '2026-06-15T03:15Z/2026-06-15T04:15Z',
      ],
      ['10 over midnight', 'UTC', '2026-06-15', '15:20', '01:20', '2026-06-15T15:20Z/2026-06-16T01:20Z'],
    ])('%s', (_, timeZone, date, start, end, expected) => {
      const weekday = Temporal.PlainDate.from(date).dayOfWeek;
      expect(hoursOn(timeZone, date, [window(weekday, start, end)])).toBe(expected);
    });

    it('4 keeps a weekly 09:00 at 09:00', () => {
      const given = rules('America/New_York', [window(7, '09:00', '09:30')]);
      expect(startsBetween('2026-03-01T00:00Z', '2026-03-09T00:00Z', given)).toEqual([
        '2026-03-01T14:00Z',
        '2026-03-08T13:00Z',
      ]);
    });

    it('3 offers both times of an hour that comes twice, an hour apart', () => {
      const given = rules('America/New_York', [window(7, '00:30', '03:00')], {
        visit: { ...visit, slotIntervalMinutes: 60 },
      });
      const starts = freeStarts(
        given,
        { start: at('2025-11-02T04:00Z'), end: at('2025-11-03T04:00Z') },
        longAgo,
      );
      const shown = starts.map((start) =>
        Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(given.timeZone).toString({
          smallestUnit: 'minute',
          timeZoneName: 'never',
        }),
      );
      expect(shown).toEqual([
        '2025-11-02T00:30-04:00',
        '2025-11-02T01:30-04:00',
        '2025-11-02T01:30-05:00',
        '2025-11-02T02:30-05:00',
      ]);
    });

    it.each([
      ['spring', '2026-03-01T15:10Z', '2026-03-08T14:40Z', '2026-03-08T15:20Z'],
      ['autumn', '2025-10-26T15:30Z', '2025-11-02T15:00Z', '2025-11-02T15:40Z'],
    ])(
      '6 a notice of a week that ends after the change leaves the grid alone: %s',
      (_, now, before, next) => {
        const given = rules('America/New_York', [window(7, '10:00', '16:00')], {
          visit: { ...visit, slotIntervalMinutes: 40, minimumNoticeMinutes: 7 * 24 * 60 },
        });
        const instant = Temporal.Instant.from(now);
        const day = before.slice(0, 10);
        expect(startsBetween(`${day}T05:00Z`, `${day}T23:00Z`, given, instant)[0]).toBe(next);
        expect(refusals(given, at(before), instant)).toContain('too_soon');
      },
    );

    it.each([
      ['at nine the day before', '2026-03-28T09:00+01:00', []],
      ['a millisecond later', '2026-03-28T09:00:00.001+01:00', ['too_soon']],
    ])('9 a notice of 24 hours is elapsed time: %s', (_, now, expected) => {
      const given = rules('Europe/Berlin', [window(7, '10:00', '10:30')], {
        visit: { ...visit, minimumNoticeMinutes: 24 * 60 },
      });
      const start = at('2026-03-29T10:00+02:00');
      expect(refusals(given, start, Temporal.Instant.from(now))).toEqual(expected);
    });

    it('10 takes midnight to midnight for the whole day', () => {
      expect(hoursOn('UTC', '2026-06-15', [window(1, '00:00', '00:00')])).toBe(
        '2026-06-15T00:00Z/2026-06-16T00:00Z',
      );
    });
  });

  describe('slots', () => {
    it.each([
      ['20 20 minutes in 00:00–23:45', '00:00', '23:45', 20, 20, 71],
      ['20 8 minutes in 07:22–08:00', '07:22', '08:00', 8, 8, 4],
      ['an hour every half hour', '09:00', '11:00', 60, 30, 3],
      ['longer than the window', '09:00', '09:20', 30, 30, 0],
    ])('%s', (_, start, end, durationMinutes, slotIntervalMinutes, count) => {
      const given = rules('UTC', [window(1, start, end)], {
        visit: { ...visit, durationMinutes, slotIntervalMinutes },
      });
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given)).toHaveLength(count);
    });

    it('11, 12 sees the window that began the day before', () => {
      const given = rules('UTC', [window(1, '22:30', '02:00')], {
        visit: { ...visit, durationMinutes: 60 },
      });
      expect(startsBetween('2026-06-16T00:00Z', '2026-06-17T00:00Z', given)).toEqual([
        '2026-06-16T00:00Z',
        '2026-06-16T00:30Z',
        '2026-06-16T01:00Z',
      ]);
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given)).toContain('2026-06-15T23:30Z');
    });

    it.each([
      [
        '14 the last hours of a month, where it is already the next',
        'America/New_York',
        window(6, '22:00', '23:00'),
        '2026-01-31',
        'America/New_York',
        ['2026-01-31T22:00', '2026-01-31T22:30'],
      ],
      [
        '14 the last day of a month, seen from Sydney',
        'America/New_York',
        window(6, '22:00', '23:00'),
        '2026-02-01',
        'Australia/Sydney',
        ['2026-02-01T14:00', '2026-02-01T14:30'],
      ],
      [
        '15 Honolulu keeps its day, seen from Brussels',
        'Pacific/Honolulu',
        window(1, '12:00', '16:00'),
        '2026-06-15',
        'Europe/Brussels',
        [],
      ],
      [
        '15 Honolulu after midnight in Brussels',
        'Pacific/Honolulu',
        window(1, '13:00', '14:00'),
        '2026-06-16',
        'Europe/Brussels',
        ['2026-06-16T01:00', '2026-06-16T01:30'],
      ],
      [
        '16 a Monday in Auckland is a Sunday in Los Angeles',
        'Pacific/Auckland',
        window(1, '09:00', '09:30'),
        '2026-06-14',
        'America/Los_Angeles',
        ['2026-06-14T14:00'],
      ],
      [
        '16 and not a Monday there',
        'Pacific/Auckland',
        window(1, '09:00', '09:30'),
        '2026-06-15',
        'America/Los_Angeles',
        [],
      ],
    ])('%s', (_, timeZone, hours, date, viewer, expected) => {
      const day = Temporal.PlainDate.from(date);
      const range = {
        start: day.toZonedDateTime(viewer).epochMilliseconds,
        end: day.add({ days: 1 }).toZonedDateTime(viewer).epochMilliseconds,
      };
      const shown = freeStarts(rules(timeZone, [hours]), range, longAgo).map((start) =>
        Temporal.Instant.fromEpochMilliseconds(start)
          .toZonedDateTimeISO(viewer)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' }),
      );
      expect(shown).toEqual(expected);
    });

    it('17 keeps a booked instant when the doctor moves to another zone', () => {
      const busy = [{ start: at('2026-06-15T13:00Z'), end: at('2026-06-15T13:30Z') }];
      const offered = (timeZone: string): string[] => {
        const given = rules(timeZone, [window(1, '09:00', '10:00')], { busy });
        return startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given);
      };
      expect(offered('America/New_York')).toEqual(['2026-06-15T13:30Z']);
      expect(offered('America/Chicago')).toEqual(['2026-06-15T14:00Z', '2026-06-15T14:30Z']);
    });

    it('offers a visit that runs over midnight even when only its start is asked for', () => {
      const given = rules('UTC', everyDay('00:00', '00:00'), {
        visit: { ...visit, durationMinutes: 60, slotIntervalMinutes: 45 },
      });
      expect(startsBetween('2026-06-15T23:15Z', '2026-06-15T23:16Z', given)).toEqual(['2026-06-15T23:15Z']);
      expect(refusals(given, at('2026-06-15T23:15Z'), longAgo)).toEqual([]);
    });

    it('sees the window that began two days before, when its end moves past midnight', () => {
      const given = rules('America/Nuuk', [window(5, '23:45', '23:30')], {
        visit: { ...visit, durationMinutes: 15, slotIntervalMinutes: 15 },
      });
      // Sunday 00:00 and 00:15
      const starts = ['2026-03-29T01:00Z', '2026-03-29T01:15Z'];
      expect(startsBetween('2026-03-29T01:00Z', '2026-03-30T01:00Z', given)).toEqual(starts);
      expect(starts.map((start) => refusals(given, at(start), longAgo))).toEqual([[], []]);
    });

    it('lets a visit run over midnight where one window ends and the next begins', () => {
      const given = rules('UTC', everyDay('00:00', '00:00'), {
        visit: { ...visit, durationMinutes: 60, slotIntervalMinutes: 45 },
      });
      expect(startsBetween('2026-06-15T23:00Z', '2026-06-16T00:00Z', given)).toEqual(['2026-06-15T23:15Z']);
    });

    it('18 merges windows that overlap or touch before it lays the grid', () => {
      const given = rules('UTC', [window(1, '06:00', '08:10'), window(1, '08:00', '10:00')], {
        visit: { ...visit, durationMinutes: 60, slotIntervalMinutes: 60 },
      });
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given)).toEqual([
        '2026-06-15T06:00Z',
        '2026-06-15T07:00Z',
        '2026-06-15T08:00Z',
        '2026-06-15T09:00Z',
      ]);
    });

    it('14 offers the leap day and heeds validity', () => {
      const given = rules('UTC', [
        window(2, '09:00', '09:30', { validFrom: '2028-02-29', validTo: '2028-03-07' }),
      ]);
      const now = Temporal.Instant.from('2028-02-01T00:00Z');
      expect(startsBetween('2028-02-01T00:00Z', '2028-04-01T00:00Z', given, now)).toEqual([
        '2028-02-29T09:00Z',
        '2028-03-07T09:00Z',
      ]);
    });
  });

  describe('exceptions', () => {
    const week = everyDay('22:00', '02:00');
    const night = (changes: DayChange[]): string[] =>
      startsBetween(
        '2026-06-18T00:00Z',
        '2026-06-19T00:00Z',
        rules('UTC', week, { changes, visit: { ...visit, durationMinutes: 60, slotIntervalMinutes: 60 } }),
      );

    it('13 closing a day leaves the tail of the night before', () => {
      expect(night([change('closed', '2026-06-18')])).toEqual(['2026-06-18T00:00Z', '2026-06-18T01:00Z']);
    });

    it('13 closing the day before removes its tail', () => {
      expect(night([change('closed', '2026-06-17')])).toEqual(['2026-06-18T22:00Z', '2026-06-18T23:00Z']);
    });

    it('closing a part removes its starts and does not shift the others', () => {
      expect(night([change('closed', '2026-06-18', '22:30', '23:00')])).toEqual([
        '2026-06-18T00:00Z',
        '2026-06-18T01:00Z',
        '2026-06-18T23:00Z',
      ]);
    });

    it.each([
      ['02:00', '03:00'],
      ['02:30', '03:00'],
    ])('closing %s–%s closes nothing on the night that skips it', (start, end) => {
      const given = rules('Europe/Berlin', [window(7, '01:00', '05:00')], {
        changes: [change('closed', '2026-03-29', start, end)],
        visit: { ...visit, durationMinutes: 60 },
      });
      expect(startsBetween('2026-03-28T23:00Z', '2026-03-29T22:00Z', given)).toEqual([
        '2026-03-29T00:00Z',
        '2026-03-29T00:30Z',
        '2026-03-29T01:00Z',
        '2026-03-29T01:30Z',
        '2026-03-29T02:00Z',
      ]);
    });

    it('18 the same hours twice, and hours within others, count once', () => {
      const merged = [window(4, '06:00', '10:00'), window(4, '08:00', '10:00'), window(4, '08:00', '10:00')];
      expect(hoursOn('UTC', '2026-06-18', merged)).toBe('2026-06-18T06:00Z/2026-06-18T10:00Z');
    });

    it('19 a day off removes that day alone', () => {
      const given = rules('America/New_York', everyDay('09:00', '09:30'), {
        changes: [change('closed', '2026-06-18')],
      });
      expect(startsBetween('2026-06-17T04:00Z', '2026-06-20T04:00Z', given)).toEqual([
        '2026-06-17T13:00Z',
        '2026-06-19T13:00Z',
      ]);
    });

    it('18 extra time is offered, once', () => {
      const extra = change('extra', '2026-06-18', '09:00', '10:00');
      expect(night([extra, extra])).toContain('2026-06-18T09:00Z');
    });

    it('18 closure beats extra time', () => {
      expect(
        night([change('extra', '2026-06-18', '09:00', '10:00'), change('closed', '2026-06-18')]),
      ).not.toContain('2026-06-18T09:00Z');
    });
  });

  describe('notice and horizon', () => {
    const hourly = rules('UTC', everyDay('00:00', '00:00'), {
      visit: {
        ...visit,
        durationMinutes: 60,
        slotIntervalMinutes: 60,
        minimumNoticeMinutes: 1500,
        horizonDays: 2,
      },
    });

    it('21 offers the first start after the notice, to the second', () => {
      const now = Temporal.Instant.from('2026-06-15T11:59:59Z');
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-20T00:00Z', hourly, now)[0]).toBe(
        '2026-06-16T13:00Z',
      );
    });

    it.each([
      ['24 exactly now + notice', '2026-06-15T12:00:00Z', []],
      ['24 a millisecond too late', '2026-06-15T12:00:00.001Z', ['too_soon']],
    ])('%s', (_, now, expected) => {
      expect(refusals(hourly, at('2026-06-16T13:00:00Z'), Temporal.Instant.from(now))).toEqual(expected);
    });

    it('counts the horizon in local dates', () => {
      const given = { ...hourly, timeZone: 'Pacific/Honolulu' };
      const now = Temporal.Instant.from('2026-06-15T09:59:00Z'); // still the 14th in Honolulu
      const starts = startsBetween('2026-06-15T00:00Z', '2026-06-25T00:00Z', given, now);
      expect(starts.at(-1)).toBe('2026-06-17T09:00Z'); // 23:00 of the 16th
      expect(refusals(given, at('2026-06-17T09:00Z'), now)).toEqual([]);
      expect(refusals(given, at('2026-06-17T10:00Z'), now)).toEqual(['beyond_horizon']);
    });
  });

  describe('bookings', () => {
    const busy = (start: string, end: string) => ({
      start: at(`2026-06-15T${start}Z`),
      end: at(`2026-06-15T${end}Z`),
    });

    it('22 do not touch', () => {
      const given = rules('UTC', [window(1, '09:00', '11:00')], { busy: [busy('09:30', '10:00')] });
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given)).toEqual([
        '2026-06-15T09:00Z',
        '2026-06-15T10:00Z',
        '2026-06-15T10:30Z',
      ]);
    });

    it('22 do not hide, where they touch a start, what is booked just behind it', () => {
      const given = rules('UTC', [window(1, '09:00', '11:00')], {
        busy: [busy('09:30', '10:00'), busy('10:10', '10:20')],
      });
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given)).toEqual([
        '2026-06-15T09:00Z',
        '2026-06-15T10:30Z',
      ]);
    });

    it.each([
      ['22 inside the buffer after a visit', '10:30', ['taken']],
      ['22 where that buffer ends', '10:40', []],
      ['22 a visit and its buffer up to a booking', '09:20', []],
      ['22 a buffer into a booking', '09:30', ['taken']],
      ['23 off the grid', '10:45', ['off_grid']],
      ['23 off the grid and inside a buffer', '10:35', ['off_grid', 'taken']],
    ])('%s', (_, time, expected) => {
      const given = rules('UTC', [window(1, '09:00', '12:00')], {
        visit: { ...visit, slotIntervalMinutes: 10, bufferAfterMinutes: 10 },
        // 10:00–10:30 with its own buffer
        busy: [busy('10:00', '10:40')],
      });
      expect(refusals(given, at(`2026-06-15T${time}Z`), longAgo)).toEqual(expected);
    });

    it('keep their buffers, and the buffers of neighbours add up', () => {
      const tens = { ...visit, durationMinutes: 30, slotIntervalMinutes: 10, bufferBeforeMinutes: 10 };
      const given = rules('UTC', [window(1, '09:00', '11:30')], {
        visit: tens,
        busy: [busy('09:00', '10:40')],
      });
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given)).toEqual([
        '2026-06-15T10:50Z',
        '2026-06-15T11:00Z',
      ]);
    });

    it('are found whatever their order and however long they last', () => {
      const given = rules('UTC', [window(1, '09:00', '12:00')], {
        busy: [busy('11:00', '11:10'), busy('08:00', '11:30'), busy('08:10', '08:20')],
      });
      expect(startsBetween('2026-06-15T00:00Z', '2026-06-16T00:00Z', given)).toEqual(['2026-06-15T11:30Z']);
    });
  });

  it('names every reason against a start', () => {
    const given = rules('UTC', [window(1, '09:00', '10:00')], {
      busy: [{ start: at('2026-06-15T09:00Z'), end: at('2026-06-15T09:30Z') }],
    });
    const now = Temporal.Instant.from('2026-06-01T00:00Z');
    expect(refusals(given, at('2026-06-15T09:00Z'), now)).toEqual(['taken']);
    expect(refusals(given, at('2026-06-15T09:10Z'), now)).toEqual(['off_grid', 'taken']);
    expect(refusals(given, at('2026-05-25T09:00Z'), now)).toEqual(['in_past']);
    expect(refusals(given, at('2026-06-15T10:00Z'), now)).toEqual(['outside_hours']);
    expect(refusals(given, at('2026-06-15T09:30Z'), now)).toEqual([]);
    const closed = { ...given, changes: [change('closed', '2026-06-15', '09:30', '09:40')] };
    expect(refusals(closed, at('2026-06-15T09:30Z'), now)).toEqual(['closed']);
    const holiday = { ...given, changes: [change('closed', '2026-06-15')] };
    expect(refusals(holiday, at('2026-06-15T09:30Z'), now)).toEqual(['closed']);
  });

  describe('retirement', () => {
    const given = rules('Europe/Berlin', everyDay('22:00', '02:00'), { retiresOn: '2026-06-03' });
    const evening = ['2026-06-02T18:00:00Z', '2026-06-04T04:00:00Z'] as const;

    it('a visit that starts before the date may run into it, in hours that begin on it', () => {
      const allDay = rules('Europe/Berlin', everyDay('00:00', '00:00'), { retiresOn: '2026-06-03' });
      const until = { ...allDay, visit: { ...allDay.visit, slotIntervalMinutes: 15 } };
      const late = ['2026-06-02T21:30:00Z', '2026-06-02T22:30:00Z'] as const;
      expect(startsBetween(...late, until)).toEqual(['2026-06-02T21:30Z', '2026-06-02T21:45Z']);
      expect(refusals(until, at('2026-06-02T21:45:00Z'), longAgo)).toEqual([]);
    });

    it('no visit starts from the first instant of the date on, not even in hours that began the day before', () => {
      const until = ['2026-06-02T20:00Z', '2026-06-02T20:30Z', '2026-06-02T21:00Z', '2026-06-02T21:30Z'];
      expect(startsBetween(...evening, given)).toEqual(until);
      expect(refusals(given, at('2026-06-02T21:30:00Z'), longAgo)).toEqual([]);
      expect(refusals(given, at('2026-06-02T22:00:00Z'), longAgo)).toEqual(['retired']);
      expect(refusals(given, at('2026-06-05T12:00:00Z'), longAgo)).toEqual(['retired', 'outside_hours']);
    });

    it('a visit type that retires takes its starts alone, and leaves the hours', () => {
      const ofType = { ...given, retiresOn: null, visit: { ...visit, retiresOn: '2026-06-03' } };
      expect(startsBetween(...evening, ofType)).toEqual(startsBetween(...evening, given));
      const range = { start: at(evening[0]), end: at(evening[1]) };
      const lastHours = (of: AvailabilityRules): number =>
        Math.max(...workingHours(of, range).map(({ start }) => start));
      expect(iso(lastHours(given))).toBe('2026-06-02T20:00Z');
      expect(lastHours(ofType)).toBeGreaterThan(at('2026-06-03T00:00:00Z'));
    });

    it('the earlier of two dates counts', () => {
      const both = { ...given, visit: { ...visit, retiresOn: '2026-06-02' } };
      expect(startsBetween(...evening, both)).toEqual([]);
      expect(refusals(both, at('2026-06-02T20:00:00Z'), longAgo)).toEqual(['retired']);
    });
  });
});
