import { aDoctor, aUser, daily } from '../../support/clinic.js';
import { withPostgres } from '../../support/run/connections.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { dayFromNow, fieldOf } from '../support/api.js';
import { letExpire } from '../support/passing-time.js';
import { type Account, idIn, signIn, tally } from '../support/site.js';

/* How much of the time to come one patient may take (SECURITY 22). */

const mostHolds = 2;
const mostVisits = 4;
const mostEntries = 3;
const mostADay = 6;
const mostUnproven = 2;

let clinic: TestDatabase;
let gateways: readonly App[];
let desk: Account;
let hours = 0;

beforeAll(async () => {
  clinic = await createDatabase();
  const options = {
    ...services(),
    databaseUrl: clinic.url,
    namespace: newNamespace(),
    env: {
      QUOTA_HOLDS: String(mostHolds),
      QUOTA_BOOKINGS: String(mostVisits),
      QUOTA_WAITLIST: String(mostEntries),
      QUOTA_BOOKINGS_PER_DAY: String(mostADay),
      QUOTA_UNPROVEN_VISITS: String(mostUnproven),
      // Gateways send no mail themselves; that it is sent is what makes a proof possible.
      SMTP_URL: 'smtp://127.0.0.1:9',
    },
  };
  gateways = await Promise.all([startGateway(options), startGateway(options)]);
  desk = await signIn(gateway(0), await aUser(clinic.database, { role: 'staff' }));
}, 180_000);

afterAll(async () => {
  await Promise.all(gateways.map((each) => each.stop()));
  await clinic.drop();
});

const gateway = (turn: number): string => gateways[turn % gateways.length]?.url ?? '';
const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];

const newPatient = async (emailVerifiedAt: Date | null = new Date()): Promise<Account> =>
  signIn(gateway(0), await aUser(clinic.database, { emailVerifiedAt }));

const doctorFor = async (): Promise<number> =>
  (await aDoctor(clinic.database, { schedule: daily('00:00', '00:00') })).id;

function nextHour(): string {
  hours += 1;
  return `${dayFromNow(2 + Math.floor(hours / 24))}T${String(hours % 24).padStart(2, '0')}:00:00Z`;
}

const ask = (path: string, account: Account, body: object, turn = 0, key?: string): Promise<Answer> =>
  call('POST', `${gateway(turn)}/appointments${path}`, {
    token: account.token,
    body,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });

const wish = (doctorId: number, more: object = {}) => ({
  doctorId,
  appointmentDateTime: nextHour(),
  ...more,
});

/** How many wait for a lock. */
const waiting = (): Promise<number> =>
  withPostgres(clinic.url, async (client) => {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount ?? 0;
  });

/** Asks for many different times at once, at both gateways. */
const rush = (path: string, account: Account, doctorId: number, count: number): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, turn) => ask(path, account, wish(doctorId), turn)));

it('bounds visits to come, exactly, however many are asked for at once', async () => {
  const patient = await newPatient();
  const doctorId = await doctorFor();
  const { client } = clinic.database;
  const before = await client.outboxEvent.count();
  expect(tally(await rush('', patient, doctorId, 24))).toEqual({
    '201': mostVisits,
    '422 appointment.too_many_bookings': 24 - mostVisits,
  });
  await expect(client.appointment.count({ where: { userId: patient.id } })).resolves.toBe(mostVisits);
  await expect(client.outboxEvent.count()).resolves.toBe(before + mostVisits);
  // One that is called off makes room for one.
  const [first] = await client.appointment.findMany({ where: { userId: patient.id } });
  await ask(`/${first?.id ?? 0}/cancel`, patient, {});
  expect((await ask('', patient, wish(doctorId))).status).toBe(201);
  expect(outcome(await ask('', patient, wish(doctorId)))).toEqual([422, 'appointment.too_many_bookings']);
});

it('gives the last visit to one of two whose statements overlap', async () => {
  const patient = await newPatient();
  const doctorId = await doctorFor();
  await rush('', patient, doctorId, mostVisits - 1);
  const both = await withPostgres(clinic.url, async (client) => {
    // What is booked refers to the doctor, which PostgreSQL checks at the end of the statement: there both have to wait.
    await client.query('BEGIN');
    await client.query('SELECT FROM doctors WHERE id = $1 FOR UPDATE', [doctorId]);
    const asked = rush('', patient, doctorId, 2);
    await eventually(async () => (await waiting()) === 2);
    await client.query('COMMIT');
    return asked;
  });
  expect(tally(both)).toEqual({ '201': 1, '422 appointment.too_many_bookings': 1 });
});

it('bounds holds, of which those that have expired do not count', async () => {
  const patient = await newPatient();
  const doctorId = await doctorFor();
  const answers = await rush('/holds', patient, doctorId, 12);
  expect(tally(answers)).toEqual({ '201': mostHolds, '422 appointment.too_many_holds': 12 - mostHolds });
  const held = answers.find(({ status }) => status === 201);
  await letExpire(clinic.database, held === undefined ? 0 : idIn(held));
  expect((await ask('/holds', patient, wish(doctorId))).status).toBe(201);
  expect(outcome(await ask('/holds', patient, wish(doctorId)))).toEqual([422, 'appointment.too_many_holds']);
});

it('bounds what is booked from holds, and series as a whole', async () => {
  const patient = await newPatient();
  const doctorId = await doctorFor();
  const recurrence = (count: number) => ({ recurrence: { frequency: 'weekly', count } });
  const full = [422, 'appointment.too_many_bookings'];
  const tooLong = wish(doctorId, recurrence(mostVisits + 1));
  expect(outcome(await ask('/series', patient, tooLong))).toEqual(full);
  const { client } = clinic.database;
  await expect(client.appointment.count({ where: { userId: patient.id } })).resolves.toBe(0);
  expect((await ask('/series', patient, wish(doctorId, recurrence(mostVisits - 1)))).status).toBe(201);
  const wishes = [wish(doctorId), wish(doctorId)];
  const holds = await Promise.all(wishes.map((each) => ask('/holds', patient, each)));
  const booked = await Promise.all(
    holds.map((hold, turn) => ask('', patient, { ...wishes[turn], holdId: idIn(hold) }, turn)),
  );
  expect(tally(booked)).toEqual({ '201': 1, '422 appointment.too_many_bookings': 1 });
  expect(outcome(await ask('/series', patient, wish(doctorId, recurrence(2))))).toEqual(full);
  const any = { specialization: 'Cardiology', appointmentDateTime: nextHour() };
  expect(outcome(await ask('', patient, any))).toEqual(full);
});

it('answers a repeated request as the first time, even when the quota is full', async () => {
  const patient = await newPatient();
  const doctorId = await doctorFor();
  const body = wish(doctorId);
  const first = await ask('', patient, body, 0, 'same');
  await rush('', patient, doctorId, mostVisits);
  const again = await ask('', patient, body, 1, 'same');
  expect(again).toMatchObject({ status: 201, body: { id: idIn(first) } });
});

it('does not bind staff, and binds each patient alone', async () => {
  const [patient, other] = [await newPatient(), await newPatient()];
  const doctorId = await doctorFor();
  await rush('', patient, doctorId, mostVisits);
  expect((await ask('', desk, wish(doctorId, { userId: patient.id }))).status).toBe(201);
  expect((await ask('/holds', desk, wish(doctorId, { userId: patient.id }))).status).toBe(201);
  expect((await ask('', other, wish(doctorId))).status).toBe(201);
  expect(outcome(await ask('', patient, wish(doctorId)))).toEqual([422, 'appointment.too_many_bookings']);
});

it('bounds entries on the waitlist, exactly, and not for staff', async () => {
  const patient = await newPatient();
  const wanted = { doctorId: await doctorFor(), from: dayFromNow(1), to: dayFromNow(9) };
  const join = (account: Account, turn: number, more: object = {}): Promise<Answer> =>
    call('POST', `${gateway(turn)}/waitlist`, { token: account.token, body: { ...wanted, ...more } });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, turn) => join(patient, turn)));
  expect(tally(answers)).toEqual({
    '201': mostEntries,
    '422 waitlist.too_many_entries': 12 - mostEntries,
  });
  expect((await join(desk, 0, { userId: patient.id })).status).toBe(201);
  // One that is left makes room, when what staff entered has left too.
  for (const { id } of await clinic.database.client.waitlistEntry.findMany({
    where: { userId: patient.id },
  })) {
    const left = await call('DELETE', `${gateway(1)}/waitlist/${id}`, { token: patient.token });
    expect(left.status).toBe(204);
  }
  expect((await join(patient, 0)).status).toBe(201);
});

const proofNeeded = [422, 'appointment.proof_needed'];

it('bounds what an account has before its address is proven, exactly, and not a moment longer', async () => {
  const patient = await newPatient(null);
  const doctorId = await doctorFor();
  expect(tally(await rush('', patient, doctorId, 40))).toEqual({
    '201': mostUnproven,
    '422 appointment.proof_needed': 40 - mostUnproven,
  });
  expect(outcome(await ask('/holds', patient, wish(doctorId)))).toEqual(proofNeeded);
  const recurrence = { frequency: 'weekly', count: 2 };
  expect(outcome(await ask('/series', patient, wish(doctorId, { recurrence })))).toEqual(proofNeeded);
  expect((await ask('', desk, wish(doctorId, { userId: patient.id }))).status).toBe(201);
  const { client } = clinic.database;
  await client.user.update({ where: { id: patient.id }, data: { emailVerifiedAt: new Date() } });
  expect((await ask('', patient, wish(doctorId))).status).toBe(201);
});

it('counts holds of an unproven account, and a hold that is used once', async () => {
  const patient = await newPatient(null);
  const doctorId = await doctorFor();
  const wishes = [wish(doctorId), wish(doctorId)];
  const holds = await Promise.all(wishes.map((each) => ask('/holds', patient, each)));
  expect(outcome(await ask('', patient, wish(doctorId)))).toEqual(proofNeeded);
  const [first] = holds;
  const used = await ask('', patient, { ...wishes[0], holdId: first === undefined ? 0 : idIn(first) });
  expect(used.status).toBe(201);
});

it('counts what an unproven guardian has with all dependants, and takes the proof of the guardian for theirs', async () => {
  const { client } = clinic.database;
  const guardian = await aUser(clinic.database);
  const dependants = await Promise.all([1, 2].map(() => client.user.create({ data: { name: 'Kim' } })));
  const common = { guardianId: guardian.id, relationship: 'child', createdAt: new Date() } as const;
  await client.guardianship.createMany({
    data: dependants.map(({ id }) => ({ ...common, dependantId: id })),
  });
  const account = await signIn(gateway(0), guardian);
  const doctorId = await doctorFor();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, turn) =>
      ask('', account, wish(doctorId, { userId: dependants[turn % 2]?.id }), turn),
    ),
  );
  expect(tally(answers)).toEqual({
    '201': mostUnproven,
    '422 appointment.proof_needed': 8 - mostUnproven,
  });
  await client.user.update({ where: { id: guardian.id }, data: { emailVerifiedAt: new Date() } });
  expect((await ask('', account, wish(doctorId, { userId: dependants[0]?.id }))).status).toBe(201);
});

it('ends booking and cancelling in turns, and begins again the next day', async () => {
  const patient = await newPatient();
  const doctorId = await doctorFor();
  for (let turn = 0; turn < mostADay; turn += 1) {
    const booked = await ask('', patient, wish(doctorId), turn);
    expect(booked.status).toBe(201);
    await ask(`/${idIn(booked)}/cancel`, patient, {}, turn);
  }
  expect(outcome(await ask('', patient, wish(doctorId)))).toEqual([422, 'appointment.too_many_a_day']);
  const { client } = clinic.database;
  const yesterday = new Date(Date.now() - 86_400_000);
  await client.appointment.updateMany({ where: { userId: patient.id }, data: { createdAt: yesterday } });
  expect((await ask('', patient, wish(doctorId))).status).toBe(201);
});
