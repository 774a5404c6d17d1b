import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/**
 * In milliseconds: nobody keeps a connection by sending slowly, or by not reading what is answered. A request has 30 s to
 * arrive.
 */
export const deadlines = {
  requestTimeout: 30_000,
  connectionTimeout: 120_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
};

/** Whatever a handler waits for ends long before the 10 s that it has once its request has arrived. */
const answerMilliseconds = 40_000;
/** How many times within the deadline is looked for requests that are past it */
const looks = 40;

const mark = { goesOn: true };

/** Marks a route whose answer goes on for as long as its reader stays. */
export const GoesOn = (): MethodDecorator => RouteConfig(mark);

const goesOn = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as Partial<typeof mark>).goesOn === true;

/** A handler takes too long. */
export class LateError extends Error {}

function endLate(reply: FastifyReply): void {
  if (reply.sent || reply.raw.destroyed) return;
  const error = new LateError('The handler took too long.');
  // An answer that has begun can only be broken off.
  if (reply.raw.headersSent) reply.raw.destroy(error);
  else void reply.send(error);
}

/**
 * Nobody waits for ever for an answer. All requests have the same time, so those that came first are late first: one timer
 * looks after all of them, where Fastify's `handlerTimeout` has a timer and an `AbortController` for each.
 *
 * @param milliseconds until the answer of a handler is given up
 */
export function endLateAnswers(server: FastifyInstance, milliseconds = answerMilliseconds): void {
  const open = new Map<FastifyReply, number>();
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [reply, until] of open) {
      if (until > now) return;
      open.delete(reply);
      endLate(reply);
    }
  }, milliseconds / looks).unref();
  server.addHook('onRequest', (request, reply, done) => {
    if (!goesOn(request)) open.set(reply, performance.now() + milliseconds);
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    open.delete(reply);
    done();
  });
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    done();
  });
}
