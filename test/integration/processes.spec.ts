import { createDatabase, type TestDatabase } from '../support/database.js';
import { call } from '../support/http.js';
import { freePort } from '../support/private-services.js';
import { type App, startGateway, startNotifications } from '../support/processes.js';
import { newNamespace, services } from '../support/services.js';

const patience = 180_000;

describe.each([
  { name: 'through Redis and RabbitMQ', urls: () => services() },
  { name: 'with PostgreSQL alone', urls: () => ({}) },
])('the apps as processes, $name', ({ urls }) => {
  let clinic: TestDatabase;
  let gateway: App;
  let notifications: App;

  beforeAll(async () => {
    clinic = await createDatabase();
    const joined = {
      ...urls(),
      databaseUrl: clinic.url,
      namespace: newNamespace(),
      env: { EVENTS_PORT: String(await freePort()) },
    };
    notifications = await startNotifications(joined);
    gateway = await startGateway(joined);
  }, patience);

  afterAll(async () => {
    await Promise.all([gateway.kill(), notifications.kill()]);
    await clinic.drop();
  });

  it('answer', async () => {
    await expect(call('GET', `${gateway.url}/doctors`)).resolves.toMatchObject({ status: 200, body: [] });
    await expect(call('GET', `${notifications.url}/health/live`)).resolves.toMatchObject({ status: 200 });
  });

  it(
    'end in order on SIGTERM',
    async () => {
      await Promise.all([gateway.stop(), notifications.stop()]);
      await expect(call('GET', `${gateway.url}/health/live`)).rejects.toThrow();
    },
    patience,
  );
});

it('an app that cannot start says why', async () => {
  const gone = await createDatabase();
  await gone.drop();
  await expect(startGateway({ databaseUrl: gone.url, namespace: newNamespace() })).rejects.toThrow(
    'DATABASE',
  );
}, 180_000);
