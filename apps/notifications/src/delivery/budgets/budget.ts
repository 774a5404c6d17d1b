import { type Rate } from '#libs/config';

/**
 * A message and the budgets that it draws on, by their subjects. It goes out when each of them has something left, and
 * then takes one from each.
 */
export type Draw = ReadonlyMap<string, Rate>;

/** By their subjects: when budgets are whole again, in epoch milliseconds. What is not there is whole. */
export type Budgets = Map<string, number>;

/** How long one message's worth takes to come back. */
const pieceOf = ({ quota, seconds }: Rate): number => (seconds * 1000) / quota;

/** When a budget has something left, that is whole at `fullAt`. */
const freeAt = (fullAt: number, rate: Rate): number => fullAt - rate.seconds * 1000 + pieceOf(rate);

/**
 * Spends budgets on messages, in their order. A budget comes back evenly, piece by piece (GCRA, as ATM cells are policed):
 * a burst may be as large as the quota, and what follows is as frequent as the rate says.
 *
 * @param budgets changed by what is spent
 * @param now epoch milliseconds
 * @returns for each message when it may go out; undefined for at once
 */
export function spend(draws: readonly Draw[], budgets: Budgets, now: number): (number | undefined)[] {
  return draws.map((draw) => {
    const kept = [...draw].map(([subject, rate]) => ({ subject, rate, fullAt: budgets.get(subject) ?? now }));
    const free = Math.max(...kept.map(({ fullAt, rate }) => freeAt(fullAt, rate)));
    if (free > now) return free;
    for (const { subject, rate, fullAt } of kept) budgets.set(subject, Math.max(fullAt, now) + pieceOf(rate));
    return undefined;
  });
}

const collecting = 5 * 60_000;
const shortestWait = 60_000;

/**
 * When messages are told that had to wait: on a grid, so that what is collected by several processes is due at one moment
 * and becomes one message.
 *
 * @param free when the budget has something left
 */
export const collectedUntil = (free: number, now: number): number =>
  Math.ceil(Math.max(free, now + shortestWait) / collecting) * collecting;
