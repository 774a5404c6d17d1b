import { Temporal } from 'temporal-polyfill';
import { type DayChange, type VisitRules, type Window } from './availability.js';
import {
  type DoctorRules,
  freeStartsOf,
  assessStart,
  type LocationHours,
  worksDuring,
} from './location-hours.js';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const range = { start: at('2026-06-15T00:00Z'), end: at('2026-06-16T12:00Z') };
const longAgo = Temporal.Instant.from('2026-05-01T00:00Z');

const monday = (startHour: number, endHour: number): Window => ({
  weekday: 1,
  startMinute: startHour * 60,
  endMinute: endHour * 60,
  validFrom: null,
  validTo: null,
});

const closed: DayChange = { date: '2026-06-15', kind: 'closed', startMinute: null, endMinute: null };

const hoursOf = (
  locationId: number,
  timeZone: string,
  window: Window,
  changes: DayChange[] = [],
): LocationHours => ({
  locationId,
  timeZone,
  windows: [window],
  changes,
});

const visit: VisitRules = {
  durationMinutes: 60,
  slotIntervalMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 90,
};

const doctor = (...locations: LocationHours[]): DoctorRules => ({ locations, busy: [], visit });

const shown = (rules: DoctorRules): string[] =>
  freeStartsOf(rules, range, longAgo).map(
    ({ at: start, locationId }) => `${new Date(start).toISOString().slice(11, 16)}@${locationId}`,
  );

describe('a doctor who works at two locations', () => {
  const berlin = hoursOf(1, 'Europe/Berlin', monday(9, 11));
  const london = hoursOf(2, 'Europe/London', monday(12, 14));

  it('has each location’s hours in its own zone, in order of time', () => {
    expect(shown(doctor(berlin, london))).toEqual(['07:00@1', '08:00@1', '11:00@2', '12:00@2']);
    expect(shown(doctor(london, berlin))).toEqual(['07:00@1', '08:00@1', '11:00@2', '12:00@2']);
  });

  it('is busy at both with a booking at either', () => {
    const busy = [{ start: at('2026-06-15T08:30Z'), end: at('2026-06-15T11:30Z') }];
    expect(shown({ ...doctor(berlin, london), busy })).toEqual(['07:00@1', '12:00@2']);
  });

  it('offers a start that both have once, at the first', () => {
    const paris = hoursOf(3, 'Europe/Paris', monday(10, 12));
    expect(shown(doctor(berlin, paris))).toEqual(['07:00@1', '08:00@1', '09:00@3']);
  });

  it('stays open at one when the other is closed', () => {
    const shut = hoursOf(1, 'Europe/Berlin', monday(9, 11), [closed]);
    expect(shown(doctor(shut, london))).toEqual(['11:00@2', '12:00@2']);
  });

  it.each([
    ['2026-06-15T11:00Z', 2, []],
    ['2026-06-15T07:00Z', 1, []],
    ['2026-06-15T11:15Z', 2, ['off_grid']],
    ['2026-06-15T20:00Z', 1, ['outside_hours']],
  ] as const)('has %s judged at location %i', (start, locationId, codes) => {
    const rules = doctor(berlin, london);
    const verdict = assessStart(rules, at(start), longAgo);
    expect(verdict.location.locationId).toBe(locationId);
    expect(verdict.codes).toEqual(codes);
  });

  it('is told to be closed rather than away, when one of the two is closed', () => {
    const shut = hoursOf(2, 'Europe/London', monday(12, 14), [closed]);
    const verdict = assessStart(doctor(berlin, shut), at('2026-06-15T11:00Z'), longAgo);
    expect(verdict).toEqual({ location: shut, codes: ['closed'] });
  });

  it('is told to be retired where a location would have had the time, and away where no location would', () => {
    const gone = { ...berlin, retiresOn: '2026-06-15' };
    const rules = doctor(gone, london);
    expect(assessStart(rules, at('2026-06-15T07:00Z'), longAgo)).toEqual({
      location: gone,
      codes: ['retired'],
    });
    expect(assessStart(rules, at('2026-06-15T20:00Z'), longAgo).codes).toEqual(['outside_hours']);
    expect(shown(rules)).toEqual(['11:00@2', '12:00@2']);
  });

  it('works during a visit at the location of the visit only', () => {
    const during = { start: at('2026-06-15T11:00Z'), end: at('2026-06-15T12:00Z') };
    expect(worksDuring([berlin, london], 2, during)).toBe(true);
    expect(worksDuring([berlin, london], 1, during)).toBe(false);
    expect(worksDuring([berlin, london], 2, { ...during, end: at('2026-06-15T13:01Z') })).toBe(false);
  });
});
