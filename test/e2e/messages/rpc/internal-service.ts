import { randomUUID } from 'node:crypto';
import { type Channel, connect, type Options } from 'amqplib';
import { withRabbitmq } from '../../../support/run/connections.js';
import { eventually } from '../../../support/wait.js';

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
  throwIn(content: string | Buffer, options?: Options.Publish): void;
  /** Sends a message as it was sent before, and waits for its last packet. */
  replay(sent: Sent): Promise<Reply>;
  /** The last message that {@link ask} sent */
  last(): Sent;
  /** Where answers come to this service */
  readonly replyTo: string;
  /** How many requests wait in the queue */
  waiting(): Promise<number>;
  close(): Promise<void>;
}

/** A message as it went to the broker. */
export interface Sent {
  readonly content: Buffer;
  readonly headers: Readonly<Record<string, unknown>> | undefined;
  readonly correlationId: string;
}

export type HeadersOf = (content: Buffer, replyTo: string) => Record<string, unknown>;

type Waiting = Map<string, (packet: Packet) => void>;

/** @returns the queue of the answers: the one that asks signs its name */
async function receive(channel: Channel, waiting: Waiting): Promise<string> {
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.consume(
    queue,
    (message) => {
      if (message === null) return;
      const packet = JSON.parse(message.content.toString()) as Packet;
      waiting.get(String(message.properties.correlationId))?.(packet);
    },
    { noAck: true },
  );
  return queue;
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
  const replyTo = await receive(channel, waiting);
  let last: Sent | undefined;
  const send = (sent: Sent): Promise<Reply> => {
    const { content, headers, correlationId } = sent;
    last = sent;
    const answer = lastPacket(waiting, correlationId);
    channel.sendToQueue(queue, content, { replyTo, correlationId, ...(headers && { headers }) });
    return answer;
  };
  return {
    replyTo,
    replay: send,
    last: () => {
      if (last === undefined) throw new Error('Nothing was sent yet.');
      return last;
    },
    ask: (pattern, data, headersOf) => {
      const id = randomUUID();
      const content = Buffer.from(JSON.stringify({ pattern, id, data }));
      return send({ content, headers: headersOf?.(content, replyTo), correlationId: id });
    },
    throwIn: (content, options) => {
      channel.sendToQueue(queue, Buffer.from(content), options);
    },
    waiting: async () => (await channel.checkQueue(queue)).messageCount,
    close: () => connection.close(),
  };
}
