import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { type RmqContext } from '@nestjs/microservices';
import { catchError, type Observable, throwError, timeout, TimeoutError } from 'rxjs';
import { unavailable } from '#libs/common';

/** As long as a request may wait to be taken: no caller waits for longer */
const milliseconds = 30_000;

/** Answers what takes too long, instead of holding one of the places for requests for ever. */
@Injectable()
export class RpcDeadlineInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Rpc');

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      timeout(milliseconds),
      catchError((error: unknown) => {
        if (!(error instanceof TimeoutError)) return throwError(() => error);
        const pattern = context.switchToRpc().getContext<RmqContext>().getPattern();
        this.logger.error(`${pattern} took longer than ${milliseconds} ms and was answered as unavailable`);
        return throwError(() => unavailable('The answer'));
      }),
    );
  }
}
