import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type DoctorsService } from '#libs/doctors';
import { json, keptTexts } from '../../http/answers/kept-texts.js';
import { asksForTimes } from './doctor-search.dto.js';

/** Of the pages of doctors that were asked for lately */
const mostCharacters = 16 * 2 ** 20;

/** A search for free doctors is never kept: every booking may change its answer. */
const isKept = ({ method, routeOptions, query }: FastifyRequest): boolean =>
  method === 'GET' &&
  routeOptions.url === '/doctors' &&
  !asksForTimes(query as Readonly<Record<string, unknown>>);

/**
 * Answers a search that was answered before, and that no changed doctor has touched since, with the same text, before
 * anything of it is checked again: what was good once under an address is good. Most of what visitors ask for ends here.
 */
export function answerKeptSearches(server: FastifyInstance, doctors: DoctorsService): void {
  const kept = keptTexts<{ readonly link: string | undefined }>(mostCharacters);
  const states = new WeakMap<FastifyRequest, string>();
  server.addHook('onRequest', async (request, reply) => {
    if (!isKept(request)) return;
    const state = await doctors.searchState();
    const found = kept.get(request.originalUrl);
    if (state !== undefined && found?.state === state) {
      doctors.countKeptSearch();
      if (found.link !== undefined) reply.header('link', found.link);
      return reply.type(json).send(found.text);
    }
    // Read before the search: an answer that a change overtakes is kept with a state that never comes again.
    if (state !== undefined) states.set(request, state);
  });
  server.addHook('onSend', (request, reply, text, done) => {
    const state = states.get(request);
    if (state !== undefined && reply.statusCode === 200 && typeof text === 'string')
      kept.set(request.originalUrl, { state, text, link: reply.getHeader('link')?.toString() });
    done();
  });
}
