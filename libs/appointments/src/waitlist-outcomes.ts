import { Injectable } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';
import { Outcomes } from './outcomes.js';

/** Counts what becomes of offers; the label of `docket_waitlist_offers_total`. */
@Injectable()
export class WaitlistOutcomes {
  constructor(
    private readonly outcomes: Outcomes,
    @InjectMetric('docket_waitlist_offers_total') private readonly counted: Counter<'result'>,
  ) {}

  /** It has been committed. */
  committed(result: 'made' | 'accepted' | 'declined' | 'lapsed'): void {
    this.counted.inc({ result });
    if (result === 'accepted') this.outcomes.committed('booked');
  }
}
