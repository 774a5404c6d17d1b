import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError } from '#libs/common';

export const eventStream = 'text/event-stream';

/** Lets only those in who ask for an event stream: whoever came by mistake would wait for an answer that never ends. */
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
