import { Injectable } from '@nestjs/common';
import { InjectMetric } from '#libs/metrics';
import { Counter } from 'prom-client';
import { AttemptsService } from '../record/index.js';

/** Counts how offers begin and end, in `docket_waitlist_offers_total`. */
@Injectable()
export class OfferCounter {
  constructor(
    private readonly attempts: AttemptsService,
    @InjectMetric('docket_waitlist_offers_total') private readonly counted: Counter<'result'>,
  ) {}

  /** Counts an offer once what made or ended it is committed. */
  committed(result: 'made' | 'accepted' | 'declined' | 'lapsed'): void {
    this.counted.inc({ result });
    if (result === 'accepted') this.attempts.committed('booked');
  }
}
