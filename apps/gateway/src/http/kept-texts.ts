import { type FastifyReply } from 'fastify';

/**
 * Answers with JSON that is written already.
 *
 * @returns what a handler is to return in place of an answer: something that nobody reads
 */
export function asWritten(text: string, reply: FastifyReply): never {
  reply.type('application/json; charset=utf-8').serializer(() => text);
  return {} as never;
}

export interface KeptText {
  /** Stays the same as long as the text is true */
  readonly state: string;
  readonly text: string;
}

/** Answers as text, each with what it was true for. The oldest give way when there are too many characters. */
export class KeptTexts<More extends object = object> {
  private readonly kept = new Map<string, KeptText & More>();
  private size = 0;

  constructor(private readonly mostCharacters: number) {}

  get(key: string): (KeptText & More) | undefined {
    return this.kept.get(key);
  }

  set(key: string, entry: KeptText & More): void {
    this.remove(key);
    this.kept.set(key, entry);
    this.size += entry.text.length;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.mostCharacters) break;
      this.remove(oldest);
    }
  }

  private remove(key: string): void {
    this.size -= this.kept.get(key)?.text.length ?? 0;
    this.kept.delete(key);
  }
}
