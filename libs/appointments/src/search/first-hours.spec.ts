import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type DoctorRules, firstStartsOf, hoursAt, type Window } from '../availability/index.js';
import { FirstHours } from './first-hours.js';

const hour = 3_600_000;
const begin = Temporal.Instant.from('2026-06-15T00:00Z').epochMilliseconds;

const aWindow = fc
  .record({ weekday: fc.integer({ min: 1, max: 7 }), startHour: fc.integer({ min: 0, max: 20 }) })
  .map(({ weekday, startHour }): Window => {
    const startMinute = startHour * 60;
    return { weekday, startMinute, endMinute: startMinute + 180, validFrom: null, validTo: null };
  });

const hours = (locationId: number, timeZone: string, windows: readonly Window[]) => ({
  locationId,
  timeZone,
  windows,
  changes: [],
});

const aDoctor = fc
  .record({
    here: fc.array(aWindow, { maxLength: 4 }),
    there: fc.array(aWindow, { maxLength: 2 }),
    minimumNoticeMinutes: fc.constantFrom(0, 90, 3000),
    horizonDays: fc.constantFrom(3, 90),
  })
  .map(({ here, there, ...notice }): DoctorRules => {
    const grid = {
      durationMinutes: 60,
      slotIntervalMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    };
    const locations = [hours(1, 'Europe/Berlin', here), hours(2, 'America/New_York', there)];
    return { locations, busy: [], visit: { ...grid, ...notice } };
  });

/** Questions about one doctor, asked while time goes on, or is set back. */
const questions = fc.array(
  fc.record({
    later: fc.integer({ min: -48, max: 30 }),
    from: fc.integer({ min: -20, max: 200 }),
    length: fc.integer({ min: 1, max: 400 }),
    locationId: fc.constantFrom(undefined, 1, 2),
  }),
  { minLength: 2, maxLength: 30 },
);

it('finds what looking anew would find, whatever was asked before', () => {
  fc.assert(
    fc.property(aDoctor, questions, (doctor, asked) => {
      const firsts = new FirstHours();
      let at = begin;
      for (const { later, from, length, locationId } of asked) {
        at += later * hour;
        const now = Temporal.Instant.fromEpochMilliseconds(at);
        const range = { start: begin + from * hour, end: begin + (from + length) * hour };
        const there = { ...doctor, locations: hoursAt(doctor.locations, locationId) };
        const [expected] = firstStartsOf(there, range, now, 1);
        expect(firsts.find(doctor, locationId, range, now)).toBe(expected?.at);
      }
    }),
    { numRuns: 200 },
  );
});
