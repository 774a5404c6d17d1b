import { createDatabase, type TestDatabase } from '../../support/database.js';
import { withRabbitmq } from '../../support/run/connections.js';
import { aDoctor, aUser, password } from '../../support/clinic.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { apiOf, fieldOf, listOf } from '../support/api.js';

let db: TestDatabase;
const apps: App[] = [];

beforeAll(async () => {
  db = await createDatabase();
}, 180_000);

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await db.drop();
});

it('outlives a broker whose queues have other arguments, and heals when they are gone', async () => {
  const { redisUrl, rabbitmqUrl } = services();
  const namespace = newNamespace();
  const queue = `${namespace}.notifications.v1`;
  await withRabbitmq(rabbitmqUrl, async (connection) => {
    const channel = await connection.createChannel();
    await channel.assertQueue(queue, { durable: true });
  });

  const options = { databaseUrl: db.url, redisUrl, rabbitmqUrl, namespace };
  const gateway = await startGateway(options);
  apps.push(gateway);
  const notifications = await startNotifications({ ...options, until: '/health/live' });
  apps.push(notifications);
  const api = apiOf(gateway.url);
  expect(fieldOf(await api.get('/health/ready'), 'details')).toMatchObject({ broker: { degraded: true } });
  expect((await apiOf(notifications.url).get('/health/ready')).status).toBe(503);
  await eventually(() => gateway.output().includes('inequivalent arg'));

  await aUser(db.database, { username: 'patient' });
  const token = await api.signIn('patient', password);
  const doctor = await aDoctor(db.database);
  const appointmentDateTime = fieldOf(await api.get(`/doctors/${doctor.id}/availability`), 'nextAvailable');
  const booked = await api.post('/appointments', { doctorId: doctor.id, appointmentDateTime }, token);
  expect(booked.status).toBe(201);

  await withRabbitmq(rabbitmqUrl, async (connection) => {
    const channel = await connection.createChannel();
    await channel.deleteQueue(queue);
  });
  await eventually(
    async () => {
      const inbox = listOf(await api.get('/me/notifications', token));
      expect(inbox).toMatchObject([{ appointmentId: fieldOf(booked, 'id') }]);
    },
    { within: 25_000 },
  );
});
