import { type Channel, type Options } from 'amqplib';
import { eventTypes } from '../events/events.js';

/** Deliveries that ended with a dead consumer count too, so this is more than a poisoned message needs. */
const deliveryLimit = 20;
const rpcMilliseconds = 30_000;

interface Queue {
  readonly name: string;
  readonly options: Options.AssertQueue;
  readonly bindings: readonly { readonly exchange: string; readonly key: string }[];
}

/** Every exchange and queue of one installation. Client and server must agree on it to the letter, so it stands here alone. */
export interface Topology {
  readonly events: string;
  readonly deadLetters: string;
  readonly unroutable: string;
  readonly notificationsQueue: string;
  readonly deadLetterQueue: string;
  readonly unroutableQueue: string;
  readonly rpcQueue: string;
  readonly exchanges: readonly {
    readonly name: string;
    readonly type: string;
    readonly options: Options.AssertExchange;
  }[];
  readonly queues: readonly Queue[];
}

/** A reader of events that notes in `inbox_events` what it has handled. */
export interface Consumer {
  /** As the inbox knows it */
  readonly name: string;
  readonly queue: string;
}

/** As the notifications app notes what it has done with an event */
export const notificationsConsumer = 'notifications';

/** The consumers whose inboxes Docket knows. Others bind queues of their own, and what they do with an event is theirs. */
export const consumersOf = ({
  notificationsQueue,
}: Pick<Topology, 'notificationsQueue'>): readonly Consumer[] => [
  { name: notificationsConsumer, queue: notificationsQueue },
];

/**
 * Arguments of a queue cannot change once it exists, hence the versions in the names.
 *
 * @param namespace prefix of every name, so that installations can share a broker
 */
export function topologyOf(namespace: string): Topology {
  const names = {
    events: `${namespace}.events`,
    deadLetters: `${namespace}.dead-letters`,
    unroutable: `${namespace}.unroutable`,
    notificationsQueue: `${namespace}.notifications.v1`,
    deadLetterQueue: `${namespace}.notifications.v1.dead`,
    unroutableQueue: `${namespace}.events.unroutable`,
    rpcQueue: `${namespace}.rpc`,
  };
  return { ...names, exchanges: exchangesOf(names), queues: queuesOf(names) };
}

type Names = Omit<Topology, 'exchanges' | 'queues'>;

const exchangesOf = ({ events, deadLetters, unroutable }: Names): Topology['exchanges'] => [
  { name: deadLetters, type: 'topic', options: { durable: true } },
  { name: unroutable, type: 'fanout', options: { durable: true } },
  // A message that no queue is bound to is kept and seen, instead of being confirmed and dropped.
  {
    name: events,
    type: 'topic',
    options: { durable: true, arguments: { 'alternate-exchange': unroutable } },
  },
];

const quorum = { 'x-queue-type': 'quorum' };

const queuesOf = (names: Names): Queue[] => [
  {
    name: names.deadLetterQueue,
    options: { durable: true, arguments: quorum },
    bindings: [{ exchange: names.deadLetters, key: names.notificationsQueue }],
  },
  {
    name: names.unroutableQueue,
    options: { durable: true, arguments: quorum },
    bindings: [{ exchange: names.unroutable, key: '' }],
  },
  {
    name: names.notificationsQueue,
    options: {
      durable: true,
      arguments: {
        ...quorum,
        'x-delivery-limit': deliveryLimit,
        'x-dead-letter-exchange': names.deadLetters,
        'x-dead-letter-routing-key': names.notificationsQueue,
        // at-least-once needs reject-publish: a full queue refuses instead of dropping.
        'x-dead-letter-strategy': 'at-least-once',
        'x-overflow': 'reject-publish',
      },
    },
    bindings: eventTypes.map((key) => ({ exchange: names.events, key })),
  },
  // A request that waited longer than any caller does is worth nothing.
  {
    name: names.rpcQueue,
    options: { durable: true, arguments: { 'x-message-ttl': rpcMilliseconds } },
    bindings: [],
  },
];

/** Declares everything; what exists already with the same arguments stays as it is. */
export async function declareTopology(channel: Channel, topology: Topology): Promise<void> {
  for (const { name, type, options } of topology.exchanges) await channel.assertExchange(name, type, options);
  for (const { name, options, bindings } of topology.queues) {
    await channel.assertQueue(name, options);
    for (const { exchange, key } of bindings) await channel.bindQueue(name, exchange, key);
  }
}
