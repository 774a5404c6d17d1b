import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { seed } from '../../../prisma/seed.js';
import { createFilledDatabase, type TestDatabase } from '../../support/database.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { freePort } from '../../support/private-services.js';
import { newNamespace } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { apiOf, listOf } from '../support/api.js';

const run = promisify(execFile);

let db: TestDatabase;
let apps: App[];

beforeAll(async () => {
  db = await createFilledDatabase('demo', seed);
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
  if (tour === undefined || gateway === undefined)
    throw new Error('There is no tour, or no gateway to give it.');
  const script = tour
    .replace(/^DOCKET=.*$/m, `DOCKET=${gateway.url}`)
    .replaceAll(/^(curl|book\b(?!\()).*$/gm, '$&; echo');
  const { stdout } = await run('bash', ['-euc', script]);
  const answers = toAnswers(stdout);
  const [doctors, booked, repeated, refused, messages] = answers;
  expect(doctors).toMatchObject([{ id: 5, specialization: 'Cardiology' }]);
  expect(booked).toMatchObject({ doctorId: 5, status: 'pending' });
  expect(repeated).toEqual(booked);
  expect(refused).toMatchObject({ code: 'appointment.slot_taken', alternatives: [{}, {}, {}] });
  expect(messages).toBeInstanceOf(Array);

  const shown = /<!-- answers -->\s*```json\n(.*?)```/s.exec(readme)?.[1];
  // The last answer may come before the message that the README shows.
  expect(
    toAnswers(shown ?? '')
      .slice(0, -1)
      .map(membersOf),
  ).toEqual(answers.slice(0, -1).map(membersOf));

  const api = apiOf(gateway.url);
  const token = await api.signIn('patient', 'docket-demo');
  await eventually(async () => {
    const inbox = listOf(await api.get('/me/notifications?limit=1', token));
    expect(inbox).toMatchObject([{ appointmentId: booked?.id, title: 'Appointment requested' }]);
  });
});

const toAnswers = (lines: string): Record<string, unknown>[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The members of an answer in their order, or of the first element of a list. */
const membersOf = (answer: unknown): string[] =>
  Object.keys((Array.isArray(answer) ? (answer[0] as object) : answer) as object);
