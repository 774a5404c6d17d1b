const failuresToOpen = 5;
const shortestPause = 1000;
const longestPause = 60_000;

/**
 * Stops asking a provider that does not answer, so that messages keep their attempts for when it is back. After a pause
 * one message tries; the pauses grow as long as it fails.
 */
export class Breaker {
  private failures = 0;
  private openUntil = 0;
  private pause = shortestPause;

  /**
   * How many messages may be sent now.
   *
   * @param now milliseconds on any clock that never goes back
   * @param wanted how many there could be
   */
  allowance(now: number, wanted: number): number {
    if (this.failures < failuresToOpen) return wanted;
    return now < this.openUntil ? 0 : Math.min(wanted, 1);
  }

  get isOpen(): boolean {
    return this.failures >= failuresToOpen;
  }

  succeeded(): void {
    this.failures = 0;
    this.pause = shortestPause;
  }

  /** @param retryAfter milliseconds that the provider asked for */
  failed(now: number, retryAfter = 0): void {
    this.failures += 1;
    if (!this.isOpen) return;
    this.openUntil = now + Math.max(this.pause, retryAfter);
    this.pause = Math.min(this.pause * 2, longestPause);
  }
}
