import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type RmqContext } from '@nestjs/microservices';
import { defer, finalize, mergeMap, type Observable } from 'rxjs';
import { AuditService } from '#libs/audit';
import { beginNoting } from '../operations/audit/noted-request.js';
import { subjectsOf } from '../operations/audit/subjects.js';
import { callerOf } from './rpc-caller.js';

/** Notes whose data leaves to which service and what it changes, as the audit interceptor of HTTP does. */
@Injectable()
export class RpcAuditInterceptor implements NestInterceptor {
  constructor(private readonly audit: AuditService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return defer(() => {
      const caller = callerOf(context);
      const action = `RPC ${context.switchToRpc().getContext<RmqContext>().getPattern()}`;
      const noting = beginNoting(action, caller);
      return next.handle().pipe(
        mergeMap(async (answer: unknown) => {
          noting.end();
          if (caller !== undefined)
            await this.audit.record(caller, action, noting.unnoted(subjectsOf(answer)));
          return answer;
        }),
        finalize(noting.end),
      );
    });
  }
}
