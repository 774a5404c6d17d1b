import { type FastifyInstance, type FastifyReply } from 'fastify';
import { json } from '../../http/answers/kept-texts.js';
import { type KeptCalendars } from './kept-calendars.service.js';

const route = '/doctors/:id/availability';

async function send(text: Promise<string>, reply: FastifyReply): Promise<void> {
  void reply.type(json).send(await text);
}

/**
 * Answers for a calendar whose address was read before, without reading it again: what was good once under an address is
 * good. The calendar itself is as new as ever.
 */
export function answerCalendars(server: FastifyInstance, calendars: KeptCalendars): void {
  server.addHook('onRequest', (request, reply, done) => {
    const isCalendar = request.method === 'GET' && request.routeOptions.url === route;
    const text = isCalendar ? calendars.answerAt(request.originalUrl) : undefined;
    if (text === undefined) done();
    else send(text, reply).catch(done);
  });
}
