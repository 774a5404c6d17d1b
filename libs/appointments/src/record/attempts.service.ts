import { Injectable } from '@nestjs/common';
import { InjectMetric } from '#libs/metrics';
import { Counter } from 'prom-client';
import { OutboxRelay } from '#libs/messaging';

/** What came of an attempt; the label of `docket_appointments_total`. */
export type AttemptResult =
  | 'booked'
  | 'confirmed'
  | 'rescheduled'
  | 'cancelled'
  | 'checked_in'
  | 'completed'
  | 'no_show'
  | 'undone'
  | 'lapsed'
  | 'slot_taken'
  | 'refused';

/** Counts what comes of attempts, and tells the relay that there is an event to publish. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly relay: OutboxRelay,
    @InjectMetric('docket_appointments_total') private readonly counted: Counter<'result'>,
  ) {}

  /** A change is committed, its event with it; or several at once. */
  committed(result: AttemptResult, count = 1): void {
    this.relay.nudge();
    this.counted.inc({ result }, count);
  }

  /** An attempt was refused. */
  refused(result: 'slot_taken' | 'refused'): void {
    this.counted.inc({ result });
  }
}
