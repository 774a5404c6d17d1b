import { UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];
const mark = { takesForm: true };

/**
 * The route may be sent as a form, whose fields mean nothing: what it does is said by its path. Any page on the web can
 * send one, so this is for routes that ask for no sign-in.
 */
export const TakesForm = (): MethodDecorator => RouteConfig(mark);

const takesForm = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as Partial<typeof mark>).takesForm === true;

const isForm = (contentType: string): boolean =>
  formTypes.includes(contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '');

/** Lets the routes that ask for it be sent as a form; for every other route that stays an unknown type. */
export function readForms(server: FastifyInstance): void {
  server.addContentTypeParser(formTypes, { parseAs: 'buffer' }, (_, _body, done) => {
    done(null, {});
  });
  server.addHook('onRequest', (request, _, done) => {
    const contentType = request.headers['content-type'];
    const isWrong = contentType !== undefined && isForm(contentType) && !takesForm(request);
    done(isWrong ? new UnsupportedMediaTypeException() : undefined);
  });
}
