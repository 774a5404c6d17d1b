import { type Effort, type Measured, quantile } from './load.js';
import { type Options } from './options.js';

/** After about so many, V8 has compiled what is used most. */
const warmUpRequests = 3000;

/** One of those that are compared. */
export interface Contestant {
  readonly name: string;
  /** Works as hard as it can for some seconds or, to warm up, until a number of requests is answered. */
  run(effort: Effort): Promise<Measured>;
}

const median = (numbers: number[]): number => quantile(numbers, 0.5);

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
  };
}

/**
 * Lets all take turns, round after round, so that whatever else the machine does meets all of them alike.
 * A first round warms them up and does not count, save for its errors: each answers as many requests, so that the slow
 * are compiled as well as the fast.
 *
 * @returns for each the medians of its rounds, in the order given
 */
export async function compare(
  contestants: readonly Contestant[],
  { rounds, seconds }: Options,
): Promise<Measured[]> {
  const measured = contestants.map((): Measured[] => []);
  const warmUps: Measured[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const result = await contestant.run(round === 0 ? { seconds, amount: warmUpRequests } : { seconds });
      (round === 0 ? warmUps : (measured[index] ?? [])).push(result);
    }
  }
  return measured.map((results, index) => {
    const { errors } = middle([...results, ...warmUps.slice(index, index + 1)]);
    return { ...middle(results), errors };
  });
}
