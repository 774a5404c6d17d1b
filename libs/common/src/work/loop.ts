import { minute } from '../units.js';

export interface LoopOptions {
  /** What it does, as operators are told when it does not end */
  readonly name: string;
  /** Milliseconds that a round may last at most before the loop is stuck; a minute by default */
  readonly longestRound?: number;
  /**
   * One round.
   *
   * @param signal aborted when the loop is stopped: long rounds end early
   * @returns milliseconds until the next round, where that is not `pause`; 0 when there is more to do at once
   */
  readonly work: (signal: AbortSignal) => Promise<number | undefined> | Promise<void>;
  /** Milliseconds between the end of a round and the next round */
  readonly pause: number;
  /** The same after a round that failed; `pause` by default */
  readonly pauseAfterFailure?: number;
  /** Milliseconds that a nudge waits, so that one round serves all the nudges of that time; none by default */
  readonly gather?: number | (() => number);
  /** Is told why a round failed. The next round follows all the same. */
  readonly onError: (error: Error) => void;
}

const running = new Set<Loop>();

/**
 * The loops of this process that do not turn any more. No wait is without a deadline, so there should never be one; if
 * there is, the process is of no use until it is started anew.
 *
 * @param times how many times its longest round a round has to last
 * @returns their names
 */
export const stuckLoops = (times = 1): string[] =>
  [...running].filter((loop) => loop.isStuck(times)).map(({ name }) => name);

/** Work that is done in rounds until it is stopped: one round at a time, with a pause between two. */
export class Loop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private isNudged = false;
  private wake: () => void = () => undefined;
  /** When the round in hand began; none between two */
  private roundBegan: number | undefined;

  constructor(private readonly options: LoopOptions) {}

  get name(): string {
    return this.options.name;
  }

  /** @param times as of {@link stuckLoops} */
  isStuck(times: number): boolean {
    const { longestRound = minute } = this.options;
    return this.roundBegan !== undefined && performance.now() - this.roundBegan > times * longestRound;
  }

  /**
   * Begins, once: a loop that runs or has run does not begin again.
   *
   * @param after milliseconds until the first round
   */
  start(after = 0): void {
    this.running ??= this.run(after);
  }

  /** Ends the pause: there is something to do. */
  nudge(): void {
    if (this.isNudged) return;
    this.isNudged = true;
    this.wake();
  }

  /** Resolves after the round in hand; no other follows. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  private async run(after: number): Promise<void> {
    running.add(this);
    await this.turn(after);
    running.delete(this);
  }

  private async turn(after: number): Promise<void> {
    if (after > 0) await this.idle(after);
    while (!this.stopping.signal.aborted) {
      // Before the round: a nudge that comes during it may be about what the round has passed already.
      this.isNudged = false;
      const pause = await this.round();
      if (pause > 0) await this.idle(pause);
    }
  }

  private async round(): Promise<number> {
    const { work, pause, pauseAfterFailure = pause, onError } = this.options;
    this.roundBegan = performance.now();
    try {
      return (await work(this.stopping.signal)) ?? pause;
    } catch (error) {
      onError(error as Error);
      return pauseAfterFailure;
    } finally {
      this.roundBegan = undefined;
    }
  }

  private async idle(milliseconds: number): Promise<void> {
    if (!this.isNudged) await this.sleep(milliseconds);
    if (!this.isNudged) return;
    const { gather = 0 } = this.options;
    await this.sleep(typeof gather === 'number' ? gather : gather());
  }

  /** Ends early when the loop is nudged or stopped. */
  private sleep(milliseconds: number): Promise<void> {
    if (this.stopping.signal.aborted || milliseconds === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
