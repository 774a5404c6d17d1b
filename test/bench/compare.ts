import { type Cost, metered, consumers, type Workers } from './cost/meter.js';
import { type Effort, type Measured, quantile } from './load.js';
import { type Options } from './options.js';

/** After about so many, V8 has compiled what is used most. */
const warmUpRequests = 3000;

/** One of those that are compared. */
export interface Contestant {
  readonly name: string;
  readonly workers: Workers;
  /** What has to be there before it works and is no part of the work */
  prepare?(effort: Effort): Promise<void>;
  /** Works as hard as it can for some seconds or, to warm up, until a number of requests is answered. */
  run(effort: Effort): Promise<Measured>;
}

const median = (numbers: number[]): number => quantile(numbers, 0.5);

function middleCost(rounds: readonly Measured[]): Cost {
  const known = consumers.flatMap((name): [string, number][] => {
    const costs = rounds.flatMap(({ cost }) => cost?.[name] ?? []);
    return costs.length === 0 ? [] : [[name, median(costs)]];
  });
  return Object.fromEntries(known);
}

function middle(rounds: readonly Measured[]): Measured {
  const errors: Record<string, number> = {};
  for (const round of rounds) {
    for (const [what, times] of Object.entries(round.errors)) errors[what] = (errors[what] ?? 0) + times;
  }
  return {
    answers: rounds.reduce((sum, { answers }) => sum + answers, 0),
    rate: median(rounds.map(({ rate }) => rate)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    errors,
    cost: middleCost(rounds),
  };
}

/** A round that does not count is no part of a profile either. */
async function turnOf(
  contestant: Contestant,
  round: number,
  { seconds, requests }: Options,
): Promise<Measured> {
  const effort = { seconds, amount: round === 0 ? warmUpRequests : requests };
  await contestant.prepare?.(effort);
  if (round === 0) return contestant.run(effort);
  return metered(contestant.workers, () => contestant.run(effort));
}

/**
 * Lets all take turns, round after round, so that whatever else the machine does meets all of them alike.
 * A first round warms them up and does not count, save for its errors: each answers as many requests, so that the slow
 * are compiled as well as the fast.
 *
 * @returns for each the medians of its rounds, in the order given
 */
export async function compare(contestants: readonly Contestant[], options: Options): Promise<Measured[]> {
  const measured = contestants.map((): Measured[] => []);
  const warmUps: Measured[] = [];
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const result = await turnOf(contestant, round, options);
      (round === 0 ? warmUps : (measured[index] ?? [])).push(result);
    }
  }
  return measured.map((results, index) => {
    const { errors } = middle([...results, ...warmUps.slice(index, index + 1)]);
    return { ...middle(results), errors };
  });
}
