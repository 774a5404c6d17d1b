import { createHash } from 'node:crypto';
import { type GetMessage } from 'amqplib';
import { reasonHeader } from '#libs/messaging';

/** A message that was given up, or that no queue was bound to, as operators see it. */
export interface DeadLetter {
  /** The event's, or a part of the content's hash when it is no event */
  readonly id: string;
  readonly type: string;
  /** Why it is here */
  readonly reason: string;
  readonly bytes: number;
  /** No consumer has ever seen it */
  readonly isUnrouted: boolean;
  readonly message: GetMessage;
}

const death = (headers: Readonly<Record<string, unknown>>): string => {
  const [last] = (headers['x-death'] ?? []) as readonly { readonly reason?: string }[];
  return last?.reason ?? 'unknown';
};

function eventOf(content: Buffer): { readonly id?: unknown; readonly type?: unknown } {
  try {
    return (JSON.parse(content.toString()) as { data?: object } | null)?.data ?? {};
  } catch {
    return {};
  }
}

/**
 * Reads what can be read of a dead letter; nothing can be relied on in it.
 *
 * @param isUnrouted whether it was taken from the queue of what had none to go to
 */
export function toDeadLetter(message: GetMessage, isUnrouted: boolean): DeadLetter {
  const { content, properties } = message;
  const headers = (properties.headers ?? {}) as Readonly<Record<string, unknown>>;
  const { id, type } = eventOf(content);
  const reason = headers[reasonHeader];
  return {
    id: typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : hashOf(content),
    type: typeof type === 'string' && /^[\w.]{1,64}$/.test(type) ? type : '-',
    reason: isUnrouted ? 'unrouted' : typeof reason === 'string' ? reason : death(headers),
    bytes: content.length,
    isUnrouted,
    message,
  };
}

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 12);
