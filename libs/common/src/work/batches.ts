/** How long a piece of work may take before the next is begun beside it, in milliseconds. */
const patience = 25;

/**
 * Lets work that can be done together gather while such work is going on. What comes first begins at once; what comes
 * while it is on its way begins together when that has ended, or has taken its time: work that waits for something does
 * not hold up what comes after it.
 *
 * Fits DataLoader: {@link Batches.schedule} is its `batchScheduleFn`, and its batch function does its work by {@link Batches.send}.
 */
export class Batches {
  private readonly waiting: (() => void)[] = [];
  /** How many pieces of work the next has to wait for */
  private inTheWay = 0;

  /** Calls `begin` when it is its turn, never before the caller has gone on. */
  readonly schedule = (begin: () => void): void => {
    this.waiting.push(begin);
    setImmediate(() => {
      if (this.inTheWay === 0) this.next();
    });
  };

  /** Does a piece of work, which what is scheduled meanwhile waits for. */
  async send<T>(work: () => Promise<T>): Promise<T> {
    this.inTheWay += 1;
    let isInTheWay = true;
    const leave = (): void => {
      if (!isInTheWay) return;
      isInTheWay = false;
      this.inTheWay -= 1;
      if (this.inTheWay === 0) this.next();
    };
    const late = setTimeout(leave, patience);
    try {
      return await work();
    } finally {
      clearTimeout(late);
      leave();
    }
  }

  private next(): void {
    this.waiting.shift()?.();
  }
}
