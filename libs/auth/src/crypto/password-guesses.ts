import { type ZxcvbnFactory } from '@zxcvbn-ts/core';

/**
 * The estimate takes some 40 ms for this many code units, and grows with their square. Longer passwords are not found by
 * trying what people choose.
 */
export const longestEstimated = 64;

/** How many spellings such as `p4ssw0rd` are tried: with a hundred, the worst passwords take half a second. */
const mostSpellings = 8;

interface Guesser {
  readonly common: ReadonlySet<string>;
  readonly estimate: ZxcvbnFactory;
}

/** The lists are read when the first password is chosen: that takes a tenth of a second, which no start has to wait for. */
async function load(): Promise<Guesser> {
  const [{ ZxcvbnFactory: Estimate }, { dictionary, adjacencyGraphs }, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const passwords = dictionary['passwords-common'];
  const estimate = new Estimate({
    dictionary: {
      passwords,
      words: english.dictionary['commonWords-en'],
      names: english.dictionary['firstnames-en'],
    },
    graphs: adjacencyGraphs,
    l33tMaxSubstitutions: mostSpellings,
    maxLength: longestEstimated,
  });
  return { common: new Set(passwords), estimate };
}

let loading: Promise<Guesser> | undefined;

const guesser = (): Promise<Guesser> => (loading ??= load());

/** Whether it is one of some 49,000 passwords that leaked most often: the top ten thousand, and more. */
export const isCommon = async (password: string): Promise<boolean> => (await guesser()).common.has(password);

/**
 * How many guesses find a password, as zxcvbn estimates it: by lists of passwords that leaked, words, names, dates, rows of
 * the keyboard and repetitions.
 *
 * @param own what is known about its owner, and so guessed first
 */
export const guessesOf = async (password: string, own: readonly string[]): Promise<number> =>
  (await guesser()).estimate.check(password, [...own]).guesses;
