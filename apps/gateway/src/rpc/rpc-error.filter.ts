import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type RmqContext } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import { AppError } from '#libs/common';
import { SecurityLog } from '../operations/security/security-log.service.js';

/** Answers a failed request with the same code as REST does, and with nothing that is not meant for the caller. */
@Catch()
export class RpcErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Rpc');

  constructor(private readonly securityLog: SecurityLog) {}

  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    const pattern = host.switchToRpc().getContext<RmqContext>().getPattern();
    this.securityLog.requestRefused(pattern, error instanceof AppError ? error.code : 'internal');
    if (error instanceof AppError) {
      const { code, kind, message, details } = error;
      return throwError(() => ({ code, kind, message, ...details }));
    }
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return throwError(() => ({ code: 'internal', kind: 'internal', message: 'The request failed.' }));
  }
}
