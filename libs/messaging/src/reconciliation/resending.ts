import { type ConfirmChannel, type GetMessage } from 'amqplib';
import { unavailable, within } from '#libs/common';
import { type EventEnvelope } from '../events/events.js';
import { type Topology } from '../rabbitmq/topology.js';

const confirmMilliseconds = 5000;
const batchSize = 100;
const mostBatches = 10;

const confirmed = (channel: ConfirmChannel): Promise<void> =>
  within(confirmMilliseconds, channel.waitForConfirms(), () => unavailable('The broker'));

/** Puts events into one queue, past the exchange. Resolves when the queue holds them. */
export async function sendTo(
  channel: ConfirmChannel,
  queue: string,
  events: readonly EventEnvelope[],
): Promise<void> {
  for (const event of events) {
    const message = JSON.stringify({ pattern: event.type, data: event });
    channel.sendToQueue(queue, Buffer.from(message), { persistent: true });
  }
  await confirmed(channel);
}

/**
 * Sends once more, to where they were bound for, messages that no queue was bound to. Those that still have none come
 * back to the end of the queue that they were taken from.
 *
 * @returns how many were sent
 */
export async function resendUnroutable(
  channel: ConfirmChannel,
  { events, unroutableQueue }: Pick<Topology, 'events' | 'unroutableQueue'>,
): Promise<number> {
  const { messageCount } = await channel.checkQueue(unroutableQueue);
  let left = Math.min(messageCount, mostBatches * batchSize);
  let sent = 0;
  while (left > 0) {
    const messages = await take(channel, unroutableQueue, Math.min(left, batchSize));
    if (messages.length === 0) break;
    await resend(channel, events, messages);
    left -= messages.length;
    sent += messages.length;
  }
  return sent;
}

/** Publishes messages again by their routing keys, and takes them out of the queue that they came from. */
export async function resend(
  channel: ConfirmChannel,
  exchange: string,
  messages: readonly GetMessage[],
): Promise<void> {
  for (const { fields, content } of messages)
    channel.publish(exchange, fields.routingKey, content, { persistent: true });
  // Only when another queue holds them may they go from this one.
  await confirmed(channel);
  for (const message of messages) channel.ack(message);
}

async function take(channel: ConfirmChannel, queue: string, limit: number): Promise<GetMessage[]> {
  const messages: GetMessage[] = [];
  while (messages.length < limit) {
    const message = await channel.get(queue);
    if (message === false) break;
    messages.push(message);
  }
  return messages;
}
