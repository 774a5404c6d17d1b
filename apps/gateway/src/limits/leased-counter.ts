import { LRUCache } from 'lru-cache';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { type Counter } from './shared-counter.js';

/** How much of a quota is left, and when it is whole again. */
export interface Standing {
  readonly isWithin: boolean;
  readonly remaining: number;
  readonly seconds: number;
}

interface Lease {
  left: number;
  /** What remained for all processes when the lease was given */
  readonly elsewhere: number;
  readonly isWithin: boolean;
  /** Milliseconds since the process started */
  readonly until: number;
}

const sharesOfQuota = 100;
const mostLeases = 10_000;

/** Counts one thing, and says how it stands with the quota afterwards. */
export async function counted(counting: Promise<RateLimiterRes>): Promise<Standing> {
  let isWithin = true;
  const result = await counting.catch((refusal: unknown) => {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    isWithin = false;
    return refusal;
  });
  const { remainingPoints, msBeforeNext } = result;
  return { isWithin, remaining: remainingPoints, seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
}

/**
 * Counts every request. It takes a hundredth of the quota from Redis at a time and hands it out here, so that most
 * requests cost no round trip; a process keeps at most that much from the others. Small quotas are counted one by one.
 */
export class LeasedCounter {
  private readonly share: number;
  private readonly leases = new LRUCache<string, Promise<Lease>>({ max: mostLeases });

  constructor(private readonly counter: Counter) {
    this.share = Math.max(1, Math.floor(counter.points / sharesOfQuota));
  }

  async take(key: string): Promise<Standing> {
    for (;;) {
      const current = this.leases.get(key);
      const lease = await (current ?? this.begin(key));
      const seconds = Math.ceil((lease.until - performance.now()) / 1000);
      const isOpen = seconds > 0 && (lease.left > 0 || !lease.isWithin);
      if (isOpen) {
        if (lease.isWithin) lease.left -= 1;
        return { isWithin: lease.isWithin, remaining: lease.left + lease.elsewhere, seconds };
      }
      // Of all who find it used up, one asks for the next.
      if (this.leases.get(key) === current) this.leases.delete(key);
    }
  }

  private begin(key: string): Promise<Lease> {
    const lease = this.ask(key);
    this.leases.set(key, lease);
    return lease;
  }

  private async ask(key: string): Promise<Lease> {
    const { isWithin, remaining, seconds } = await counted(this.counter.consume(key, this.share));
    return {
      left: isWithin ? this.share : 0,
      elsewhere: remaining,
      isWithin,
      until: performance.now() + seconds * 1000,
    };
  }
}
