import { type FastifyInstance } from 'fastify';

/**
 * Lets connections end with what is in work when the server closes. Otherwise their clients keep them for more, and the
 * server, which waits for all of them, does not end.
 */
export function endConnectionsOnClose(server: FastifyInstance): void {
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
