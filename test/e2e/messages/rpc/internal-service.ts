import { randomUUID } from 'node:crypto';
import { type Channel, connect } from 'amqplib';
import { withRabbitmq } from '../../../support/run/connections.js';
import { eventually } from '../../../support/wait.js';

/** RabbitMQ hands what is sent there to the channel that asked, without a queue. */
const directReply = 'amq.rabbitmq.reply-to';
const answerMilliseconds = 10_000;

/** What Nest sends back: an answer or an error, and whether it is the last packet. */
interface Packet {
  readonly id?: string;
  readonly response?: unknown;
  readonly err?: unknown;
  readonly isDisposed?: boolean;
}

export interface Reply {
  readonly response: unknown;
  readonly err: unknown;
  /** The packet that said so, as it came */
  readonly packet: unknown;
}

/** A service beside Docket that knows nothing of Nest but the form of its messages. */
export interface InternalService {
  /**
   * Sends a request and waits for its last packet.
   *
   * @param headersOf makes the headers of the message, such as a signature of its content
   */
  ask(pattern: unknown, data: unknown, headersOf?: HeadersOf): Promise<Reply>;
  /** Sends bytes that expect no answer. */
  throwIn(content: string | Buffer, options?: { correlationId?: string; replyTo?: string }): void;
  /** How many requests wait in the queue */
  waiting(): Promise<number>;
  close(): Promise<void>;
}

export type HeadersOf = (content: Buffer) => Record<string, unknown>;

type Waiting = Map<string, (packet: Packet) => void>;

async function receive(channel: Channel, waiting: Waiting): Promise<void> {
  await channel.consume(
    directReply,
    (message) => {
      if (message === null) return;
      const packet = JSON.parse(message.content.toString()) as Packet;
      waiting.get(String(message.properties.correlationId))?.(packet);
    },
    { noAck: true },
  );
}

function lastPacket(waiting: Waiting, id: string): Promise<Reply> {
  return new Promise<Reply>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('No answer came over RabbitMQ.'));
    }, answerMilliseconds);
    let response: unknown;
    let telling: unknown;
    waiting.set(id, (packet) => {
      response = packet.response ?? response;
      if (packet.response !== undefined || packet.err !== undefined) telling = packet;
      // Nest ends with a packet of its own, but for a pattern that it does not know.
      if (packet.isDisposed !== true && packet.err === undefined) return;
      clearTimeout(timer);
      waiting.delete(id);
      resolve({ response, err: packet.err, packet: telling });
    });
  });
}

/** A message to a queue that is not there yet would be dropped without a word. */
async function untilServed(url: string, queue: string): Promise<void> {
  await eventually(() =>
    withRabbitmq(url, async (connection) => {
      const channel = await connection.createChannel();
      channel.on('error', () => undefined);
      return (await channel.checkQueue(queue)).consumerCount > 0;
    }),
  );
}

/** Connects to the broker as a service that asks by the queue `queue`, once it is served. */
export async function anInternalService(url: string, queue: string): Promise<InternalService> {
  await untilServed(url, queue);
  const connection = await connect(url, { noDelay: true });
  const channel = await connection.createChannel();
  const waiting: Waiting = new Map();
  await receive(channel, waiting);
  return {
    ask: (pattern, data, headersOf) => {
      const id = randomUUID();
      const last = lastPacket(waiting, id);
      const content = Buffer.from(JSON.stringify({ pattern, id, data }));
      const headers = headersOf?.(content);
      channel.sendToQueue(queue, content, {
        replyTo: directReply,
        correlationId: id,
        ...(headers && { headers }),
      });
      return last;
    },
    throwIn: (content, options) => {
      channel.sendToQueue(queue, Buffer.from(content), options);
    },
    waiting: async () => (await channel.checkQueue(queue)).messageCount,
    close: () => connection.close(),
  };
}
