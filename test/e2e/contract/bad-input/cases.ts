import pLimit from 'p-limit';
import { type Answer } from '../../../support/http.js';
import { flawsOf, type Refusal } from './answers.js';

/** One request that has to be refused, and how. */
export interface Case {
  readonly what: string;
  readonly refusal: Refusal;
  /** The route's own path when left out */
  readonly path?: string;
  /** One more parameter beside those that the route cannot do without */
  readonly query?: string;
  /** Whether the route has to refuse before it misses the parameters that it cannot do without */
  readonly isBare?: boolean;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Who asks: a role, or `anonymous`; a caller who may use the route when left out */
  readonly caller?: string;
}

/**
 * One of what the same code refuses for every route: each route is asked one, by turns, so that each is asked of some.
 *
 * @param turn the number of the route
 */
export const inTurn = <T>(choices: readonly T[], turn: number): readonly T[] =>
  choices.filter((_, index) => index === turn % choices.length);

/** Fewer than a gateway has connections to PostgreSQL. */
const atOnce = 8;

/** Sends several at a time and returns each flaw of an answer, with the case that it belongs to. */
export async function failuresOf(
  cases: readonly Case[],
  send: (one: Case) => Promise<Answer>,
): Promise<string[]> {
  const found = await pLimit(atOnce).map(cases, async (one) => {
    const flaws = await send(one).then(
      (answer) => flawsOf(answer, one.refusal),
      (error: unknown) => [`no answer: ${String(error)}`],
    );
    return flaws.map((flaw) => `${one.what} -> ${flaw}`);
  });
  return found.flat();
}
