import { eventCatalogue } from '../../../libs/messaging/src/events/events.js';
import { faultsOf } from '../../support/asyncapi.js';
import { aUser } from '../../support/clinic.js';
import { call } from '../../support/http.js';
import { services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Heard, type Listener, listenTo } from '../support/listeners/exchange-listener.js';
import { type Account, aDoctorWithAccount, freeStarts, idIn, signIn } from '../support/site.js';
import { letBeginNow } from '../support/passing-time.js';
import { openStage, type Stage } from '../support/stage.js';

const patience = 180_000;
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let stage: Stage;
let broker: Listener;
let gateway: string;
let admin: Account;
let patient: Account;
let doctorId: number;
let starts: string[];

beforeAll(async () => {
  stage = await openStage();
  gateway = (await stage.startGateway()).url;
  broker = await listenTo(services().rabbitmqUrl, stage.queues.events);
  const { database } = stage.clinic;
  admin = await signIn(gateway, await aUser(database, { role: 'admin' }));
  patient = await signIn(gateway, await aUser(database, { email: 'patient@clinic.example' }));
  ({ id: doctorId } = await aDoctorWithAccount(database));
  starts = await freeStarts(gateway, doctorId, 10);
}, patience);

afterAll(async () => {
  await broker.close();
  await stage.close();
});

const send = async (method: string, path: string, body: unknown, by?: Account): Promise<number> => {
  const answer = await call(method, gateway + path, {
    body,
    headers: { traceparent, 'x-request-id': 'contract' },
    ...(by !== undefined && { token: by.token }),
  });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return idIn({ ...answer, body: answer.body ?? {} });
};

const book = (): Promise<number> =>
  send('POST', '/appointments', { doctorId, appointmentDateTime: starts.shift() }, patient);

const step = (id: number, name: string): Promise<number> =>
  send('POST', `/appointments/${id}/${name}`, { reason: 'As agreed.' }, admin);

/** Lets a visit have begun, which cannot be booked. */
async function begun(): Promise<number> {
  const id = await book();
  await stage.clinic.database.client.$executeRaw`
    UPDATE appointments SET starts_at = starts_at - interval '20 days', ends_at = ends_at - interval '20 days',
      busy_from = busy_from - interval '20 days', busy_to = busy_to - interval '20 days' WHERE id = ${id}`;
  return id;
}

/** Everything that has an event, once at least. */
async function doEverything(): Promise<void> {
  const { client } = stage.clinic.database;
  await client.visitType.updateMany({ data: { confirmation: 'manual' } });
  const id = await book();
  await step(id, 'confirm');
  await send('PATCH', `/appointments/${id}`, { appointmentDateTime: starts.shift() }, patient);
  await step(await book(), 'cancel');
  const wish = { doctorId, from: starts[0]?.slice(0, 10), to: starts[0]?.slice(0, 10) };
  const entry = await send('POST', '/waitlist', wish, patient);
  const offer = { doctorId, appointmentDateTime: starts.shift() };
  await send('POST', `/waitlist/${entry}/offer`, offer, admin);
  await client.visitType.updateMany({ data: { confirmation: 'instant' } });
  const arrived = await book();
  await letBeginNow(stage.clinic.database, arrived);
  await step(arrived, 'check-in');
  await step(arrived, 'undo');
  await step(await begun(), 'complete');
  await step(await begun(), 'no-show');
  await send('PUT', `/doctors/${doctorId}/schedule`, { windows: [] }, admin);
  await send('POST', `/doctors/${doctorId}/exceptions`, { date: '2030-01-01', kind: 'closed' }, admin);
  const { locationId } = await client.doctor.findUniqueOrThrow({ where: { id: doctorId } });
  await send('POST', `/locations/${locationId}/closures`, { date: '2030-01-01', name: 'New Year' }, admin);
  await send('PATCH', `/locations/${locationId}`, { address: 'Mill Lane 3' }, admin);
  const visitType = await client.visitType.findFirstOrThrow();
  await send('PATCH', `/visit-types/${visitType.id}`, { durationMinutes: 20 }, admin);
  const account = {
    username: 'newcomer',
    email: 'newcomer@clinic.example',
    password: 'a long enough password',
  };
  await send('POST', '/register', account);
  await send('POST', '/password/forgot', { email: 'patient@clinic.example' });
  const moved = { email: 'moved@clinic.example', currentPassword: 'a long enough password' };
  // Only an address that was proven is told of another one.
  await client.user.update({ where: { id: patient.id }, data: { emailVerifiedAt: new Date() } });
  await send('PATCH', '/me', moved, patient);
  await send('PATCH', `/users/patients/${patient.id}`, { email: 'asked@clinic.example' }, admin);
  await send('POST', '/users/invitations', { email: 'guest@clinic.example', role: 'doctor' }, admin);
  const dependant = { name: 'Robin', relationship: 'child' };
  await send('POST', '/me/dependants', dependant, patient);
  const { dependantId } = await client.guardianship.findFirstOrThrow();
  const of = `/me/dependants/${dependantId}`;
  await send('POST', `${of}/claim`, { email: 'robin@clinic.example' }, patient);
  await send('POST', `${of}/guardians`, { email: 'other@clinic.example', relationship: 'child' }, patient);
}

describe('what is published', () => {
  let heard: readonly Heard[] = [];

  beforeAll(async () => {
    await doEverything();
    const published = (): Promise<number> =>
      stage.clinic.database.client.outboxEvent.count({ where: { publishedAt: { not: null } } });
    await eventually(async () => {
      const { client } = stage.clinic.database;
      expect(await published()).toBe(await client.outboxEvent.count());
      expect(broker.messages().length).toBe(await published());
    });
    heard = broker.messages();
  }, patience);

  it('is every event of the catalogue', () => {
    const types = new Set(heard.map(({ routingKey }) => routingKey));
    // Time ends an entry of the waitlist, and no request; the tests of the waitlist hear it.
    const caused = Object.keys(eventCatalogue).filter((type) => type !== 'waitlist.ended.v1');
    expect([...types].sort()).toEqual(caused.sort());
  });

  it('is as docs/asyncapi.yaml says', () => {
    expect(heard.flatMap(({ routingKey, content }) => faultsOf(routingKey, content))).toEqual([]);
  });

  it('tells of every change of hours whose free times changed', () => {
    const changed = heard
      .filter(({ routingKey }) => routingKey === 'schedule.changed.v1')
      .map(({ content }) => (content as { data: { data: { scope: string } } }).data.data.scope);
    expect(changed).toEqual(['doctor', 'doctor', 'location', 'visit_type']);
  });

  it('belongs to the trace and the request that caused it', () => {
    for (const { content } of heard) {
      const { data } = content as { data: { traceparent: string; requestId: string } };
      expect(data.traceparent.slice(0, 36)).toBe(traceparent.slice(0, 36));
      expect(data.requestId).toBe('contract');
    }
  });

  it('comes in the order in which it happened', () => {
    const versions = heard
      .map(
        ({ content }) =>
          (content as { data: { data: { appointmentId?: number; version?: number } } }).data.data,
      )
      .filter(({ appointmentId }) => appointmentId !== undefined);
    for (const id of new Set(versions.map(({ appointmentId }) => appointmentId))) {
      const own = versions.filter(({ appointmentId }) => appointmentId === id).map(({ version }) => version);
      expect(own).toEqual([...own].sort());
    }
  });
});

it(
  'is published once by several relays that are at it together',
  async () => {
    const other = await stage.startGateway();
    const before = broker.messages().length;
    const { client } = stage.clinic.database;
    const [row] = await client.$queryRaw<{ id: number }[]>`SELECT max(id)::int AS id FROM appointments`;
    await client.$executeRaw`
    WITH written AS (
      INSERT INTO outbox_events (event_id, type, data, occurred_at, available_at)
      SELECT gen_random_uuid(), 'appointment.booked.v1',
        jsonb_build_object('appointmentId', ${row?.id ?? 1}::int, 'version', 1, 'doctorId', ${doctorId}::int), now(), now()
      FROM generate_series(1, 3000) RETURNING 1)
    SELECT pg_notify('docket_outbox', '') FROM (SELECT count(*) FROM written) AS all_of_them`;
    await eventually(async () => (await client.outboxEvent.count({ where: { publishedAt: null } })) === 0, {
      within: 20_000,
    });
    await eventually(() => broker.messages().length >= before + 3000);
    const ids = broker.messages().map(({ content }) => (content as { data: { id: string } }).data.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const url of [gateway, other.url]) {
      const { text } = await call('GET', `${url}/metrics`);
      expect(Number(/^docket_outbox_published_total (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(100);
    }
  },
  patience,
);
