import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type RmqContext } from '@nestjs/microservices';
import { mergeMap, type Observable } from 'rxjs';
import { AuditService } from '#libs/audit';
import { subjectsOf } from '../operations/audit/subjects.js';
import { callerOf } from './rpc-caller.js';

/** Notes whose data leaves to which service, as the audit interceptor of HTTP does. */
@Injectable()
export class RpcAuditInterceptor implements NestInterceptor {
  constructor(private readonly audit: AuditService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const caller = callerOf(context);
        if (caller === undefined) return answer;
        const pattern = context.switchToRpc().getContext<RmqContext>().getPattern();
        await this.audit.record(caller, `RPC ${pattern}`, subjectsOf(answer));
        return answer;
      }),
    );
  }
}
