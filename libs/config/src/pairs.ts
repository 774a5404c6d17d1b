import { type Env } from './env.js';

/** Variables that are of no use without each other. */
const pairs = [
  ['SMS_URL', 'SMS_SECRET'],
  ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'],
] as const satisfies readonly (readonly [keyof Env, keyof Env])[];

/** Half a pair would leave a channel out without a word: the variable that is missing, and why it is needed. */
export const pairComplaints = ({ ...env }: Partial<Env>): readonly (readonly [keyof Env, string])[] =>
  pairs.flatMap(([one, other]) => {
    if ((env[one] === undefined) === (env[other] === undefined)) return [];
    const [given, missing] = env[one] === undefined ? [other, one] : [one, other];
    return [[missing, `is missing, and ${given} is of no use without it`] as const];
  });
