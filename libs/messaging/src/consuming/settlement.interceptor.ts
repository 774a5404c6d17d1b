import { setTimeout as pause } from 'node:timers/promises';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { RmqContext } from '@nestjs/microservices';
import { type ConfirmChannel, type ConsumeMessage } from 'amqplib';
import { defer, ignoreElements, lastValueFrom, type Observable } from 'rxjs';
import { runInContext } from '#libs/common';
import { DeadLetters } from './dead-letters.service.js';
import { Deliveries, type Outcome } from './deliveries.service.js';
import { asEnvelope } from '../events/envelope.js';
import { contextOf } from '../events/event-context.js';
import { EventRetriesRepository } from './event-retries.repository.js';
import { type EventEnvelope } from '../events/events.js';
import { isHopeless, pauseAfter, reasonOf } from './failures.js';

const mostPauseMilliseconds = 15_000;

type Handle = (event: EventEnvelope) => Promise<unknown>;

/**
 * Settles every event exactly once, on the channel that it came by, because Nest neither acknowledges what succeeded nor
 * rejects what failed:
 *
 * - handled: acknowledged;
 * - refused as invalid: to the dead-letter queue, with the reason;
 * - failed in any other way: kept in PostgreSQL to be tried again, and acknowledged;
 * - PostgreSQL away, so that it cannot be kept either: tried again here, with pauses, while the message stays ours.
 */
@Injectable()
export class SettlementInterceptor implements NestInterceptor {
  private readonly logger = new Logger(SettlementInterceptor.name);

  constructor(
    private readonly deliveries: Deliveries,
    private readonly retries: EventRetriesRepository,
    private readonly deadLetters: DeadLetters,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const rpc = context.switchToRpc();
    const transport = rpc.getContext<unknown>();
    const handle: Handle = (event) =>
      runInContext(contextOf(event), () => lastValueFrom(next.handle(), { defaultValue: undefined }));
    const data: unknown = rpc.getData();
    return defer(() =>
      transport instanceof RmqContext
        ? this.settle(transport, data, handle)
        : this.handleOrPark(asEnvelope(data), handle),
    ).pipe(ignoreElements());
  }

  private async settle(transport: RmqContext, data: unknown, handle: Handle): Promise<void> {
    const channel = transport.getChannelRef() as ConfirmChannel;
    const message = transport.getMessage() as unknown as ConsumeMessage;
    const type = message.fields.routingKey;
    await this.deliveries.count(type, async () => {
      const outcome = await this.outcomeOf(channel, message, data, handle);
      try {
        if (outcome === 'requeued') channel.nack(message, false, true);
        else channel.ack(message);
      } catch (error) {
        // The channel is gone, and with it this delivery: the broker sends the message again.
        this.logger.warn(`A delivery could not be settled: ${(error as Error).message}`);
      }
      return outcome;
    });
  }

  private async outcomeOf(
    channel: ConfirmChannel,
    message: ConsumeMessage,
    data: unknown,
    handle: Handle,
  ): Promise<Outcome> {
    try {
      return await this.handleOrPark(asEnvelope(data), handle);
    } catch (error) {
      const reason = reasonOf(error);
      if (!isHopeless(error)) return 'requeued';
      this.logger.error(`${message.fields.routingKey} is put aside: ${reason}`);
      const { id } = (data ?? {}) as { readonly id?: unknown };
      return await this.deadLetters.add(channel, message.content, reason, id).then(
        () => 'dead_lettered',
        () => 'requeued',
      );
    }
  }

  /** @throws whatever makes the event hopeless, or what it failed with when the process stops before it can be kept */
  private async handleOrPark(event: EventEnvelope, handle: Handle): Promise<'handled' | 'parked'> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await handle(event);
        return 'handled';
      } catch (error) {
        if (isHopeless(error)) throw error;
        if (await this.park(event, error)) return 'parked';
        if (this.deliveries.draining) throw error;
        await pause(Math.min(100 * 2 ** attempt, mostPauseMilliseconds));
      }
    }
  }

  private async park(event: EventEnvelope, error: unknown): Promise<boolean> {
    const text = error instanceof Error ? error.message : String(error);
    try {
      await this.retries.park(event, reasonOf(error), pauseAfter(1));
      this.logger.warn(`${event.type} ${event.id} failed and will be tried again: ${text}`);
      return true;
    } catch {
      return false;
    }
  }
}
