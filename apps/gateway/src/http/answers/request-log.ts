import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { Logger } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';
import { type Histogram } from 'prom-client';
import { runInContext, traceparentAfter } from '#libs/common';
import { headerRules } from '../web/header-rules.js';

const acceptable = /^[\w.-]{1,64}$/;
const quiet = /^\/(?:health|metrics)/;

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
  durations: Histogram<'method' | 'route' | 'status'>,
): void {
  const logger = new Logger('Request');
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
      logger.log({
        method,
        route,
        status,
        milliseconds: Math.round(reply.elapsedTime),
        requestId: request.id,
      });
    }
    done();
  });
}
