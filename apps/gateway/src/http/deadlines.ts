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

/** A request that is open, between those that came before and after it. */
interface Open {
  reply: FastifyReply | undefined;
  until: number;
  before: Open;
  after: Open;
}

/** Where a reply has its place among the open ones: a map of them costs as much as the rest of a short request. */
const place = 'docketOpen';
type Placed = FastifyReply & { [place]: Open | null };

function emptyList(): Open {
  const ends = { reply: undefined, until: Infinity } as unknown as Open;
  ends.before = ends;
  ends.after = ends;
  return ends;
}

function enter(ends: Open, reply: Placed, until: number): void {
  const open: Open = { reply, until, before: ends.before, after: ends };
  ends.before.after = open;
  ends.before = open;
  reply[place] = open;
}

function leave(reply: Placed): void {
  const open = reply[place];
  if (open === null) return;
  open.before.after = open.after;
  open.after.before = open.before;
  reply[place] = null;
}

/**
 * Nobody waits for ever for an answer. All requests have the same time, so those that came first are late first: one timer
 * looks after all of them, where Fastify's `handlerTimeout` has a timer and an `AbortController` for each.
 *
 * @param milliseconds until the answer of a handler is given up
 */
export function endLateAnswers(server: FastifyInstance, milliseconds = answerMilliseconds): void {
  const ends = emptyList();
  server.decorateReply(place, null);
  const look = (): void => {
    const now = performance.now();
    for (
      let { reply, until } = ends.after;
      reply !== undefined && until <= now;
      { reply, until } = ends.after
    ) {
      leave(reply as Placed);
      if (!goesOn(reply.request)) endLate(reply);
    }
  };
  const timer = setInterval(look, milliseconds / looks).unref();
  server.addHook('onRequest', (_request, reply, done) => {
    enter(ends, reply as Placed, performance.now() + milliseconds);
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    leave(reply as Placed);
    done();
  });
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    done();
  });
}
