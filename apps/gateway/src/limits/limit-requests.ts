import { type FastifyInstance } from 'fastify';
import { type Limits } from './limits.service.js';

/** What watches the process asks often, and from one place. */
const unlimited = /^\/(?:health|metrics)/;

/** Counts every request for its address before anything of it is read. */
export function limitRequests(server: FastifyInstance, limits: Limits): void {
  if (!limits.areOn) return;
  server.addHook('onRequest', async (request, reply) => {
    if (unlimited.test(request.routeOptions.url ?? '')) return;
    await limits.countRequest('address', request, reply);
  });
}
