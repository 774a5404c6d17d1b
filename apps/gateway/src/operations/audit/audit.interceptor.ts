import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { catchError, defer, mergeMap, type Observable } from 'rxjs';
import { AuditService } from '#libs/audit';
import { type ActiveSession } from '#libs/auth';
import { beginNoting } from './noted-request.js';
import { subjectsOf } from './subjects.js';

/** The person that a path names. A handler that has answered has checked that it is a number. */
const namedIn = (params: unknown): number[] => {
  const { userId } = (params ?? {}) as { userId?: string };
  return userId === undefined ? [] : [Number(userId)];
};

/**
 * Notes for every route which caller gets data of which people, or names which person in the path, so that no route can
 * forget it. The entry is written before the answer leaves: without an entry there is no answer. What a route changes the
 * database notes, in the transaction of the change; the table says of which routes.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(private readonly audit: AuditService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: ActiveSession }>();
    const { user, method, routeOptions } = request;
    const action = `${method} ${(routeOptions.url ?? '').replace(/^\/v1/, '')}`;
    return defer(() => {
      const noting = beginNoting(action, user);
      return next.handle().pipe(
        mergeMap(async (answer: unknown) => {
          noting.end();
          if (user === undefined) return answer;
          const subjects = [...subjectsOf(answer), ...namedIn(request.params)];
          await this.audit.record(user, action, noting.unnoted(subjects));
          return answer;
        }),
        catchError(async (error: unknown) => {
          noting.end();
          if (noting.isAttempt(error)) await this.audit.refuse(user, action, noting.claimedId());
          throw error;
        }),
      );
    });
  }
}
