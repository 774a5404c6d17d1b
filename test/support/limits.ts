import { variables } from '#libs/config';

/** Variables that leave every limit on, but out of the way of a test that asks a lot. */
export const raisedLimits: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(variables)
    .filter((name) => name.startsWith('LIMIT_'))
    .map((name) => [name, '1000000000/60']),
);
