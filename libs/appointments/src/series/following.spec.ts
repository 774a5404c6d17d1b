import { Temporal } from 'temporal-polyfill';
import { collisionOf, type Place, shiftBetween, shifted } from './following.js';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(':00.000Z', 'Z');

const berlin = 'Europe/Berlin';
const inBerlin = (start: string) => ({ at: at(start), timeZone: berlin });

/** Where visits go when the first of them goes from one start to another. */
const moved = (from: string, to: string, starts: readonly string[]): string[] => {
  const shift = shiftBetween(inBerlin(from), inBerlin(to));
  return starts.map((start) => iso(shifted(inBerlin(start), shift, berlin)));
};

describe('visits that follow', () => {
  it.each([
    [
      'to another hour, into winter',
      '2026-10-19T07:00Z',
      '2026-10-19T09:00Z',
      ['2026-10-26T08:00Z', '2026-11-02T08:00Z'],
      ['2026-10-26T10:00Z', '2026-11-02T10:00Z'],
    ],
    [
      'to a day that is in winter time already',
      '2026-10-24T07:00Z',
      '2026-10-26T08:00Z',
      ['2026-10-31T08:00Z'],
      ['2026-11-02T08:00Z'],
    ],
    [
      'back to the weekday before',
      '2026-06-02T07:00Z',
      '2026-06-01T07:00Z',
      ['2026-06-09T07:00Z'],
      ['2026-06-08T07:00Z'],
    ],
    [
      'to an hour that one of the days skips',
      '2026-03-22T09:00Z',
      '2026-03-22T01:30Z',
      ['2026-03-29T08:00Z', '2026-04-05T08:00Z'],
      ['2026-03-29T01:30Z', '2026-04-05T00:30Z'],
    ],
  ])('go %s', (_, from, to, starts, wanted) => {
    expect(moved(from, to, starts)).toEqual(wanted);
  });

  it('keep an hour of their own when the day alone changes, and get the new one when the hour does', () => {
    expect(moved('2026-06-01T07:00Z', '2026-06-02T07:00Z', ['2026-06-08T13:00Z'])).toEqual([
      '2026-06-09T13:00Z',
    ]);
    expect(moved('2026-06-01T07:00Z', '2026-06-02T08:00Z', ['2026-06-08T13:00Z'])).toEqual([
      '2026-06-09T08:00Z',
    ]);
  });

  it('stay, to the instant, when neither changes: at the later of two equal times on the clock too', () => {
    const later = '2026-10-25T01:30Z';
    expect(moved('2026-10-18T07:00Z', '2026-10-18T07:00Z', [later])).toEqual([later]);
  });

  it('show the same time on the clock in another zone', () => {
    const shift = shiftBetween(inBerlin('2026-06-01T07:00Z'), {
      at: at('2026-06-02T08:00Z'),
      timeZone: 'Europe/London',
    });
    expect(shift).toEqual({ days: 1, time: undefined });
    expect(iso(shifted(inBerlin('2026-06-08T07:00Z'), shift, 'Europe/London'))).toBe('2026-06-09T08:00Z');
  });
});

describe('a place in the plan', () => {
  const place = (doctorId: number, start: string, end: string, buffer = 0): Place => {
    const visit = { start: at(start), end: at(end) };
    return { doctorId, visit, busy: { start: visit.start, end: visit.end + buffer * 60_000 } };
  };
  const wish = place(1, '2026-06-01T08:00Z', '2026-06-01T08:30Z', 15);

  it.each([
    ['is free beside visits that it touches', ['2026-06-01T07:30Z', '2026-06-01T08:00Z'], undefined],
    ['is none while the patient is elsewhere', ['2026-06-01T07:30Z', '2026-06-01T08:01Z'], 'patient_busy'],
  ] as const)('%s', (_, [start, end], outcome) => {
    expect(collisionOf(wish, [{ start: at(start), end: at(end) }], [])).toBe(outcome);
    expect(collisionOf(wish, [], [place(2, start, end)])).toBe(outcome);
  });

  it('is none within the buffers of another visit with the same doctor', () => {
    const next = ['2026-06-01T08:30Z', '2026-06-01T09:00Z'] as const;
    expect(collisionOf(wish, [], [place(1, ...next)])).toBe('taken');
    expect(collisionOf(wish, [], [place(2, ...next)])).toBeUndefined();
  });
});
