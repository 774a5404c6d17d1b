import { Injectable } from '@nestjs/common';
import { InjectMetric } from '#libs/metrics';
import { Counter } from 'prom-client';

/** What became of a delivery. */
export type Outcome = 'handled' | 'parked' | 'requeued' | 'dead_lettered';

/** Keeps count of the deliveries in work, so that a shutdown can wait for them. */
@Injectable()
export class Deliveries {
  private inWork = 0;
  private whenIdle: () => void = () => undefined;

  /** Set once the process is stopping: nothing is waited for any more. */
  draining = false;

  constructor(
    @InjectMetric('docket_events_consumed_total') private readonly consumed: Counter<'type' | 'result'>,
  ) {}

  /** Counts one delivery for as long as `work` takes, and what it came to. */
  async count(type: string, work: () => Promise<Outcome>): Promise<void> {
    this.inWork += 1;
    try {
      this.consumed.inc({ type, result: await work() });
    } finally {
      this.inWork -= 1;
      if (this.inWork === 0) this.whenIdle();
    }
  }

  /** Resolves when no delivery is in work any more. Those that wait for a service are given up: they come again. */
  async drained(): Promise<void> {
    this.draining = true;
    if (this.inWork === 0) return;
    await new Promise<void>((resolve) => {
      this.whenIdle = resolve;
    });
  }
}
