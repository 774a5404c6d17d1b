import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { seed } from '../../../prisma/seed.js';
import { faultsOf } from '../../support/asyncapi.js';
import { aDoctor, aUser, daily } from '../../support/clinic.js';
import { createFilledDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import {
  anInternalService,
  type HeadersOf,
  type InternalService,
  type Reply,
} from './rpc/internal-service.js';
import { aServiceKey } from './rpc/service-key.js';
import { auditTable } from '../../../apps/gateway/src/operations/audit/table/index.js';
import { freeStarts, signIn } from '../support/site.js';

const patience = 180_000;
const kiosk = aServiceKey();
const reports = aServiceKey();
const asKiosk = kiosk.signer('kiosk');
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

interface Visit {
  readonly id: number;
  readonly version: number;
  readonly status: string;
}

let clinic: TestDatabase;
let gateway: App;
let service: InternalService;
let namespace: string;
let patientId: number;
let doctorId: number;
let starts: string[];

beforeAll(async () => {
  clinic = await createFilledDatabase('demo', seed);
  namespace = newNamespace();
  const patterns =
    'appointments.get.v1+appointments.book.v1+appointments.reschedule.v1+appointments.cancel.v1';
  const INTERNAL_SERVICES = `kiosk:${kiosk.publicKey}:${patterns},reports:${reports.publicKey}:appointments.get.v1`;
  gateway = await startGateway({
    ...services(),
    databaseUrl: clinic.url,
    namespace,
    env: { INTERNAL_SERVICES },
  });
  service = await anInternalService(services().rabbitmqUrl, `${namespace}.rpc`);
  ({ id: patientId } = await aUser(clinic.database));
  // The documented example asks for the first cardiologist of the demo data: this one comes after all of them.
  ({ id: doctorId } = await aDoctor(clinic.database, { name: 'Zoe', schedule: daily('00:00', '00:00') }));
  starts = await freeStarts(gateway.url, doctorId, 30);
}, patience);

afterAll(async () => {
  await service.close();
  await gateway.kill();
  await clinic.drop();
});

/** Asks, and holds the answer, and what was asked when it was understood, against docs/asyncapi.yaml. */
async function ask(pattern: string, data: unknown, headers?: HeadersOf): Promise<Reply> {
  const reply = await service.ask(pattern, data, headers);
  expect(faultsOf(`${pattern} reply`, reply.packet)).toEqual([]);
  if (reply.err === undefined) expect(faultsOf(pattern, { pattern, id: '1', data })).toEqual([]);
  return reply;
}

async function done(pattern: string, data: unknown, headers: HeadersOf = asKiosk): Promise<Visit> {
  const { response, err } = await ask(pattern, data, headers);
  expect(err).toBeUndefined();
  return response as Visit;
}

async function refused(pattern: string, data: unknown, headers?: HeadersOf): Promise<unknown> {
  const { response, err } = await ask(pattern, data, headers);
  expect(response).toBeUndefined();
  return err;
}

const anOrder = (): { doctorId: number; userId: number; appointmentDateTime: string } => ({
  doctorId,
  userId: patientId,
  appointmentDateTime: starts.shift() ?? '',
});

const bookings = (): Promise<number> => clinic.database.client.appointment.count();

describe('an internal service', () => {
  it('books by the example in the documentation, whose output is the documented one', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['docs/examples/internal-service.mjs'], {
      env: {
        PATH: process.env.PATH,
        RABBITMQ_URL: services().rabbitmqUrl,
        NAMESPACE: namespace,
        SERVICE_NAME: 'kiosk',
        SERVICE_KEY: kiosk.privateKey,
        PATIENT_ID: String(patientId),
      },
    });
    const [, documented = ''] = /<!-- output -->\n+```\n([\s\S]*?)```/.exec(readPage()) ?? [];
    expect(inGeneral(stdout)).toBe(inGeneral(documented));
  });

  it('acts on an account of its own, which the history and the audit log name', async () => {
    const visit = await done('appointments.book.v1', anOrder());
    const account = await clinic.database.client.user.findUniqueOrThrow({
      where: { username: 'service:kiosk' },
    });
    expect(account.role).toBe('staff');
    const history = await clinic.database.client.appointmentHistory.findMany({
      where: { appointmentId: visit.id },
    });
    expect(history).toMatchObject([{ version: 1, actorId: account.id }]);
    const audited = await clinic.database.client.auditEntry.findMany({
      where: { actorId: account.id, subjectId: patientId, action: 'RPC appointments.book.v1' },
    });
    expect(audited.length).toBeGreaterThan(0);
  });

  it('changes nothing that the audit log does not take (SECURITY 39)', async () => {
    const { client } = clinic.database;
    const sql = (statement: string): Promise<unknown> => client.$executeRawUnsafe(statement);
    const visits = (): Promise<unknown> =>
      client.$queryRaw`SELECT md5(string_agg(a::text, '|' ORDER BY id)) FROM appointments a`;
    const { id } = await done('appointments.book.v1', anOrder());
    const changes = {
      'appointments.book.v1': anOrder(),
      'appointments.reschedule.v1': { id, appointmentDateTime: starts.shift() },
      'appointments.cancel.v1': { id },
    };
    const changing = Object.keys(auditTable).filter(
      (name) => name.startsWith('RPC ') && auditTable[name] === 'changes',
    );
    expect(Object.keys(changes).map((pattern) => `RPC ${pattern}`)).toEqual(changing);
    for (const [pattern, data] of Object.entries(changes)) {
      const before = await visits();
      await sql('REVOKE INSERT ON audit_entries FROM docket_app');
      const err = await refused(pattern, data, asKiosk).finally(() =>
        sql('GRANT INSERT ON audit_entries TO docket_app'),
      );
      expect([err, await visits()]).toMatchObject([{ code: 'internal' }, before]);
      await client.auditEntry.deleteMany();
      await done(pattern, data);
      await expect(client.auditEntry.findMany()).resolves.toMatchObject([
        { action: `RPC ${pattern}`, subjectId: patientId },
      ]);
    }
  });

  it('R15: sends lines, and no line break where there is one line', async () => {
    const order = anOrder();
    expect(
      await done('appointments.book.v1', { ...order, reason: 'A cough.\r\nSince May.\n' }),
    ).toMatchObject({
      reason: 'A cough.\nSince May.',
    });
    expect(await refused('doctors.search.v1', { specialization: 'ENT\nSurgery' })).toMatchObject({
      errors: [{ pointer: '/specialization', code: 'text.not_one_line' }],
    });
  });

  it('R8: books nothing with a doctor who has retired', async () => {
    const { id } = await aDoctor(clinic.database, { retiresOn: new Date('2026-01-01') });
    const order = { ...anOrder(), doctorId: id };
    expect(await refused('appointments.book.v1', order, asKiosk)).toMatchObject({
      code: 'appointment.retired',
    });
  });

  it('answers as REST does', async () => {
    const { id } = await done('appointments.book.v1', anOrder());
    const patient = await clinic.database.client.user.findUniqueOrThrow({ where: { id: patientId } });
    const { token } = await signIn(gateway.url, patient);
    const overRest = await call('GET', `${gateway.url}/appointments/${id}`, { token });
    expect(await done('appointments.get.v1', { id }, reports.signer('reports'))).toEqual(overRest.body);
    const query = `from=${starts[0]?.slice(0, 10) ?? ''}&timeZone=Europe/Berlin`;
    const days = await call('GET', `${gateway.url}/doctors/${doctorId}/availability?${query}`);
    const asked = { doctorId, from: starts[0]?.slice(0, 10), timeZone: 'Europe/Berlin' };
    expect((await ask('doctors.search.v1', { limit: 2 })).err).toBeUndefined();
    expect((await ask('doctors.availability.v1', asked)).response).toEqual(days.body);
  });

  it('has its trace and its request id go with the event', async () => {
    const headers = kiosk.signer('kiosk', 10_000, { traceparent, 'x-request-id': 'kiosk-4711' });
    const { id } = await done('appointments.book.v1', anOrder(), headers);
    const event = await clinic.database.client.outboxEvent.findFirstOrThrow({
      where: { type: 'appointment.booked.v1', data: { path: ['appointmentId'], equals: id } },
    });
    expect(event.requestId).toBe('kiosk-4711');
    expect(event.traceparent).toContain(traceparent.slice(0, 36));
    expect(event.traceparent).not.toBe(traceparent);
  });

  it('is let in no more when an admin disables its account', async () => {
    const { id } = await done('appointments.book.v1', anOrder());
    await done('appointments.get.v1', { id }, reports.signer('reports'));
    const where = { username: 'service:reports' };
    await clinic.database.client.user.update({ where, data: { disabledAt: new Date() } });
    expect(await refused('appointments.get.v1', { id }, reports.signer('reports'))).toMatchObject({
      code: 'auth.forbidden',
      kind: 'forbidden',
    });
    await clinic.database.client.user.update({ where, data: { disabledAt: null } });
  });
});

describe('errors are those of REST', () => {
  it('for input, field by field', async () => {
    const wrong = { ...anOrder(), appointmentDateTime: 'soon', surplus: 1, idempotencyKey: '' };
    const error = (await refused('appointments.book.v1', wrong, asKiosk)) as {
      errors: { pointer: string }[];
    };
    expect(error).toMatchObject({
      code: 'request.invalid',
      kind: 'invalid',
      message: expect.any(String) as unknown,
    });
    expect(error.errors.map(({ pointer }) => pointer).sort()).toEqual(
      ['/appointmentDateTime', '/idempotencyKey', '/surplus'].sort(),
    );
  });

  it.each([
    ['appointments.book.v1', { doctorId: 1, appointmentDateTime: '2030-01-01T09:00:00Z' }, '/userId'],
    ['appointments.get.v1', {}, '/id'],
    ['appointments.reschedule.v1', { id: 1, expectedVersion: 'x' }, '/expectedVersion'],
    ['appointments.cancel.v1', { id: 1.5 }, '/id'],
    ['doctors.availability.v1', { timeZone: 'UTC' }, '/doctorId'],
  ])('%s of %j names %s', async (pattern, data, pointer) => {
    const error = await refused(pattern, data, asKiosk);
    expect(error).toMatchObject({ kind: 'invalid', errors: [{ pointer }] });
  });

  it('for a time that is taken, with the nearest free ones', async () => {
    const order = anOrder();
    await done('appointments.book.v1', order);
    const { id: other } = await aUser(clinic.database);
    expect(await refused('appointments.book.v1', { ...order, userId: other }, asKiosk)).toMatchObject({
      code: 'appointment.slot_taken',
      kind: 'conflict',
      alternatives: [expect.anything(), expect.anything(), expect.anything()],
    });
  });

  it('for what is not there, another version, and a key that was used for something else', async () => {
    expect(await refused('appointments.get.v1', { id: 2_000_000_000 }, asKiosk)).toMatchObject({
      code: 'appointment.not_found',
    });
    const idempotencyKey = 'kiosk-1';
    const { id } = await done('appointments.book.v1', { ...anOrder(), idempotencyKey });
    expect(await refused('appointments.cancel.v1', { id, expectedVersion: 7 }, asKiosk)).toMatchObject({
      code: 'appointment.version_mismatch',
      kind: 'precondition_failed',
    });
    expect(await refused('appointments.book.v1', { ...anOrder(), idempotencyKey }, asKiosk)).toMatchObject({
      code: 'idempotency.key_reused',
    });
  });
});

describe('nothing is done for', () => {
  const unknown = { code: 'rpc.unknown_service', kind: 'unauthenticated' };
  const tampered: HeadersOf = (content, replyTo) =>
    asKiosk(Buffer.from(content.toString().replace('"userId"', '"userId" ')), replyTo);
  const unended: HeadersOf = (content, replyTo) => ({
    ...asKiosk(content, replyTo),
    'docket-expires-at': undefined,
  });

  it.each<[string, HeadersOf | undefined, Record<string, unknown>]>([
    ['a request without a signature', undefined, unknown],
    ['an unknown service', aServiceKey().signer('stranger'), unknown],
    ['the key of another service', reports.signer('kiosk'), unknown],
    ['a signature of something else', tampered, unknown],
    ['a signature without an end', unended, unknown],
    ['an answer to another queue', (content) => asKiosk(content, 'amq.gen-of-the-signer'), unknown],
    ['a nonce that can be guessed', kiosk.signer('kiosk', 10_000, { 'docket-nonce': '1' }), unknown],
    ['another nonce', kiosk.signer('kiosk', 10_000, { 'docket-nonce': randomUUID() }), unknown],
    ['no nonce any more', kiosk.signer('kiosk', 10_000, { 'docket-nonce': undefined }), unknown],
    ['the name of a member of every object', kiosk.signer('__proto__'), unknown],
    [
      'a service that may not ask for this',
      reports.signer('reports'),
      { code: 'rpc.not_allowed', kind: 'forbidden' },
    ],
    ['a request that came too late', kiosk.signer('kiosk', -1), { code: 'rpc.expired', kind: 'gone' }],
    ['one that is good for too long', kiosk.signer('kiosk', 6 * 60_000), { code: 'rpc.unbounded_life' }],
    [
      'an end that is no time',
      kiosk.signer('kiosk', 1, { 'docket-expires-at': 'never' }),
      { code: 'rpc.expired' },
    ],
  ])('%s', async (_, headers, error) => {
    const before = await bookings();
    expect(await refused('appointments.book.v1', anOrder(), headers)).toMatchObject(error);
    expect(await bookings()).toBe(before);
  });

  it('a request that was sent before, by any signature, to any queue', async () => {
    const { id } = await done('appointments.book.v1', anOrder());
    const other = await anInternalService(services().rabbitmqUrl, `${namespace}.rpc`);
    for (const [signer, elsewhere] of [
      [asKiosk, 'rpc.unknown_service'],
      [kiosk.formerSigner('kiosk'), 'rpc.replayed'],
    ] as const) {
      await done('appointments.get.v1', { id }, signer);
      const captured = service.last();
      expect((await other.replay(captured)).err).toMatchObject({ code: elsewhere });
      expect((await service.replay(captured)).err).toMatchObject({ code: 'rpc.replayed' });
    }
    await other.close();
  });

  it('leaves nothing in the queue, and the gateway as it was', async () => {
    expect(await service.waiting()).toBe(0);
    await done('appointments.book.v1', anOrder());
  });
});

const readPage = (): string => readFileSync('docs/internal-services.md', 'utf8');

/** Without what differs from day to day. */
const inGeneral = (output: string): string =>
  output.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>').replace(/(appointment|doctor) \d+/g, '$1 <id>');
