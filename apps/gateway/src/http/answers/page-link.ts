import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Page } from '#libs/common';

/** Names the next page in a `Link` header (RFC 8288) and hands over the items of this one. */
export function withNextLink<T>(page: Page<T>, request: FastifyRequest, reply: FastifyReply): readonly T[] {
  if (page.next !== undefined) {
    const url = new URL(request.originalUrl, 'http://docket.invalid');
    url.searchParams.set('cursor', page.next);
    reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  return page.items;
}
