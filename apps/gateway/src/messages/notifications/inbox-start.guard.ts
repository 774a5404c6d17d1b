import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type ActiveSession } from '#libs/auth';
import { largestId } from '#libs/common';
import { InAppMessagesService } from '#libs/notifications';

interface Opening extends FastifyRequest {
  user?: ActiveSession;
  inboxStart?: number;
}

const lastIdOf = (header: string | string[] | undefined): number | undefined => {
  const id = typeof header === 'string' && /^\d{1,10}$/.test(header) ? Number(header) : undefined;
  return id !== undefined && id <= largestId ? id : undefined;
};

const openingOf = (context: ExecutionContext): Opening => context.switchToHttp().getRequest<Opening>();

/**
 * Finds out after which message a stream begins: the one that `Last-Event-ID` names, or else the newest. A guard knows it
 * before the client learns that the stream is open, so that what comes after that belongs to it; a handler does not.
 */
@Injectable()
export class InboxStartGuard implements CanActivate {
  constructor(private readonly messages: InAppMessagesService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const opening = openingOf(context);
    if (opening.user === undefined) return false;
    opening.inboxStart =
      lastIdOf(opening.headers['last-event-id']) ?? (await this.messages.latestId(opening.user));
    return true;
  }
}

/** The number of the message after which a stream begins that {@link InboxStartGuard} has let pass. */
export const InboxStart = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => openingOf(context).inboxStart ?? 0,
);
