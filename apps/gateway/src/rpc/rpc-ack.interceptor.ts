import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type RmqContext } from '@nestjs/microservices';
import { type Channel, type ConsumeMessage } from 'amqplib';
import { finalize, type Observable } from 'rxjs';

/** Acknowledges a request once it is answered, with an error too: the caller sees it and decides whether to ask again. */
@Injectable()
export class RpcAckInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const transport = context.switchToRpc().getContext<RmqContext>();
    const channel = transport.getChannelRef() as Channel;
    return next.handle().pipe(
      finalize(() => {
        try {
          channel.ack(transport.getMessage() as unknown as ConsumeMessage);
        } catch {
          // The channel is gone, and with it the request: the broker hands it to another gateway.
        }
      }),
    );
  }
}
