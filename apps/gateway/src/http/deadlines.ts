import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';

/** The longest that Node can measure, 24 days */
const noDeadline = 2 ** 31 - 1;

/**
 * In milliseconds: nobody keeps a connection by sending slowly, or by not reading what is answered, and nobody waits for
 * ever for an answer. A request has 30 s to arrive; whatever its handler waits for ends long before the 10 s more.
 */
export const deadlines = {
  requestTimeout: 30_000,
  handlerTimeout: 40_000,
  connectionTimeout: 120_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
};

/** The code of Fastify's error for a handler that takes too long */
export const lateCode = 'FST_ERR_HANDLER_TIMEOUT';

/** Marks a route whose answer goes on for as long as its reader stays. */
export const GoesOn = (): MethodDecorator => RouteConfig({ goesOn: true });

/** Lets the routes that are marked with {@link GoesOn} answer for longer. Comes before any route is made. */
export function exemptStreams(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const { goesOn } = (route.config ?? {}) as { readonly goesOn?: boolean };
    if (goesOn === true) route.handlerTimeout = noDeadline;
  });
}
