import pLimit, { type LimitFunction } from 'p-limit';
import { busy } from './crypto.errors.js';

/** Does a few pieces of work at a time and lets a few more wait; who comes after those is turned away at once. */
export class BoundedWork {
  private readonly limit: LimitFunction;

  constructor(
    atOnce: number,
    private readonly mostWaiting: number,
  ) {
    this.limit = pLimit(atOnce);
  }

  /** @throws AppError `auth.busy` when too many are waiting already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.limit.activeCount + this.limit.pendingCount >= this.limit.concurrency + this.mostWaiting)
      throw busy();
    return this.limit(work);
  }
}
