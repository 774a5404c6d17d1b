import { type Channel } from 'amqplib';
import { declareTopology, topologyOf } from '../../libs/messaging/src/rabbitmq/topology.js';
import { killChildren, startChild } from '../support/child.js';
import { brokerNamesOf, removeRemains } from '../support/run/cleaning.js';
import { aDoctor, aUser } from '../support/clinic.js';
import { createDatabase } from '../support/database.js';
import { withPostgres, withRabbitmq, withRedis } from '../support/run/connections.js';
import {
  type PrivateService,
  startPrivatePostgres,
  startPrivateRabbitmq,
  startPrivateRedis,
} from '../support/private-services.js';
import { newFolder } from '../support/private/service.js';
import { currentRun, publishRun } from '../support/run/run.js';
import { newNamespace, services } from '../support/services.js';
import { eventually } from '../support/wait.js';

const patience = 180_000;

const keepers = [
  {
    name: 'PostgreSQL',
    begin: startPrivatePostgres,
    put: (url: string) =>
      withPostgres(url, (client) => client.query(`CREATE TABLE kept AS SELECT 'as it was' AS value`)),
    take: (url: string) =>
      withPostgres(url, async (client) => {
        const { rows } = await client.query<{ value: string }>('SELECT value FROM kept');
        return rows[0]?.value;
      }),
  },
  {
    name: 'Redis',
    begin: startPrivateRedis,
    put: (url: string) => withRedis(url, (client) => client.set('kept', 'as it was')),
    take: (url: string) => withRedis(url, (client) => client.get('kept')),
  },
  {
    name: 'RabbitMQ',
    begin: startPrivateRabbitmq,
    put: (url: string) =>
      withRabbitmq(url, async (connection) => {
        const channel = await connection.createConfirmChannel();
        await channel.assertQueue('kept', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
        channel.sendToQueue('kept', Buffer.from('as it was'), { persistent: true });
        await channel.waitForConfirms();
      }),
    take: (url: string) =>
      withRabbitmq(url, async (connection) => {
        const channel = await connection.createChannel();
        const message = await channel.get('kept');
        if (message === false) throw new Error('The queue has no message ready.');
        return message.content.toString();
      }),
  },
];

describe.each(keepers)('a private $name', ({ begin, put, take }) => {
  let service: PrivateService;

  beforeAll(async () => {
    service = await begin();
    await put(service.url);
  }, patience);

  afterAll(() => service.kill());

  it(
    'stops answering when stopped, and has its data when started again',
    async () => {
      await service.stop();
      await expect(take(service.url)).rejects.toThrow();
      await service.start();
      await expect(eventually(() => take(service.url))).resolves.toBe('as it was');
    },
    patience,
  );

  it(
    'comes back with its data after it was killed',
    async () => {
      await service.kill();
      await expect(take(service.url)).rejects.toThrow();
      await service.start();
      // A quorum queue gives back what a dead reader held only once it has noticed the death.
      await expect(eventually(() => take(service.url))).resolves.toBe('as it was');
    },
    patience,
  );
});

describe('databases', () => {
  it('share nothing with each other', async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
    await Promise.all([aUser(one.database), aDoctor(one.database)]);
    await expect(one.database.client.user.count()).resolves.toBe(1);
    await expect(one.database.client.scheduleWindow.count()).resolves.toBe(7);
    await expect(other.database.client.user.count()).resolves.toBe(0);
    await expect(other.database.client.doctor.count()).resolves.toBe(0);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('are gone when dropped', async () => {
    const dropped = await createDatabase();
    await dropped.drop();
    await expect(withPostgres(dropped.url, (client) => client.query('SELECT 1'))).rejects.toThrow(
      'does not exist',
    );
  });
});

describe('what a run leaves behind', () => {
  // Another run than the one that we are in: cleaning that up would take the ground from other specs.
  const own = currentRun();

  beforeAll(async () => {
    publishRun({ ...own, id: `${own.id}x`, folder: await newFolder('other-run') });
  });

  afterAll(() => {
    publishRun(own);
  });

  it('is removed: databases, Redis keys, queues and exchanges', async () => {
    const { redisUrl, rabbitmqUrl } = services();
    const lost = await createDatabase();
    const namespace = newNamespace();
    const { notificationsQueue, events } = topologyOf(namespace);
    await withRedis(redisUrl, (client) => client.set(`${namespace}:key`, 'value'));
    await withRabbitmq(rabbitmqUrl, async (connection) => {
      await declareTopology(await connection.createChannel(), topologyOf(namespace));
    });

    await lost.database.close();
    await removeRemains(currentRun(), brokerNamesOf(currentRun()));

    await expect(withPostgres(lost.url, (client) => client.query('SELECT 1'))).rejects.toThrow(
      'does not exist',
    );
    await expect(withRedis(redisUrl, (client) => client.get(`${namespace}:key`))).resolves.toBeNull();
    const looked = (look: (channel: Channel) => Promise<unknown>) =>
      withRabbitmq(rabbitmqUrl, async (connection) => {
        const channel = await connection.createChannel();
        // The broker closes a channel that asks for what is not there.
        channel.on('error', () => undefined);
        return look(channel);
      });
    await expect(looked((channel) => channel.checkQueue(notificationsQueue))).rejects.toThrow('NOT_FOUND');
    await expect(looked((channel) => channel.checkExchange(events))).rejects.toThrow('NOT_FOUND');
  });

  it('has its processes killed', async () => {
    const child = startChild('sleep', ['600'], { env: process.env });
    killChildren();
    await child.gone;
    expect(() => process.kill(child.pid, 0)).toThrow('ESRCH');
  });
});
