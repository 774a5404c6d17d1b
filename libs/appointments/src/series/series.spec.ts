import { Temporal } from 'temporal-polyfill';
import { type VisitRules } from '../availability/index.js';
import { type DoctorRules, type LocationHours } from '../availability/index.js';
import { assessSeries, type SeriesDates } from './series.js';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(':00.000Z', 'Z');
const now = Temporal.Instant.from('2026-05-01T00:00Z');

/** Mondays 09:00–12:00 */
const berlin: LocationHours = {
  locationId: 1,
  timeZone: 'Europe/Berlin',
  windows: [{ weekday: 1, startMinute: 540, endMinute: 720, validFrom: null, validTo: null }],
  changes: [],
};

const visit: VisitRules = {
  durationMinutes: 60,
  slotIntervalMinutes: 60,
  bufferBeforeMinutes: 10,
  bufferAfterMinutes: 5,
  minimumNoticeMinutes: 0,
  horizonDays: 365,
};

const rules = (more: Partial<DoctorRules> = {}): DoctorRules => ({
  locations: [berlin],
  busy: [],
  visit,
  ...more,
});

const mondays = (count: number, more: Partial<SeriesDates> = {}): SeriesDates => ({
  at: at('2026-06-01T07:00Z'),
  recurrence: { frequency: 'weekly', interval: 1, count },
  ...more,
});

const conflictsOf = (given: DoctorRules, dates: SeriesDates, elsewhere: [string, string][] = []): string[] =>
  assessSeries(
    given,
    dates,
    elsewhere.map(([start, end]) => ({ start: at(start), end: at(end) })),
    now,
  ).conflicts.map((conflict) => `${conflict.occurrence} ${iso(conflict.at)} ${conflict.code}`);

describe('the plan of a series', () => {
  it('has each visit with its place and its buffers', () => {
    expect(assessSeries(rules(), mondays(2), [], now)).toEqual({
      conflicts: [],
      visits: ['2026-06-01T07:00Z', '2026-06-08T07:00Z'].map((start) => ({
        locationId: 1,
        visit: { start: at(start), end: at(start) + 60 * 60_000 },
        busy: { start: at(start) - 10 * 60_000, end: at(start) + 65 * 60_000 },
      })),
    });
  });

  it('names every visit that cannot be booked, each with what stands against it', () => {
    const closed = { date: '2026-06-15', kind: 'closed', startMinute: null, endMinute: null } as const;
    const taken = { start: at('2026-06-08T08:00Z'), end: at('2026-06-08T08:01Z') };
    const given = rules({
      locations: [{ ...berlin, changes: [closed] }],
      busy: [taken],
      visit: { ...visit, horizonDays: 52 },
    });
    expect(
      conflictsOf(given, mondays(5), [
        // Another visit that ends as this one begins is none of its business.
        ['2026-06-01T06:00Z', '2026-06-01T07:00Z'],
        ['2026-06-22T07:59Z', '2026-06-22T09:00Z'],
      ]),
    ).toEqual([
      '2 2026-06-08T07:00Z taken',
      '3 2026-06-15T07:00Z closed',
      '4 2026-06-22T07:00Z patient_busy',
      '5 2026-06-29T07:00Z beyond_horizon',
    ]);
  });

  it('says beyond_horizon however far a series reaches', () => {
    const years = mondays(52, { recurrence: { frequency: 'monthly', interval: 12, count: 52 } });
    const conflicts = conflictsOf(rules(), years);
    expect(conflicts).toHaveLength(51);
    expect(conflicts.at(-1)).toBe('52 2077-06-07T07:00Z beyond_horizon');
  });

  it('leaves out what it is told to, and keeps the numbers of the others', () => {
    const busy = [{ start: at('2026-06-08T07:00Z'), end: at('2026-06-08T08:00Z') }];
    const { visits, conflicts } = assessSeries(rules({ busy }), mondays(3, { skip: [2] }), [], now);
    expect(conflicts).toEqual([]);
    expect(visits.map((planned) => iso(planned.visit.start))).toEqual([
      '2026-06-01T07:00Z',
      '2026-06-15T07:00Z',
    ]);
    expect(conflictsOf(rules({ busy }), mondays(3, { skip: [1, 3] }))).toEqual(['2 2026-06-08T07:00Z taken']);
  });

  it('keeps the clock of the place that offers the first visit, and takes each visit where it is offered', () => {
    const until = {
      ...berlin,
      windows: berlin.windows.map((given) => ({ ...given, validTo: '2026-10-19' })),
    };
    // 08:00 in London is 09:00 in Berlin all year.
    const london: LocationHours = {
      locationId: 2,
      timeZone: 'Europe/London',
      windows: [{ weekday: 1, startMinute: 480, endMinute: 660, validFrom: '2026-10-20', validTo: null }],
      changes: [],
    };
    const dates = mondays(3, { at: at('2026-10-12T07:00Z') });
    const { visits, conflicts } = assessSeries(rules({ locations: [london, until] }), dates, [], now);
    expect(conflicts).toEqual([]);
    expect(visits.map((planned) => [iso(planned.visit.start), planned.locationId])).toEqual([
      ['2026-10-12T07:00Z', 1],
      ['2026-10-19T07:00Z', 1],
      ['2026-10-26T08:00Z', 2],
    ]);
  });
});
