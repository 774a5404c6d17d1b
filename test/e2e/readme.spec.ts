import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { seed } from '../../prisma/seed.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type App, startGateway, startNotifications } from '../support/processes.js';
import { freePort } from '../support/private-services.js';
import { newNamespace } from '../support/services.js';
import { eventually } from '../support/wait.js';
import { apiOf, listOf } from './support/api.js';

const run = promisify(execFile);

let db: TestDatabase;
let apps: App[];

beforeAll(async () => {
  db = await createDatabase();
  await seed(db.database);
  const options = {
    databaseUrl: db.url,
    namespace: newNamespace(),
    env: { EVENTS_PORT: String(await freePort()) },
  };
  apps = await Promise.all([startGateway(options), startNotifications(options)]);
}, 180_000);

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await db.drop();
});

it('keeps what the tour in the README promises', async () => {
  const readme = await readFile('README.md', 'utf8');
  const tour = /<!-- tour -->\s*```bash\n(.*?)```/s.exec(readme)?.[1];
  const [gateway] = apps;
  if (tour === undefined || gateway === undefined) throw new Error('There is no tour, or nobody to give it.');
  const script = tour
    .replace(/^DOCKET=.*$/m, `DOCKET=${gateway.url}`)
    .replaceAll(/^(curl|book\b(?!\()).*$/gm, '$&; echo');
  const { stdout } = await run('bash', ['-euc', script]);
  const [doctors, booked, repeated, refused, messages] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(doctors).toMatchObject([{ id: 5, specialization: 'Cardiology' }]);
  expect(booked).toMatchObject({ doctorId: 5, status: 'pending' });
  expect(repeated).toEqual(booked);
  expect(refused).toMatchObject({ code: 'appointment.slot_taken', alternatives: [{}, {}, {}] });
  expect(messages).toBeInstanceOf(Array);

  const api = apiOf(gateway.url);
  const token = await api.signIn('patient', 'docket-demo');
  await eventually(async () => {
    const inbox = listOf(await api.get('/me/notifications?limit=1', token));
    expect(inbox).toMatchObject([{ appointmentId: booked?.id, title: 'Appointment requested' }]);
  });
});
