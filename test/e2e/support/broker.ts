import { topologyOf } from '../../../libs/messaging/src/rabbitmq/topology.js';
import { withRabbitmq } from '../../support/run/connections.js';

/** The exchanges and queues of one namespace, seen past the apps. */
export interface Queues {
  /** Name of the exchange of events */
  readonly events: string;
  /** Publishes a body as it is, and waits for the confirm. */
  publish(routingKey: string, body: string): Promise<void>;
  /** Takes everything out of the dead-letter queue. */
  takeDead(): Promise<string[]>;
  /** How many messages wait to be taken, and how many consumers there are; fails when the queue is gone. */
  notifications(): Promise<{ readonly waiting: number; readonly consumers: number }>;
  deleteNotifications(): Promise<void>;
  /** Throws away what waits to be taken. */
  purgeNotifications(): Promise<void>;
}

export function queuesOf(url: string, namespace: string): Queues {
  const { events, notificationsQueue, deadLetterQueue } = topologyOf(namespace);
  return {
    events,
    publish: (routingKey, body) =>
      withRabbitmq(url, async (connection) => {
        const channel = await connection.createConfirmChannel();
        channel.publish(events, routingKey, Buffer.from(body), { persistent: true });
        await channel.waitForConfirms();
      }),
    takeDead: () =>
      withRabbitmq(url, async (connection) => {
        const channel = await connection.createChannel();
        const bodies: string[] = [];
        for (let message = await channel.get(deadLetterQueue); message !== false;) {
          bodies.push(message.content.toString());
          channel.ack(message);
          message = await channel.get(deadLetterQueue);
        }
        await channel.close();
        return bodies;
      }),
    notifications: () =>
      withRabbitmq(url, async (connection) => {
        const channel = await connection.createChannel();
        // A queue that is gone is an error of the channel, which the promise tells as well.
        channel.on('error', () => undefined);
        const { messageCount, consumerCount } = await channel.checkQueue(notificationsQueue);
        return { waiting: messageCount, consumers: consumerCount };
      }),
    deleteNotifications: () =>
      withRabbitmq(url, async (connection) => {
        const channel = await connection.createChannel();
        await channel.deleteQueue(notificationsQueue);
      }),
    purgeNotifications: () =>
      withRabbitmq(url, async (connection) => {
        const channel = await connection.createChannel();
        await channel.purgeQueue(notificationsQueue);
      }),
  };
}
