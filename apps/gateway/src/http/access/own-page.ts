import { type FastifyRequest } from 'fastify';
import { AppError } from '#libs/common';
import { type Env } from '#libs/config';

/** The header that Docket's own pages send. No form can, and a script elsewhere only where CORS lets it. */
export const clientHeader = 'x-docket-client';

const crossSite = (): AppError =>
  new AppError('auth.cross_site', 'forbidden', 'A cookie counts only in requests from our own pages.');

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** What browsers say of where a request comes from, and what the connection or a trusted proxy says of where it went. */
type Sent = Pick<FastifyRequest, 'headers' | 'host' | 'protocol'>;

/**
 * Our own page has the scheme of `PUBLIC_URL` too: a page that came without TLS may be anybody's. At other names than that
 * of `PUBLIC_URL` it has the scheme of the request, as a trusted proxy names it.
 */
function isOwn(origin: string, { host, protocol }: Sent, site: string): boolean {
  const known = new URL(site);
  return origin === known.origin || (host !== known.host && origin === `${protocol}://${host}`);
}

/**
 * Refuses what another site may have made a browser send. Browsers say themselves where a request comes from
 * (Fetch Metadata, else Origin), and no page can forge that; the header keeps out what says neither.
 *
 * @param env whose pages may call the API: our own, and friends
 * @throws AppError `auth.cross_site`
 */
export function assertOwnPage(request: Sent, env: Pick<Env, 'CORS_ORIGINS' | 'PUBLIC_URL'>): void {
  const { headers } = request;
  const origin = one(headers.origin);
  const isFriend = origin !== undefined && env.CORS_ORIGINS.includes(origin);
  const site = one(headers['sec-fetch-site']);
  const isElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isForeign = origin !== undefined && !isOwn(origin, request, env.PUBLIC_URL);
  if (headers[clientHeader] === undefined || (!isFriend && (isElsewhere || isForeign))) throw crossSite();
}
