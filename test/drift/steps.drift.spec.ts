import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUndo, stepsOf } from '../../apps/web/src/visits/visit-steps.js';
import { canBeUndone, outcomes, refusalOf, stepTable } from '../../libs/appointments/src/visits/steps.js';

const decision = join(import.meta.dirname, '../../docs/decisions/0022-life-of-a-visit.md');

const words = {
  before_start: 'before the start',
  after_start: 'from the start on',
  own_day: 'on its own day',
  same_day: 'on the day of the step',
  any_time: 'at any time',
  patient: 'patient, guardians',
  clinic: 'doctor, staff',
} as const;

const lines = Object.entries(stepTable).flatMap(([step, rules]) =>
  rules.map(({ from, when, by }) => {
    const gives = step === 'undo' ? 'the status before' : outcomes[step as keyof typeof outcomes];
    return [step, from.join(', '), words[when], by.map((side) => words[side]).join(', '), gives];
  }),
);

/** The cells of each row of a document's tables, but for the heads */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .slice(2);

it('the table of steps in the decision is the one that the code asks', () => {
  expect(rowsOf(readFileSync(decision, 'utf8'))).toEqual(lines);
});

const statuses = ['held', 'pending', 'confirmed', 'checked_in', 'completed', 'no_show', 'cancelled'] as const;
const steps = ['confirm', 'check_in', 'complete', 'no_show', 'cancel'] as const;
const timeZone = 'Europe/Berlin';
const start = '2026-12-01T09:00:00.000Z';

it.each([
  '2026-11-30T22:59:59.999Z',
  '2026-11-30T23:00:00.000Z',
  start,
  '2026-12-01T22:59:59.999Z',
  '2026-12-01T23:00:00.000Z',
])('the page offers at %s what the table allows', (instant) => {
  const now = new Date(instant);
  for (const status of statuses) {
    const visit = { status, timeZone, now, side: 'clinic', appointmentDateTime: new Date(start) } as const;
    const allowed = steps.filter((step) => refusalOf(step, visit) === undefined);
    const offered = stepsOf({ status, timeZone, appointmentDateTime: start }, now);
    expect([status, [...offered].sort()]).toEqual([
      status,
      allowed.map((step) => step.replace('_', '-')).sort(),
    ]);
  }
});

it('the page takes no step for an undo, and no undo for a step', () => {
  const occurredAt = new Date(start);
  const taken = statuses.flatMap((fromStatus) =>
    statuses
      .filter((toStatus) => canBeUndone({ fromStatus, toStatus, occurredAt }))
      .map((toStatus) => ({ fromStatus, toStatus })),
  );
  expect(taken.filter(isUndo)).toEqual([]);
  const back = taken.map(({ fromStatus, toStatus }) => ({ fromStatus: toStatus, toStatus: fromStatus }));
  expect(back.filter((entry) => !isUndo(entry))).toEqual([]);
});
