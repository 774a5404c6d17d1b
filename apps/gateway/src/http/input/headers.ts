import { type ExecutionContext } from '@nestjs/common';
import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';

/** Documents a header wherever a parameter reads it. */
export const documented =
  (header: ApiHeaderOptions): ParameterDecorator =>
  (target, method) => {
    const handler = method && Object.getOwnPropertyDescriptor(target, method);
    if (handler) ApiHeader(header)(target, method, handler);
  };

/** A header of the request; several of one name are one list. */
export function headerOf(context: ExecutionContext, name: string): string | undefined {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
