import { aDoctor, aUser, daily } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { aCountingProxy, type CountingProxy } from '../support/proxies/counting-proxy.js';
import { type Api, apiOf, fieldOf } from '../support/api.js';
import { type EventStream, openStream, streamIn } from '../support/event-stream.js';
import { letExpire } from '../support/passing-time.js';
import { type Account, freeStarts, signIn } from '../support/site.js';

const patience = 60_000;
const mostOfAddress = 6;

let clinic: TestDatabase;
let proxy: CountingProxy;
let gateways: [App, App];
let api: Api;
let patient: Account;
let admin: Account;
const open: EventStream[] = [];

beforeAll(async () => {
  clinic = await createDatabase();
  proxy = await aCountingProxy(clinic.url);
  const options = { ...services(), namespace: newNamespace() };
  gateways = await Promise.all([
    startGateway({ ...options, databaseUrl: clinic.url }),
    startGateway({
      ...options,
      databaseUrl: proxy.url,
      env: {
        QUOTA_STREAMS_PER_ADDRESS: String(mostOfAddress),
        QUOTA_STREAMS: '8',
        TRUST_PROXY: '127.0.0.0/8',
      },
    }),
  ]);
  api = apiOf(gateways[0].url);
  patient = await signIn(gateways[0].url, await aUser(clinic.database));
  admin = await signIn(gateways[0].url, await aUser(clinic.database, { role: 'admin' }));
}, patience);

afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await proxy.close();
  await clinic.drop();
});

const ask = (ids: readonly number[], from = '198.51.100.1'): Promise<EventStream | Answer> =>
  openStream(`${gateways[1].url}/doctors/changes?ids=${ids.join()}`, { 'x-forwarded-for': from });

/** Watches doctors at the second gateway, from when it has seen how they are. */
async function watch(...ids: number[]): Promise<EventStream> {
  const stream = streamIn(await ask(ids));
  open.push(stream);
  await eventually(() => stream.text.includes('event: ping'), { within: patience });
  return stream;
}

const seenBy = ({ text }: EventStream): number[] =>
  [...text.matchAll(/event: changed\n(?:id: \d+\n)?data: \{"doctorId":(\d+)\}/g)].map(([, id]) => Number(id));

const sees = (stream: EventStream, ...ids: number[]): Promise<void> =>
  eventually(
    () => {
      expect(seenBy(stream)).toEqual(ids);
    },
    { within: patience },
  );

it(
  'tells at one gateway what is booked, held and cancelled at another, of the watched doctors alone',
  async () => {
    const [watched, other] = [await aDoctor(clinic.database), await aDoctor(clinic.database)];
    const stream = await watch(watched.id);
    const [first, second] = await freeStarts(gateways[0].url, watched.id, 2);
    const book = (doctorId: number, appointmentDateTime: string | undefined) =>
      api.post('/appointments', { doctorId, appointmentDateTime }, patient.token);
    expect((await book(other.id, first)).status).toBe(201);
    const booked = await book(watched.id, second);
    expect(booked.status).toBe(201);
    await sees(stream, watched.id);
    await api.post(`/appointments/${String(fieldOf(booked, 'id'))}/cancel`, {}, patient.token);
    await sees(stream, watched.id, watched.id);
    const wish = { doctorId: watched.id, appointmentDateTime: second };
    const held = await api.post('/appointments/holds', wish, patient.token);
    expect(held.status).toBe(201);
    await sees(stream, watched.id, watched.id, watched.id);
    // No request comes when a hold expires, and yet the time is free.
    await letExpire(clinic.database, fieldOf(held, 'id') as number);
    await sees(stream, watched.id, watched.id, watched.id, watched.id);
  },
  patience,
);

it(
  'tells of rules that change',
  async () => {
    const [one, two] = [await aDoctor(clinic.database), await aDoctor(clinic.database)];
    const stream = await watch(one.id, two.id);
    const windows = daily('10:00', '12:00');
    expect((await api.put(`/doctors/${one.id}/schedule`, { windows }, admin.token)).status).toBe(200);
    await eventually(() => seenBy(stream).includes(one.id), { within: patience });
  },
  patience,
);

/** The looks at PostgreSQL that the second gateway has taken. */
const looks = (): number =>
  proxy.statements.filter((statement) => statement.includes('bit_xor(hashtextextended(')).length;

it(
  'asks PostgreSQL one question for all watchers, and none without a watcher',
  async () => {
    const { id: last } = await aDoctor(clinic.database);
    // A doctor need not exist to be watched.
    const ids = Array.from({ length: 119 }, (_, index) => 1_000_000 + index);
    const streams = await Promise.all([
      watch(...ids.slice(0, 50)),
      watch(...ids.slice(50, 100)),
      watch(...ids.slice(100), last),
    ]);
    const [before, since] = [looks(), performance.now()];
    await eventually(() => looks() >= before + 3, { within: patience });
    expect(looks() - before).toBeLessThanOrEqual((performance.now() - since) / 2000 + 1);
    const start = (await freeStarts(gateways[0].url, last, 5)).at(-1);
    const wish = { doctorId: last, appointmentDateTime: start };
    expect((await api.post('/appointments', wish, patient.token)).status).toBe(201);
    await sees(streams[2], last);
    expect(seenBy(streams[0])).toEqual([]);
    for (const stream of open.splice(0)) stream.close();
    let quiet = looks();
    await eventually(
      () => {
        const now = looks();
        const isQuiet = now === quiet;
        quiet = now;
        return isQuiet;
      },
      { within: patience, every: 5000 },
    );
  },
  2 * patience,
);

it(
  'keeps so many open for one address, and so many in all, and has place again for who comes later',
  async () => {
    const { id } = await aDoctor(clinic.database);
    const opened = async (from: string): Promise<Answer | undefined> => {
      const stream = await ask([id], from);
      if ('status' in stream) return stream;
      open.push(stream);
      return undefined;
    };
    for (let index = 0; index < mostOfAddress; index += 1)
      expect(await opened('198.51.100.7')).toBeUndefined();
    const refused = await opened('198.51.100.7');
    expect(refused).toMatchObject({ status: 429, body: { code: 'streams.too_many' } });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const from of ['198.51.100.8', '198.51.100.9']) expect(await opened(from)).toBeUndefined();
    const full = await opened('198.51.100.10');
    expect(full).toMatchObject({ status: 503 });
    expect(Number(full?.headers.get('retry-after'))).toBeGreaterThan(0);
    open.shift()?.close();
    await eventually(async () => (await opened('198.51.100.7')) === undefined, { within: patience });
  },
  patience,
);

it('is for callers who ask for a stream, of fifty doctors at most', async () => {
  const refused = await api.get('/doctors/changes?ids=1');
  expect(refused).toMatchObject({ status: 400, body: { code: 'streams.not_a_stream' } });
  for (const ids of [[], Array.from({ length: 51 }, (_, index) => index + 1)])
    expect(await ask(ids)).toMatchObject({ status: 422 });
});

it(
  'ends when its gateway stops',
  async () => {
    const { id } = await aDoctor(clinic.database);
    const gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace: newNamespace() });
    const stream = streamIn(await openStream(`${gateway.url}/doctors/changes?ids=${id}`));
    await gateway.stop();
    await eventually(() => stream.ended);
  },
  patience,
);
