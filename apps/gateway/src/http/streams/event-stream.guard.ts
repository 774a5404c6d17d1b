import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError } from '#libs/common';

export const eventStream = 'text/event-stream';

/** Refuses a request that does not accept an event stream: its caller would wait for an answer that never ends. */
@Injectable()
export class EventStreamGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers.accept?.includes(eventStream) === true) return true;
    throw new AppError(
      'streams.not_a_stream',
      'malformed',
      'The stream has to be asked for as text/event-stream.',
    );
  }
}
