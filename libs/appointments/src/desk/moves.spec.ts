import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { busyWith, type Interval } from '../availability/index.js';
import { type MoveChoices, proposeMoves, type VisitToMove } from './moves.js';
import { freeStartsOf } from '../availability/index.js';
import { type BookableDoctor } from '../availability/index.js';

const now = Temporal.Instant.from('2026-06-01T00:00:00Z');
const at = (time: string): number => Temporal.Instant.from(`${time}:00Z`).epochMilliseconds;
const today = '2026-06-02';
const later = { start: at('2026-06-03T00:00'), end: at('2026-06-06T00:00') };

/** A doctor in UTC who works from nine to eleven, with visits of half an hour. */
const doctor = (
  doctorId: number,
  busy: readonly Interval[] = [],
  bufferAfterMinutes = 0,
): BookableDoctor => ({
  doctorId,
  visit: {
    id: 1,
    confirmation: 'instant',
    durationMinutes: 30,
    slotIntervalMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes,
    minimumNoticeMinutes: 0,
    horizonDays: 90,
  },
  locations: [
    {
      locationId: 1,
      timeZone: 'UTC',
      windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        weekday,
        startMinute: 9 * 60,
        endMinute: 11 * 60,
        validFrom: null,
        validTo: null,
      })),
      changes: [],
    },
  ],
  busy,
});

const visit = (id: number, time: string, userId = id): VisitToMove => {
  const start = at(`${today}T${time}`);
  return { id, userId, start, end: start + 30 * 60_000 };
};
const choices = (given: Partial<MoveChoices> = {}): MoveChoices => ({
  substitutes: [],
  own: doctor(1),
  later,
  mayGoTo: () => true,
  patientBusy: [],
  ...given,
});
const half = (time: string): Interval => ({ start: at(time), end: at(time) + 30 * 60_000 });
const shown = (target: { doctorId: number; at: number } | null | undefined): string =>
  target == null ? 'nothing' : `${target.doctorId} ${new Date(target.at).toISOString().slice(5, 16)}`;

it('keeps the time with a substitute who is free, the first one first', () => {
  const substitutes = [doctor(2, [half(`${today}T09:00`)]), doctor(3)];
  const moves = proposeMoves([visit(1, '09:00'), visit(2, '09:30')], () => choices({ substitutes }), now);
  expect(moves.map(({ proposal }) => shown(proposal))).toEqual(['3 06-02T09:00', '2 06-02T09:30']);
  expect(moves.map(({ alternatives }) => alternatives.map(shown))).toEqual([
    ['1 06-03T09:00', '1 06-03T09:30', '1 06-03T10:00'],
    ['3 06-02T09:30', '1 06-03T09:00', '1 06-03T09:30'],
  ]);
});

it('waits for the same doctor when no substitute is free, each visit at a time of its own', () => {
  const own = doctor(1, [half('2026-06-03T09:30')]);
  const visits = [visit(1, '09:00'), visit(2, '09:30'), visit(3, '10:00')];
  const moves = proposeMoves(visits, () => choices({ own }), now);
  expect(moves.map(({ proposal }) => shown(proposal))).toEqual([
    '1 06-03T09:00',
    '1 06-03T10:00',
    '1 06-03T10:30',
  ]);
});

it('gives one stand-in to one visit, buffers included', () => {
  const moves = proposeMoves(
    [visit(1, '09:00'), visit(2, '09:30')],
    () => choices({ substitutes: [doctor(2, [], 15)] }),
    now,
  );
  expect(moves.map(({ proposal }) => shown(proposal))).toEqual(['2 06-02T09:00', '1 06-03T09:00']);
});

it('proposes nothing where the patient has another visit, or where it may not go', () => {
  const patientBusy = [{ start: later.start, end: later.end - 24 * 3_600_000 }];
  const [move] = proposeMoves([visit(1, '09:00')], () => choices({ patientBusy }), now);
  expect(shown(move?.proposal)).toBe('1 06-05T09:00');
  const [held] = proposeMoves([visit(1, '09:00')], () => choices({ mayGoTo: () => false }), now);
  expect(held).toEqual({ id: 1, proposal: null, alternatives: [] });
});

it('two visits of one patient are not proposed at once', () => {
  const [one, two] = proposeMoves(
    [visit(1, '09:00', 7), visit(2, '10:00', 7)],
    (moved) => choices({ own: doctor(moved.id, [], 0) }),
    now,
  );
  expect([shown(one?.proposal), shown(two?.proposal)]).toEqual(['1 06-03T09:00', '2 06-03T09:30']);
});

it('no two proposals ever meet, and all of them are free', () => {
  const slots = ['09:00', '09:30', '10:00', '10:30'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...slots), fc.integer({ min: 1, max: 3 })), { maxLength: 10 }),
      fc.array(fc.tuple(fc.constantFrom(2, 3), fc.constantFrom(...slots)), { maxLength: 5 }),
      fc.integer({ min: 0, max: 20 }),
      (given, taken, buffer) => {
        const doctors = [1, 2, 3].map((id) =>
          doctor(
            id,
            taken.filter(([doctorId]) => doctorId === id).map(([, time]) => half(`${today}T${time}`)),
            buffer,
          ),
        );
        const [own, ...substitutes] = doctors;
        const visits = given.map(([time, userId], index) => visit(index, time, userId));
        const moves = proposeMoves(visits, () => choices({ own, substitutes }), now);
        const proposals = moves.flatMap(({ id, proposal }) =>
          proposal === null ? [] : [{ id, ...proposal }],
        );
        for (const one of proposals) {
          const who = doctors.find(({ doctorId }) => doctorId === one.doctorId);
          if (who === undefined) throw new Error('No doctor was asked for.');
          expect(freeStartsOf(who, { start: one.at, end: one.at + 1 }, now)).toHaveLength(1);
          for (const other of proposals.filter(({ id }) => id !== one.id)) {
            const [a, b] = [busyWith(who.visit, one.at), busyWith(who.visit, other.at)];
            const meet = a.start < b.end && b.start < a.end;
            expect(meet && one.doctorId === other.doctorId).toBe(false);
          }
        }
      },
    ),
  );
});
