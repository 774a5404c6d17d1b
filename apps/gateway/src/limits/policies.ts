import { type Env, type Rate } from '#libs/config';

/** Whose requests are counted together. */
export type Counted = 'address' | 'account';

export interface Policy {
  /** As `RateLimit-Policy` names it */
  readonly name: string;
  readonly per: Counted;
  readonly rate: (env: Env) => Rate;
}

/** What every request counts for. */
export const everything = {
  address: { name: 'requests-per-address', per: 'address', rate: (env) => env.LIMIT_REQUESTS_PER_ADDRESS },
  account: { name: 'requests-per-account', per: 'account', rate: (env) => env.LIMIT_REQUESTS_PER_ACCOUNT },
} satisfies Record<Counted, Policy>;

/** What some routes count for besides. */
export const policies = {
  registrations: { name: 'registrations', per: 'address', rate: (env) => env.LIMIT_REGISTRATIONS },
  refreshes: { name: 'refreshes', per: 'address', rate: (env) => env.LIMIT_REFRESHES },
  links: { name: 'links', per: 'address', rate: (env) => env.LIMIT_LINKS },
  proofs: { name: 'proofs', per: 'account', rate: (env) => env.LIMIT_PROOFS },
  bookings: { name: 'bookings', per: 'account', rate: (env) => env.LIMIT_BOOKINGS },
  holds: { name: 'holds', per: 'account', rate: (env) => env.LIMIT_HOLDS },
} satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;

/**
 * Failed sign-ins: guesses at one account from one place, guesses at one account, guesses from one address, and those that
 * an address has in reserve.
 */
export const failures = {
  pair: { name: 'sign-in', per: 'account', rate: (env) => env.LIMIT_SIGN_IN_FAILURES },
  account: {
    name: 'sign-in-per-account',
    per: 'account',
    rate: (env) => env.LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT,
  },
  address: {
    name: 'sign-in-per-address',
    per: 'address',
    rate: (env) => env.LIMIT_SIGN_IN_FAILURES_PER_ADDRESS,
  },
  reserve: {
    name: 'sign-in-reserve',
    per: 'address',
    rate: (env) => env.LIMIT_SIGN_IN_FAILURES_IN_RESERVE,
  },
} satisfies Record<string, Policy>;
