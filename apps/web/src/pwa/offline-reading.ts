/** The answers that "my appointments" shows: visits, their patients, doctors, kinds and locations. */
const readOffline = [
  /^\/v1\/appointments(?:\/\d+(?:\/history)?)?$/,
  /^\/v1\/me(?:\/dependants)?$/,
  /^\/v1\/doctors\/\d+$/,
  /^\/v1\/visit-types\/\d+$/,
  /^\/v1\/locations\/\d+$/,
];

export const isReadOffline = (path: string): boolean => readOffline.some((pattern) => pattern.test(path));

/**
 * The address that an answer is kept under. "From now on" is another instant at every visit: the list of what was to
 * come is kept as one.
 */
export function keptUnder(address: string): string {
  const url = new URL(address);
  for (const name of ['from', 'to']) if (url.searchParams.has(name)) url.searchParams.set(name, 'now');
  return url.href;
}
