import { parseArgs } from 'node:util';
import { type ConfirmChannel, connect } from 'amqplib';
import { loadBrokerEnv } from '#libs/config';
import { resend, type Topology, topologyOf } from '#libs/messaging';
import { runCommand, UsageError } from '../command.js';
import { type DeadLetter, toDeadLetter } from './dead-letter.js';

const usage = `npm run dlq -- list
npm run dlq -- show <id>
npm run dlq -- replay <id>…|--all
npm run dlq -- drop <id>…|--all

Dead letters go back to the queue that they came from; what was unrouted, because no queue was bound to its type, is
published again. --limit N looks at the first N of each (1000).`;

const commands = ['list', 'show', 'replay', 'drop'] as const;

interface Order {
  readonly command: (typeof commands)[number];
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly limit: number;
}

function readOrder(args: readonly string[]): Order {
  const options = {
    all: { type: 'boolean', default: false },
    limit: { type: 'string', default: '1000' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const command = commands.find((known) => known === positionals[0]);
  const limit = Number(values.limit);
  if (command === undefined) throw new UsageError('Say what to do.');
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit must be a whole number.');
  const ids = positionals.slice(1);
  if (command !== 'list' && ids.length === 0 && !values.all) throw new UsageError('Say which, or --all.');
  return { command, ids, all: values.all, limit };
}

/** Takes letters out of their queues; those that are not settled return to it when the channel closes. */
async function take(channel: ConfirmChannel, topology: Topology, limit: number): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for (const queue of [topology.deadLetterQueue, topology.unroutableQueue]) {
    const isUnrouted = queue === topology.unroutableQueue;
    for (let left = limit; left > 0; left -= 1) {
      const message = await channel.get(queue);
      if (message === false) break;
      letters.push(toDeadLetter(message, isUnrouted));
    }
  }
  return letters;
}

const line = ({ id, type, reason, bytes }: DeadLetter): string =>
  `${id.padEnd(36)}  ${type.padEnd(34)}  ${String(bytes).padStart(8)} B  ${reason}`;

/** Sends letters to where they should have gone. What was handled before is recognised there and not repeated. */
async function replay(
  channel: ConfirmChannel,
  { events, notificationsQueue }: Topology,
  letters: readonly DeadLetter[],
): Promise<void> {
  const dead = letters.filter(({ isUnrouted }) => !isUnrouted);
  for (const { message } of dead)
    channel.sendToQueue(notificationsQueue, message.content, { persistent: true });
  // Only when the other queue holds them may they go from this one.
  await channel.waitForConfirms();
  for (const { message } of dead) channel.ack(message);
  const unrouted = letters.filter(({ isUnrouted }) => isUnrouted);
  await resend(
    channel,
    events,
    unrouted.map(({ message }) => message),
  );
}

async function carryOut({ command, ids, all, limit }: Order, channel: ConfirmChannel): Promise<void> {
  const { NAMESPACE } = loadBrokerEnv();
  const topology = topologyOf(NAMESPACE);
  const letters = await take(channel, topology, limit);
  const chosen = all || command === 'list' ? letters : letters.filter(({ id }) => ids.includes(id));
  if (chosen.length < ids.length)
    throw new Error('Not all of these are among the dead letters and the unrouted; nothing was done.');
  if (command === 'list') {
    for (const letter of chosen) console.log(line(letter));
    const unrouted = chosen.filter(({ isUnrouted }) => isUnrouted).length;
    console.log(`${chosen.length - unrouted} dead letters, ${unrouted} unrouted`);
  } else if (command === 'show') {
    for (const letter of chosen) {
      console.log(line(letter));
      console.log(JSON.stringify(letter.message.properties.headers ?? {}, null, 2));
      console.log(letter.message.content.toString());
    }
  } else if (command === 'replay') {
    await replay(channel, topology, chosen);
    console.log(`${chosen.length} are on their way again.`);
  } else {
    for (const { message } of chosen) channel.ack(message);
    console.log(`${chosen.length} are gone.`);
  }
}

runCommand(usage, async (args) => {
  const order = readOrder(args);
  const { RABBITMQ_URL } = loadBrokerEnv();
  if (RABBITMQ_URL === undefined) throw new Error('RABBITMQ_URL is missing: there is no broker to ask.');
  const connection = await connect(RABBITMQ_URL, { timeout: 5000 });
  try {
    const channel = await connection.createConfirmChannel();
    // What is wrong with a queue is told by the promise as well.
    channel.on('error', () => undefined);
    await carryOut(order, channel);
    await channel.close();
  } finally {
    await connection.close().catch(() => undefined);
  }
});
