import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { invalidInput } from '#libs/common';

/** Documents a header wherever a parameter reads it. */
const documented =
  (header: ApiHeaderOptions): ParameterDecorator =>
  (target, method) => {
    const handler = method && Object.getOwnPropertyDescriptor(target, method);
    if (handler) ApiHeader(header)(target, method, handler);
  };

const header = (context: ExecutionContext, name: string): string | undefined => {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** @throws AppError `request.invalid` when the header is anything but one of our ETags, or `*` */
function versionOf(etag: string | undefined): number | undefined {
  if (etag === undefined || etag === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(etag.trim())?.[1];
  if (version === undefined)
    throw invalidInput({ pointer: '/If-Match', detail: 'must be the ETag of an appointment' });
  return Number(version);
}

/** The version that `If-Match` asks for (RFC 9110, 13.1.1); undefined when any will do. */
export const ExpectedVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => versionOf(header(context, 'if-match')),
  [
    documented({
      name: 'If-Match',
      required: false,
      description: 'The ETag that was read: another version by now is refused',
      schema: { type: 'string', example: '"1"' },
    }),
  ],
);

/** The key by which a request is known if it comes again; undefined without one. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => {
    const key = header(context, 'idempotency-key');
    if (key === undefined || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
    const detail = 'must be 1 to 255 visible ASCII characters';
    throw invalidInput({ pointer: '/Idempotency-Key', detail });
  },
  [
    documented({
      name: 'Idempotency-Key',
      required: false,
      description: 'Sent again with the same request, it gets the first answer again, for 24 hours',
      schema: { type: 'string', maxLength: 255, example: '6f0c1d1e-8f0b-4a86-9a4e-0a4c7c1f3b52' },
    }),
  ],
);

@Injectable()
class VersionTag implements NestInterceptor<{ version: number }> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<{ version: number }>,
  ): Observable<{ version: number }> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        reply.header('etag', `"${answer.version}"`);
        return answer;
      }),
    );
  }
}

/** Names the version of what is answered as its `ETag` (RFC 9110, 8.8.3). */
export const Tagged = (): MethodDecorator & ClassDecorator => UseInterceptors(VersionTag);
