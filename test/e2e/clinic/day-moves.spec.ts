import { randomUUID } from 'node:crypto';
import { type Doctor } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { type Account, idIn, patients, signIn } from '../support/site.js';

const patience = 60_000;
const date = dayFromNow(5);

let db: TestDatabase;
let gateway: App;
let api: Api;
let staff: Account;
let own: Account;
let ill: Doctor;
let standIn: Doctor;
let elsewhere: Doctor;
let people: readonly Account[];

beforeAll(async () => {
  db = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: db.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  staff = await signIn(gateway.url, await aUser(db.database, { role: 'staff' }));
  const account = await aUser(db.database, { role: 'doctor' });
  own = await signIn(gateway.url, account);
  people = await patients(db.database, gateway.url, 3);
  // A patient may not move a visit any more that is so near.
  const { id } = await aVisitType(db.database, { rescheduleCutoffMinutes: 30 * 24 * 60 });
  const wish = { specialization: 'Neurology', visitTypeIds: [id], schedule: daily('09:00', '10:30') };
  ill = await aDoctor(db.database, { ...wish, userId: account.id });
  standIn = await aDoctor(db.database, {
    ...wish,
    name: 'Grace Stand-In',
    schedule: daily('09:00', '09:30'),
  });
  // Neither works where the visits are, or can do what they are for.
  const { id: locationId } = await aLocation(db.database);
  elsewhere = await aDoctor(db.database, { ...wish, locationId });
  await aDoctor(db.database, { specialization: 'Neurology', schedule: daily('09:00', '10:30') });
}, patience);

afterAll(async () => {
  await gateway.stop();
  await db.drop();
});

const propose = (body: object, { token } = staff, doctorId = ill.id): Promise<Answer> =>
  api.post(`/doctors/${doctorId}/day/moves/proposals`, body, token);

interface Move {
  readonly appointment: {
    readonly id: number;
    readonly version: number;
    readonly patient: { readonly id: number };
  };
  readonly proposal: {
    readonly doctorId: number;
    readonly doctorName: string;
    readonly appointmentDateTime: string;
  };
  readonly alternatives: readonly { readonly doctorId: number; readonly appointmentDateTime: string }[];
}
const movesIn = (answer: Answer): Move[] => fieldOf(answer, 'moves') as Move[];

it('proposes the same time with a stand-in or the next free one, and staff can do as proposed', async () => {
  const times = ['09:00', '09:30', '10:00'];
  const booked: number[] = [];
  for (const [index, time] of times.entries()) {
    const wish = { doctorId: ill.id, appointmentDateTime: `${date}T${time}:00Z` };
    const answer = await api.post('/appointments', wish, people[index]?.token);
    expect(answer.status).toBe(201);
    booked.push(idIn(answer));
  }
  // The first patient's visit with another doctor takes a time away, and the visit that is cancelled gives none.
  const other = await aDoctor(db.database, { schedule: daily('09:00', '17:00') });
  const busy = { doctorId: other.id, appointmentDateTime: `${dayFromNow(6)}T09:00:00Z` };
  expect((await api.post('/appointments', busy, people[1]?.token)).status).toBe(201);

  const before = await db.database.client.appointment.findMany({ orderBy: { id: 'asc' } });
  const answer = await propose({ date });
  expect(answer.status).toBe(200);
  const moves = movesIn(answer);
  expect(await db.database.client.appointment.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  expect(moves.map(({ appointment }) => [appointment.id, appointment.patient.id])).toEqual(
    booked.map((id, index) => [id, people[index]?.id]),
  );
  expect(moves.map(({ proposal }) => proposal)).toMatchObject([
    { doctorId: standIn.id, doctorName: 'Grace Stand-In', appointmentDateTime: `${date}T09:00:00.000Z` },
    { doctorId: ill.id, doctorName: ill.name, appointmentDateTime: `${dayFromNow(6)}T09:30:00.000Z` },
    { doctorId: ill.id, appointmentDateTime: `${dayFromNow(6)}T09:00:00.000Z` },
  ]);
  expect(moves.every(({ alternatives }) => alternatives.length === 3)).toBe(true);

  for (const { appointment, proposal } of moves) {
    const { doctorId, appointmentDateTime } = proposal;
    const change = { doctorId, appointmentDateTime };
    const patch = (body: object, token: string | undefined = staff.token) =>
      call('PATCH', `${gateway.url}/appointments/${appointment.id}`, {
        token,
        body,
        headers: { 'idempotency-key': randomUUID(), 'if-match': `"${appointment.version}"` },
      });
    const byPatient = await patch(change, people.find(({ id }) => id === appointment.patient.id)?.token);
    expect(byPatient.body).toMatchObject({ code: 'appointment.reschedule_too_late' });
    const moved = await patch({ ...change, changeReason: 'The doctor is ill.' });
    expect([moved.status, moved.body]).toMatchObject([200, change]);
  }
  expect((await propose({ date })).body).toEqual({ moves: [] });
});

it('asks the stand-in who is named, alone', async () => {
  const day = dayFromNow(9);
  const wish = { doctorId: ill.id, appointmentDateTime: `${day}T10:00:00Z` };
  expect((await api.post('/appointments', wish, people[0]?.token)).status).toBe(201);
  const helper = await aDoctor(db.database, {
    specialization: 'Pediatrics',
    visitTypeIds: (await db.database.client.doctorVisitType.findMany({ where: { doctorId: ill.id } })).map(
      ({ visitTypeId }) => visitTypeId,
    ),
  });
  const [move] = movesIn(await propose({ date: day, toDoctorId: helper.id }, own));
  expect(move?.proposal).toMatchObject({ doctorId: helper.id, appointmentDateTime: `${day}T10:00:00.000Z` });
  // Staff move no patient to where they do not work.
  const [stays] = movesIn(await propose({ date: day, toDoctorId: elsewhere.id }));
  expect(stays?.proposal).toMatchObject({ doctorId: ill.id });
  for (const toDoctorId of [ill.id, 2_000_000_000])
    expect(await propose({ date: day, toDoctorId })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/toDoctorId' }] },
    });
});

it('R7: proposes another time with the same doctor for a type that the doctor no longer offers', async () => {
  const day = dayFromNow(11);
  const { id: visitTypeId } = await aVisitType(db.database);
  const offer = { doctorId: ill.id, visitTypeId };
  const { doctorVisitType } = db.database.client;
  await doctorVisitType.create({ data: { ...offer, position: 9 } });
  const wish = { ...offer, appointmentDateTime: `${day}T09:00:00Z` };
  expect((await api.post('/appointments', wish, people[0]?.token)).status).toBe(201);
  await doctorVisitType.delete({ where: { doctorId_visitTypeId: offer } });
  const [move] = movesIn(await propose({ date: day }));
  expect(move?.proposal).toMatchObject({
    doctorId: ill.id,
    appointmentDateTime: `${dayFromNow(12)}T09:00:00.000Z`,
  });
});

it('is for staff of the place and the doctor', async () => {
  const stranger = await signIn(gateway.url, await aUser(db.database, { role: 'doctor' }));
  expect(await propose({ date }, stranger)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  expect(await propose({ date }, staff, elsewhere.id)).toMatchObject({
    status: 403,
    body: { code: 'auth.elsewhere' },
  });
  expect((await propose({ date }, own)).status).toBe(200);
});
