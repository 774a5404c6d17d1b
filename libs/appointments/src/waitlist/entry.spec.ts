import { Temporal } from 'temporal-polyfill';
import { type BookableDoctor, type Window } from '../availability/index.js';
import { firstFitting } from './entry.js';

const now = Temporal.Instant.from('2026-12-01T08:00:00Z');
const at = (time: string): number => Date.parse(`2026-12-02T${time}:00Z`);
const between = (start: string, end: string) => ({ start: at(start), end: at(end) });
const anytime = { locationId: null, from: '2026-12-01', to: '2026-12-31' };

const hours = (startMinute: number, endMinute: number): Window[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    startMinute,
    endMinute,
    validFrom: null,
    validTo: null,
  }));

const doctor = (change: Partial<BookableDoctor> & { buffers?: number } = {}): BookableDoctor => ({
  doctorId: 1,
  locations: [{ locationId: 1, timeZone: 'UTC', windows: hours(9 * 60, 12 * 60), changes: [] }],
  busy: [],
  visit: {
    id: 1,
    confirmation: 'instant',
    durationMinutes: 30,
    slotIntervalMinutes: 30,
    bufferBeforeMinutes: change.buffers ?? 0,
    bufferAfterMinutes: change.buffers ?? 0,
    minimumNoticeMinutes: 0,
    horizonDays: 90,
  },
  ...change,
});

const first = (
  given: BookableDoctor,
  opening: { start: number; end: number },
  terms: Parameters<typeof firstFitting>[2] = anytime,
  earliest = 0,
): string | undefined => {
  const found = firstFitting(given, opening, terms, earliest, now);
  return found && `${new Date(found.at).toISOString().slice(11, 16)} at ${found.locationId}`;
};

it('is the start that was given up', () => {
  expect(first(doctor(), between('10:00', '10:30'))).toBe('10:00 at 1');
});

it('is the first of several, whichever of the time it needs', () => {
  expect(first(doctor(), between('10:15', '11:00'))).toBe('10:00 at 1');
  expect(first(doctor({ busy: [between('10:00', '10:15')] }), between('10:15', '11:00'))).toBe('10:30 at 1');
});

it('is none that merely touches the time: it was free before', () => {
  const busy = [between('10:00', '10:30')];
  expect(first(doctor({ busy }), between('10:00', '10:30'))).toBeUndefined();
});

it('is one that needs the time for its buffers', () => {
  expect(first(doctor({ buffers: 10 }), between('10:30', '10:40'))).toBe('10:00 at 1');
});

it('is none before the earliest, and none of a date that the entry does not wait for', () => {
  const wide = between('09:00', '12:00');
  expect(first(doctor(), wide, anytime, at('10:01'))).toBe('10:30 at 1');
  expect(first(doctor(), wide, { ...anytime, from: '2026-12-03' })).toBeUndefined();
  expect(first(doctor(), wide, { ...anytime, to: '2026-12-01' })).toBeUndefined();
});

it('goes by the local date of the location', () => {
  const auckland = { locationId: 1, timeZone: 'Pacific/Auckland', windows: hours(9 * 60, 12 * 60) };
  const given = doctor({ locations: [{ ...auckland, changes: [] }] });
  // 09:00 on the third in Auckland is 20:00 on the second in UTC.
  const opening = between('20:00', '20:30');
  expect(first(given, opening, { ...anytime, from: '2026-12-03', to: '2026-12-03' })).toBe('20:00 at 1');
  expect(first(given, opening, { ...anytime, from: '2026-12-02', to: '2026-12-02' })).toBeUndefined();
});

it('is at the location that is waited for', () => {
  const locations = [
    { locationId: 1, timeZone: 'UTC', windows: hours(9 * 60, 10 * 60), changes: [] },
    { locationId: 2, timeZone: 'UTC', windows: hours(10 * 60, 12 * 60), changes: [] },
  ];
  const wide = between('09:00', '12:00');
  expect(first(doctor({ locations }), wide)).toBe('09:00 at 1');
  expect(first(doctor({ locations }), wide, { ...anytime, locationId: 2 })).toBe('10:00 at 2');
  expect(first(doctor({ locations }), wide, { ...anytime, locationId: 3 })).toBeUndefined();
});
