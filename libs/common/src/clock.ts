import { Temporal } from 'temporal-polyfill';

/** Where "now" comes from, so that tests can choose it. A use case reads it once and passes it down. */
export abstract class Clock {
  abstract now(): Temporal.Instant;

  /** Now, as the database takes it. */
  date(): Date {
    return new Date(this.milliseconds());
  }

  /** Now, in milliseconds since the epoch. */
  milliseconds(): number {
    return this.now().epochMilliseconds;
  }
}

/** The machine's clock. */
export class SystemClock extends Clock {
  override now(): Temporal.Instant {
    return Temporal.Now.instant();
  }
}
