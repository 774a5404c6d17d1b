import { type Channel, type ConsumeMessage, type Message } from 'amqplib';

/** All that the client reads of a message that it acknowledges */
const withTag = (deliveryTag: number): Message => ({ fields: { deliveryTag } }) as Message;

/**
 * Has a channel acknowledge what is handled at the same moment together: in one frame up to the first delivery that is
 * still in hand, and one by one beyond it. Each costs the broker a look at its queue. Comes before anything is consumed.
 */
export function acknowledgeTogether(channel: Channel): void {
  /** The deliveries that nothing was said about, in the order of their tags */
  const inHand = new Set<number>();
  const handled = new Set<number>();
  const consume = channel.consume.bind(channel);
  const ack = channel.ack.bind(channel);
  const nack = channel.nack.bind(channel);
  const close = channel.close.bind(channel);

  const tell = (): void => {
    const [firstInHand = Infinity] = inHand;
    const tags = [...handled].sort((a, b) => a - b);
    handled.clear();
    const beyond = tags.filter((tag) => tag > firstInHand);
    const last = tags.at(-1 - beyond.length);
    try {
      if (last !== undefined) ack(withTag(last), true);
      for (const tag of beyond) ack(withTag(tag));
    } catch {
      // The channel is gone, and with it its deliveries: the broker sends them again.
    }
  };

  channel.consume = (queue, handle, options) => {
    const take = (message: ConsumeMessage | null): void => {
      if (message !== null) inHand.add(message.fields.deliveryTag);
      handle(message);
    };
    return consume(queue, take, options);
  };
  channel.ack = ({ fields: { deliveryTag } }) => {
    inHand.delete(deliveryTag);
    handled.add(deliveryTag);
    // What is settled by the same answer of PostgreSQL is settled by then.
    if (handled.size === 1) process.nextTick(tell);
  };
  channel.nack = (message, allUpTo, requeue) => {
    inHand.delete(message.fields.deliveryTag);
    nack(message, allUpTo, requeue);
  };
  channel.close = () => {
    tell();
    return close();
  };
}
