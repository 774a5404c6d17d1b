import { connect } from 'amqplib';

/** Everything that was published to one exchange, headers and all. */
export interface Listener {
  messages(): readonly Heard[];
  close(): Promise<void>;
}

export interface Heard {
  readonly routingKey: string;
  /** Properties and content as text */
  readonly text: string;
  readonly content: unknown;
}

/** Listens to a topic exchange from now on. */
export async function listenTo(url: string, exchange: string): Promise<Listener> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, exchange, '#');
  const heard: Heard[] = [];
  await channel.consume(
    queue,
    (message) => {
      if (message === null) return;
      const content = message.content.toString();
      heard.push({
        routingKey: message.fields.routingKey,
        text: JSON.stringify(message.properties) + content,
        content: JSON.parse(content) as unknown,
      });
    },
    { noAck: true },
  );
  return { messages: () => heard, close: () => connection.close() };
}
