/** Lets some pieces of work of the same kind run at once; the others wait for their turn. */
export class Turns {
  private readonly waiting = new Map<string, { running: number; readonly queue: (() => void)[] }>();

  constructor(private readonly most: number) {}

  async run<T>(kind: string, work: () => Promise<T>): Promise<T> {
    const line = this.waiting.get(kind) ?? { running: 0, queue: [] };
    this.waiting.set(kind, line);
    if (line.running < this.most) line.running += 1;
    else await new Promise<void>((resolve) => line.queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.queue.shift();
      if (next !== undefined) next();
      else if (--line.running === 0) this.waiting.delete(kind);
    }
  }
}
