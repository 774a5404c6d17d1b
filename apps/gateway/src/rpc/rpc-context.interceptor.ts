import { randomUUID } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type RmqContext } from '@nestjs/microservices';
import { type ConsumeMessage } from 'amqplib';
import { Observable } from 'rxjs';
import { runInContext, traceparentAfter } from '#libs/common';
import { acceptableId } from '../http/answers/request-log.js';

/** Gives every request its id and its trace: the caller's, where the request names them. */
@Injectable()
export class RpcContextInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { properties } = context
      .switchToRpc()
      .getContext<RmqContext>()
      .getMessage() as unknown as ConsumeMessage;
    const headers = (properties.headers ?? {}) as Readonly<Record<string, unknown>>;
    const requestId = acceptableId(headers['x-request-id']) ?? randomUUID();
    const traceparent = traceparentAfter(headers.traceparent);
    return new Observable((subscriber) =>
      runInContext({ requestId, traceparent }, () => next.handle().subscribe(subscriber)),
    );
  }
}
