import { activeStatuses, canBecome } from './status.js';

const allowed = [
  'held → pending',
  'held → confirmed',
  'held → cancelled',
  'pending → confirmed',
  'pending → cancelled',
  'confirmed → checked_in',
  'confirmed → completed',
  'confirmed → no_show',
  'confirmed → cancelled',
  'checked_in → completed',
  'checked_in → cancelled',
];
const statuses = ['held', 'pending', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show'] as const;

it('allows these changes and no others', () => {
  const found = statuses.flatMap((from) =>
    statuses.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(found.sort()).toEqual(allowed.sort());
});

it('counts an appointment as active exactly while it can still change', () => {
  const changing = statuses.filter((from) => statuses.some((to) => canBecome(from, to)));
  expect([...activeStatuses].sort()).toEqual(changing.sort());
});
