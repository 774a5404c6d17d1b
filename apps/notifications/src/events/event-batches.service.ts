import { Injectable, Logger } from '@nestjs/common';
import { outsideRequests, runInContext } from '#libs/common';
import { contextOf, type EventEnvelope, reasonOf } from '#libs/messaging';
import { Once } from './once.service.js';
import { isAboutVisit } from './visit-news.service.js';

/** Few enough for a transaction of some ten milliseconds, during which no one else changes these visits. */
const mostTogether = 50;
/** One is planned while PostgreSQL works for the other. */
const mostBatches = 2;

/** Events with the same are handled one after the other: those of one visit, as an inbox is read from top to bottom. */
const turnOf = (event: EventEnvelope): number | string =>
  isAboutVisit(event) ? event.data.appointmentId : event.id;

interface Waiting {
  readonly event: EventEnvelope;
  readonly handled: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Handles events together that come while others are on their way. One that comes alone waits for nothing, and one that
 * fails is tried alone, so that it fails none of the others.
 */
@Injectable()
export class EventBatches {
  private readonly logger = new Logger(EventBatches.name);
  private waiting: Waiting[] = [];
  private readonly inHand = new Set<number | string>();
  private batches = 0;
  private isScheduled = false;

  constructor(private readonly once: Once) {}

  /** Resolves when what the event calls for is committed; rejects with what the event fails with when it is alone. */
  handle(event: EventEnvelope): Promise<void> {
    return new Promise((handled, failed) => {
      this.waiting.push({ event, handled, failed });
      this.schedule();
    });
  }

  /** All that has arrived at this moment is there before the first batch begins. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    // A batch belongs to none of the requests that caused its events.
    outsideRequests(() =>
      setImmediate(() => {
        this.begin();
      }),
    );
  }

  private begin(): void {
    this.isScheduled = false;
    while (this.batches < mostBatches) {
      const taken = this.take();
      if (taken.length === 0) break;
      void this.work(taken);
    }
  }

  private take(): readonly Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    for (const each of this.waiting) {
      const turn = turnOf(each.event);
      const isTaken = taken.length < mostTogether && !this.inHand.has(turn);
      (isTaken ? taken : left).push(each);
      // What comes later in the same turn stays behind what could not be taken.
      if (isTaken) this.inHand.add(turn);
    }
    this.waiting = left;
    return taken;
  }

  private async work(taken: readonly Waiting[]): Promise<void> {
    this.batches += 1;
    const [first] = taken;
    if (taken.length === 1 && first !== undefined) await this.alone(first);
    else for (const each of await this.together(taken)) void this.alone(each);
    this.batches -= 1;
    this.schedule();
  }

  /** @returns those that have to be handled alone, which keep no others waiting */
  private async together(taken: readonly Waiting[]): Promise<readonly Waiting[]> {
    try {
      const handled = await this.once.handleTogether(taken.map(({ event }) => event));
      for (const each of taken) if (handled.has(each.event.id)) this.settle(each, each.handled);
      return taken.filter(({ event }) => !handled.has(event.id));
    } catch (error) {
      this.logger.warn(`${taken.length} events are handled one by one: ${reasonOf(error)}`);
      return taken;
    }
  }

  private async alone(each: Waiting): Promise<void> {
    const { event, handled, failed } = each;
    try {
      await runInContext(contextOf(event), () => this.once.handleAlone(event));
      this.settle(each, handled);
    } catch (error) {
      this.settle(each, () => {
        failed(error);
      });
    }
    this.schedule();
  }

  private settle({ event }: Waiting, tell: () => void): void {
    this.inHand.delete(turnOf(event));
    tell();
  }
}
