import { type FastifyRequest } from 'fastify';
import { AppError } from '#libs/common';

/** The header that Docket's own pages send. No form can, and a script elsewhere only where CORS lets it. */
export const clientHeader = 'x-docket-client';

const crossSite = (): AppError =>
  new AppError('auth.cross_site', 'forbidden', 'A cookie counts only in requests from our own pages.');

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/**
 * Refuses what another site may have made a browser send. Browsers say themselves where a request comes from
 * (Fetch Metadata, else Origin), and no page can forge that; the header keeps out what says neither.
 *
 * @param friends origins that may call the API as our own pages do
 * @throws AppError `auth.cross_site`
 */
export function assertOwnPage(request: FastifyRequest, friends: readonly string[]): void {
  const { headers } = request;
  const origin = one(headers.origin);
  const isFriend = origin !== undefined && friends.includes(origin);
  const site = one(headers['sec-fetch-site']);
  const isElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isForeign = origin !== undefined && hostOf(origin) !== headers.host;
  if (headers[clientHeader] === undefined || (!isFriend && (isElsewhere || isForeign))) throw crossSite();
}
