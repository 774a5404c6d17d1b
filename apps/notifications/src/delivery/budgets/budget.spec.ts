import { type Budgets, collectedUntil, type Draw, spend } from './budget.js';

const rate = { quota: 3, seconds: 30 };
const on = (...subjects: string[]): Draw => new Map(subjects.map((subject) => [subject, rate]));
const now = 1_000_000;

it('lets as many pass at once as the quota says, and the others when a piece has come back', () => {
  const budgets: Budgets = new Map();
  expect(spend([on('a'), on('a'), on('a'), on('a')], budgets, now)).toEqual([
    undefined,
    undefined,
    undefined,
    now + 10_000,
  ]);
  expect(spend([on('a')], budgets, now + 9_999)).toEqual([now + 10_000]);
  expect(spend([on('a'), on('a')], budgets, now + 10_000)).toEqual([undefined, now + 20_000]);
});

it('is whole again after its seconds, and saves nothing beyond its quota', () => {
  const budgets: Budgets = new Map();
  spend([on('a'), on('a'), on('a')], budgets, now);
  const later = now + 3_600_000;
  expect(spend([on('a'), on('a'), on('a'), on('a')], budgets, later)).toEqual([
    undefined,
    undefined,
    undefined,
    later + 10_000,
  ]);
});

it('takes from all budgets or from none', () => {
  const budgets: Budgets = new Map();
  spend([on('number'), on('number'), on('number')], budgets, now);
  expect(spend([on('account', 'number')], budgets, now)).toEqual([now + 10_000]);
  expect(budgets.has('account')).toBe(false);
});

it('collects until a moment that all share, a minute from now at least', () => {
  const [from, moment] = [300_000 * 7, 300_000 * 8];
  expect(collectedUntil(from + 1, from)).toBe(moment);
  expect(collectedUntil(moment, from + 200_000)).toBe(moment);
  expect(collectedUntil(from, moment - 59_999)).toBe(moment + 300_000);
});
