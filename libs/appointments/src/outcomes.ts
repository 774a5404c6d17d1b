import { Injectable } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';
import { OutboxRelay } from '#libs/messaging';

/** What became of an attempt; the label of `docket_appointments_total`. */
export type Outcome =
  | 'booked'
  | 'confirmed'
  | 'rescheduled'
  | 'cancelled'
  | 'checked_in'
  | 'completed'
  | 'no_show'
  | 'slot_taken'
  | 'refused';

/** Counts what becomes of attempts, and passes on that there is something to publish. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly relay: OutboxRelay,
    @InjectMetric('docket_appointments_total') private readonly counted: Counter<'result'>,
  ) {}

  /** A change has been committed, its event with it; or several at once. */
  committed(outcome: Outcome, count = 1): void {
    this.relay.nudge();
    this.counted.inc({ result: outcome }, count);
  }

  /** An attempt was turned down. */
  refused(outcome: 'slot_taken' | 'refused'): void {
    this.counted.inc({ result: outcome });
  }
}
