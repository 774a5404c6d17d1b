import { type FastifyInstance } from 'fastify';
import { type Departure } from './departure.service.js';

/**
 * Lets connections end with what is in work when the gateway leaves. Otherwise their clients keep them for more, and the
 * server, which waits for all of them, does not end; or it ends one on which a request is just on its way.
 */
export function endConnectionsOnDeparture(server: FastifyInstance, departure: Departure): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (departure.isLeaving) reply.header('connection', 'close');
    done();
  });
}
