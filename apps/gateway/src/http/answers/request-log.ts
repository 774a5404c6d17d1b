import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';
import { type Histogram } from 'prom-client';
import { type JsonLogger, runInContext, traceparentAfter } from '#libs/common';
import { headerRules } from '../web/header-rules.js';

const acceptable = /^[\w.-]{1,64}$/;
const quiet = /^\/(?:health|metrics)/;

const heads = new Map<string, string>();

/** How the line about a request begins; there are as many as there are routes. */
function headOf(method: string, route: string): string {
  const key = `${method} ${route}`;
  const known = heads.get(key);
  if (known !== undefined) return known;
  const head = JSON.stringify({ method, route }).slice(0, -1);
  heads.set(key, head);
  return head;
}

/** An id that a caller gave to its request, where it is harmless in a log. */
export const acceptableId = (given: unknown): string | undefined =>
  typeof given === 'string' && acceptable.test(given) ? given : undefined;

/** The caller's `X-Request-Id` where it is harmless in a log, else a new one. */
export const requestIdOf = (request: IncomingMessage): string =>
  acceptableId(request.headers['x-request-id']) ?? randomUUID();

/**
 * Gives every request its id and every answer its headers, measures it and writes one line about it: the route's
 * template, never the address itself, because addresses hold names that callers searched for.
 */
export function observeRequests(
  server: FastifyInstance,
  logger: JsonLogger,
  durations: Histogram<'method' | 'route' | 'status'>,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headerRules).header('x-request-id', request.id);
    const traceparent = traceparentAfter(request.headers.traceparent);
    runInContext({ requestId: request.id, traceparent }, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const { method } = request;
    const status = reply.statusCode;
    durations.observe({ method, route, status: String(status) }, reply.elapsedTime / 1000);
    if (!quiet.test(route)) {
      const milliseconds = Math.round(reply.elapsedTime);
      const line = `${headOf(method, route)},"status":${status},"milliseconds":${milliseconds},"requestId":"${request.id}"}`;
      logger.event('Request', line, request.id);
    }
    done();
  });
}
