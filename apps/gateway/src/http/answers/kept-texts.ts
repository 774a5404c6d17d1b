import { type FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';

export const json = 'application/json; charset=utf-8';

/**
 * Answers with JSON that is written already.
 *
 * @returns a value for the handler to return; Fastify sends the text in its place
 */
export function asWritten(text: string, reply: FastifyReply): never {
  reply.type(json).serializer(() => text);
  return {} as never;
}

export interface KeptText {
  /** Stays the same as long as the text is true */
  readonly state: string;
  readonly text: string;
}

/** What an entry takes besides its texts, about: without it, millions of empty answers would fit in. */
const overhead = 256;

/**
 * Answers as text, each with what it was true for.
 *
 * @param mostCharacters of all texts together and what they answer; the least recently used give way
 */
export const keptTexts = <More extends object = object>(
  mostCharacters: number,
): LRUCache<string, KeptText & More> =>
  new LRUCache({
    maxSize: mostCharacters,
    sizeCalculation: ({ text }, key) => overhead + text.length + key.length,
  });
