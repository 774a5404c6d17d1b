import { Temporal } from 'temporal-polyfill';

/** Where "now" comes from, so that tests can choose it. */
export abstract class Clock {
  abstract now(): Temporal.Instant;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  override now(): Temporal.Instant {
    return Temporal.Now.instant();
  }
}
