import { type FastifyInstance } from 'fastify';
import { type SecurityLog } from './security-log.service.js';

/** Shows every answer to the security log. */
export function logSecurityEvents(server: FastifyInstance, log: SecurityLog): void {
  server.addHook('onResponse', (request, reply, done) => {
    log.answered(request, reply);
    done();
  });
}
