import { type AppointmentStatus } from '#libs/database';
import {
  canBeUndone,
  type LastEntry,
  outcomes,
  refusalOf,
  type Side,
  type Situation,
  statusAfterUndo,
  type StepName,
} from './steps.js';

const statuses = ['held', 'pending', 'confirmed', 'checked_in', 'completed', 'no_show', 'cancelled'] as const;
const sides = ['patient', 'clinic'] as const;

/** Berlin's 1 December begins at 23:00 UTC and ends 24 hours later. */
const timeZone = 'Europe/Berlin';
const appointmentDateTime = new Date('2026-12-01T09:00:00Z');
const times = {
  'the day before': new Date('2026-11-30T22:59:59.999Z'),
  'that day, before the start': new Date('2026-11-30T23:00:00Z'),
  'at the start': appointmentDateTime,
  'at the end of the day': new Date('2026-12-01T22:59:59.999Z'),
  'the day after': new Date('2026-12-01T23:00:00Z'),
} as const;
type Time = keyof typeof times;

const at = (status: AppointmentStatus, side: Side, time: Time, last?: LastEntry): Situation => ({
  status,
  side,
  appointmentDateTime,
  timeZone,
  now: times[time],
  last,
});

const all = Object.keys(times) as Time[];
const [dayBefore, before, start, evening, dayAfter] = all as [Time, Time, Time, Time, Time];
const early = [dayBefore, before];
const late = [start, evening, dayAfter];
const ownDay = [before, start, evening];

/** What is possible, written out: anything that is not here is refused. */
const possible: Record<Exclude<StepName, 'undo'>, Partial<Record<`${AppointmentStatus} ${Side}`, Time[]>>> = {
  confirm: { 'pending clinic': early },
  check_in: { 'pending clinic': ownDay, 'confirmed clinic': ownDay, 'no_show clinic': ownDay },
  complete: { 'pending clinic': late, 'confirmed clinic': late, 'checked_in clinic': all },
  no_show: { 'pending clinic': late, 'confirmed clinic': late },
  cancel: {
    'pending patient': early,
    'confirmed patient': early,
    'checked_in patient': early,
    'pending clinic': all,
    'confirmed clinic': all,
    'checked_in clinic': all,
  },
};

describe.each(Object.keys(possible) as (keyof typeof possible)[])('the step %s', (step) => {
  it.each(statuses.flatMap((status) => sides.map((side) => [status, side] as const)))(
    'of a visit that is %s, by the %s',
    (status, side) => {
      const allowed = all.filter((time) => refusalOf(step, at(status, side, time)) === undefined);
      expect(allowed).toEqual(possible[step][`${status} ${side}`] ?? []);
    },
  );
});

it('says why a step is refused', () => {
  const reasons = [
    refusalOf('confirm', at('confirmed', 'clinic', before)),
    refusalOf('confirm', at('pending', 'patient', before)),
    refusalOf('confirm', at('pending', 'clinic', start)),
    refusalOf('check_in', at('confirmed', 'clinic', dayBefore)),
    refusalOf('complete', at('confirmed', 'clinic', before)),
    refusalOf('cancel', at('confirmed', 'patient', start)),
    refusalOf('undo', at('pending', 'clinic', start)),
  ];
  expect(reasons).toEqual([
    'wrong_status',
    'forbidden',
    'has_begun',
    'not_today',
    'has_not_begun',
    'has_begun',
    'nothing_to_undo',
  ]);
});

describe('an undo', () => {
  const taken = (fromStatus: AppointmentStatus | null, toStatus: AppointmentStatus, when: Time = before) => ({
    fromStatus,
    toStatus,
    occurredAt: times[when],
  });

  it('takes back these steps and nothing else', () => {
    const undoable = [null, ...statuses].flatMap((from) =>
      statuses.filter((to) => canBeUndone(taken(from, to))).map((to) => `${from} → ${to}`),
    );
    expect(undoable).toEqual([
      'pending → checked_in',
      'pending → completed',
      'pending → no_show',
      'pending → cancelled',
      'confirmed → checked_in',
      'confirmed → completed',
      'confirmed → no_show',
      'confirmed → cancelled',
      'checked_in → completed',
      'checked_in → cancelled',
      'no_show → checked_in',
    ]);
  });

  it('leaves nothing behind that can be undone', () => {
    for (const from of statuses) {
      for (const to of statuses) {
        const last = taken(from, to);
        if (!canBeUndone(last)) continue;
        for (const now of Object.values(times)) {
          const back = taken(to, statusAfterUndo(last, { appointmentDateTime, now }));
          expect([back, canBeUndone(back)]).toEqual([back, false]);
        }
      }
    }
  });

  it('is made on the day of the step, by the clinic', () => {
    const allowed = (side: Side) =>
      all.filter(
        (time) =>
          refusalOf('undo', at('completed', side, time, taken('confirmed', 'completed'))) === undefined,
      );
    expect([allowed('clinic'), allowed('patient')]).toEqual([ownDay, []]);
    expect(refusalOf('undo', at('completed', 'clinic', dayAfter, taken('confirmed', 'completed')))).toBe(
      'undo_too_late',
    );
    expect(refusalOf('undo', at('checked_in', 'clinic', before, taken(null, 'checked_in')))).toBe(
      'nothing_to_undo',
    );
  });

  it('gives back a status that does not lapse at once', () => {
    const back = (from: AppointmentStatus, time: Time) =>
      statusAfterUndo(taken(from, 'cancelled'), { appointmentDateTime, now: times[time] });
    expect([back('pending', before), back('pending', start), back('checked_in', start)]).toEqual([
      'pending',
      'confirmed',
      'checked_in',
    ]);
  });
});

it('gives every visit that is over a way to its end', () => {
  const ends: readonly AppointmentStatus[] = ['completed', 'no_show', 'cancelled'];
  for (const status of ['pending', 'confirmed', 'checked_in'] as const) {
    const ways = Object.entries(outcomes).filter(
      ([step, to]) =>
        ends.includes(to) && refusalOf(step as StepName, at(status, 'clinic', dayAfter)) === undefined,
    );
    expect([status, ways.length > 0]).toEqual([status, true]);
  }
});
