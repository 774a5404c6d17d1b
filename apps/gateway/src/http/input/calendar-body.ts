import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import { fieldError, invalidInput } from '#libs/common';

export const calendarType = 'text/calendar';

const mark = { takesCalendar: true };

/** The body of the route is a calendar, and nothing else. */
export const TakesCalendar = (): MethodDecorator => RouteConfig(mark);

const takesCalendar = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as Partial<typeof mark>).takesCalendar === true;

const isCalendar = (contentType: string): boolean =>
  contentType.split(';', 1)[0]?.trim().toLowerCase() === calendarType;

/** Lets the routes that ask for it read `text/calendar`; every other route goes on to be JSON and nothing else. */
export function readCalendars(server: FastifyInstance): void {
  server.addContentTypeParser(calendarType, { parseAs: 'buffer' }, (_, body, done) => {
    try {
      done(null, new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer));
    } catch {
      done(invalidInput(fieldError('', 'text.not_utf8')));
    }
  });
  server.addHook('onRequest', (request, _, done) => {
    const contentType = request.headers['content-type'];
    const isWrong = contentType !== undefined && isCalendar(contentType) !== takesCalendar(request);
    done(isWrong ? new UnsupportedMediaTypeException() : undefined);
  });
}
