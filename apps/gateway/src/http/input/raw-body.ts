import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';

const mark = { keepsRawBody: true };
const bodies = new WeakMap<FastifyRequest, Buffer>();

/** The body of the route is kept as it came, because a signature counts every byte. */
export const KeepsRawBody = (): MethodDecorator => RouteConfig(mark);

const keepsRawBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as Partial<typeof mark>).keepsRawBody === true;

/** The body of a route with {@link KeepsRawBody}, byte for byte. */
export const rawBodyOf = (request: FastifyRequest): Buffer => bodies.get(request) ?? Buffer.alloc(0);

/** @param mostBytes what the server reads of a body; longer ones are left to the parser to refuse */
export function keepRawBodies(server: FastifyInstance, mostBytes: number): void {
  server.addHook('preParsing', (request, _, payload, done) => {
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    // Without a length, or with too much of it, nothing is read here.
    if (!keepsRawBody(request) || !(length <= mostBytes)) {
      done(null, payload);
      return;
    }
    buffer(payload).then(
      (body) => {
        bodies.set(request, body);
        done(null, Readable.from(body.length === 0 ? [] : [body]));
      },
      (error: unknown) => {
        done(error as Error);
      },
    );
  });
}
