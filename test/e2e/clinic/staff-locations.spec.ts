import { aDoctor, aLocation, aUser, aVisitType, daily, letWork, password } from '../../support/clinic.js';
import { type Answer } from '../../support/http.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { type Account, idIn, patients, signIn } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

/*
 * Staff act where they work. Elsewhere appointments do not exist for them, and what is public (doctors, locations) they
 * may not change.
 */

let stage: Stage;
let api: Api;
let patient: Account;
let desk: Account;
let nowhere: Account;
let admin: string;
let here: { id: number; locationId: number };
let away: { id: number; locationId: number };
let visitors: { id: number; locationId: number };
let hours = 0;

beforeAll(async () => {
  stage = await openStage();
  const { database } = stage.clinic;
  const { url } = await stage.startGateway();
  api = apiOf(url);
  [patient] = await patients(database, url, 1);
  const schedule = daily('00:00', '00:00');
  const [near, far] = [await aLocation(database), await aLocation(database)];
  const visitTypeIds = [(await aVisitType(database)).id];
  here = await aDoctor(database, { locationId: near.id, schedule, visitTypeIds, specialization: 'Both' });
  away = await aDoctor(database, { locationId: far.id, schedule, visitTypeIds, specialization: 'Both' });
  // At home far away, and here on tomorrow's weekday.
  const weekday = new Date(dayFromNow(1)).getUTCDay() || 7;
  const others = [1, 2, 3, 4, 5, 6, 7].filter((each) => each !== weekday);
  visitors = await aDoctor(database, {
    locationId: far.id,
    schedule: daily('00:00', '00:00', others),
    specialization: 'Guest',
  });
  await database.client.scheduleWindow.create({
    data: { doctorId: visitors.id, locationId: near.id, weekday, startMinute: 0, endMinute: 60 },
  });
  const [one, two] = [await aUser(database, { role: 'staff' }), await aUser(database, { role: 'staff' })];
  await database.client.staffLocation.deleteMany();
  await letWork(database, one.id, near.id);
  [desk, nowhere] = [await signIn(url, one), await signIn(url, two)];
  admin = await api.signIn((await aUser(database, { role: 'admin' })).username, password);
}, 180_000);

afterAll(() => stage.close());

const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];
const elsewhere = [403, 'auth.elsewhere'];
const notFound = [404, 'appointment.not_found'];

/** An hour that no other test asks for, in three days or later. */
function nextHour(): string {
  hours += 1;
  return `${dayFromNow(3 + Math.floor(hours / 20))}T${String(hours % 20).padStart(2, '0')}:00:00Z`;
}

const book = (doctorId: number, token: string, more: object = {}): Promise<Answer> =>
  api.post('/appointments', { doctorId, appointmentDateTime: nextHour(), ...more }, token);

const bookedWith = async (doctorId: number): Promise<number> => {
  const booked = await book(doctorId, patient.token);
  expect(booked.status).toBe(201);
  return idIn(booked);
};

it('find no appointment elsewhere, and change none', async () => {
  const [near, far] = [await bookedWith(here.id), await bookedWith(away.id)];
  const steps = ['cancel', 'check-in', 'confirm', 'complete', 'no-show', 'undo'];
  for (const who of [desk, nowhere]) {
    expect(outcome(await api.get(`/appointments/${far}`, who.token))).toEqual(notFound);
    expect(outcome(await api.get(`/appointments/${far}/history`, who.token))).toEqual(notFound);
    expect(outcome(await api.patch(`/appointments/${far}`, { reason: 'x' }, who.token))).toEqual(notFound);
    for (const step of steps)
      expect(outcome(await api.post(`/appointments/${far}/${step}`, {}, who.token))).toEqual(notFound);
  }
  expect(outcome(await api.get(`/appointments/${near}`, nowhere.token))).toEqual(notFound);
  const ids = async (token: string) => listOf(await api.get('/appointments', token)).map(({ id }) => id);
  expect(await ids(desk.token)).toEqual([near]);
  expect(await ids(nowhere.token)).toEqual([]);
  expect(await ids(admin)).toEqual(expect.arrayContaining([near, far]));
  expect((await api.get(`/appointments/${near}/history`, desk.token)).status).toBe(200);
  expect((await api.post(`/appointments/${near}/cancel`, {}, desk.token)).status).toBe(200);
  expect((await api.post(`/appointments/${near}/undo`, {}, desk.token)).status).toBe(200);
});

it('book, hold, overbook and take in for others where they work alone', async () => {
  const other = await aUser(stage.clinic.database);
  const start = () => ({ appointmentDateTime: nextHour() });
  const attempts = (doctorId: number, token: string, { id: userId }: { id: number } = patient) => {
    const forPatient = { userId };
    return [
      book(doctorId, token, forPatient),
      book(doctorId, token, { ...forPatient, overbookReason: 'in pain' }),
      api.post('/appointments/holds', { doctorId, ...start(), ...forPatient }, token),
      api.post('/appointments/walk-ins', { doctorId, ...forPatient }, token),
      api.post(
        '/appointments/series',
        { doctorId, ...start(), ...forPatient, recurrence: { frequency: 'weekly', count: 2 } },
        token,
      ),
    ];
  };
  for (const attempt of attempts(away.id, desk.token)) expect(outcome(await attempt)).toEqual(elsewhere);
  for (const attempt of attempts(here.id, nowhere.token)) expect(outcome(await attempt)).toEqual(elsewhere);
  for (const attempt of attempts(here.id, desk.token)) expect((await attempt).status).toBe(201);
  for (const attempt of attempts(away.id, admin, other)) expect((await attempt).status).toBe(201);
  // For themselves they are patients like any other, but for a place that does not exist.
  expect((await book(away.id, desk.token)).status).toBe(201);
  const own = { overbookReason: 'I work here' };
  expect(outcome(await book(away.id, desk.token, own))).toEqual(elsewhere);
});

it('book any doctor among those of their locations', async () => {
  const wish = () => ({ specialization: 'Both', appointmentDateTime: nextHour(), userId: patient.id });
  for (let turn = 0; turn < 3; turn += 1) {
    const booked = await api.post('/appointments', wish(), desk.token);
    expect(booked).toMatchObject({ status: 201, body: { doctorId: here.id } });
  }
  expect(outcome(await api.post('/appointments', wish(), nowhere.token))).toEqual(elsewhere);
});

it('move a visit within their locations, and are patients in their own elsewhere', async () => {
  const near = await bookedWith(here.id);
  const appointmentDateTime = nextHour();
  const move = (doctorId: number) =>
    api.patch(`/appointments/${near}`, { doctorId, appointmentDateTime }, desk.token);
  expect(outcome(await move(away.id))).toEqual(elsewhere);
  expect((await move(here.id)).status).toBe(200);
  const own = idIn(await book(away.id, desk.token));
  expect((await api.get(`/appointments/${own}`, desk.token)).status).toBe(200);
  expect(outcome(await api.post(`/appointments/${own}/check-in`, {}, desk.token))).toEqual([
    403,
    'auth.forbidden',
  ]);
  expect((await api.post(`/appointments/${own}/cancel`, {}, desk.token)).status).toBe(200);
});

it('have holds of their locations alone', async () => {
  const hold = async (doctorId: number): Promise<number> => {
    const wish = { doctorId, appointmentDateTime: nextHour() };
    return idIn(await api.post('/appointments/holds', wish, patient.token));
  };
  const [near, far] = [await hold(here.id), await hold(away.id)];
  expect(outcome(await api.delete(`/appointments/holds/${far}`, desk.token))).toEqual([
    404,
    'hold.not_found',
  ]);
  expect((await api.delete(`/appointments/holds/${near}`, desk.token)).status).toBe(204);
});

it("see the day of doctors who work there, with that place's visits", async () => {
  const date = nextHour().slice(0, 10);
  const day = (doctorId: number, token: string, on = date) =>
    api.get(`/doctors/${doctorId}/day?date=${on}`, token);
  expect((await day(here.id, desk.token)).status).toBe(200);
  expect(outcome(await day(away.id, desk.token))).toEqual(elsewhere);
  expect(outcome(await day(here.id, nowhere.token))).toEqual(elsewhere);
  expect((await day(away.id, admin)).status).toBe(200);
  // The visitor's patients at home are none of their business.
  const at = `${dayFromNow(2)}T05:00:00Z`;
  const far = await api.post(
    '/appointments',
    { doctorId: visitors.id, appointmentDateTime: at },
    patient.token,
  );
  expect(far.status).toBe(201);
  const seen = async (token: string) =>
    (fieldOf(await day(visitors.id, token, dayFromNow(2)), 'appointments') as { id: number }[]).map(
      ({ id }) => id,
    );
  expect(await seen(desk.token)).toEqual([]);
  expect(await seen(admin)).toEqual([idIn(far)]);
});

it('decide about the hours of doctors and locations of theirs', async () => {
  const closed = { date: dayFromNow(40), kind: 'closed' };
  const holiday = { date: dayFromNow(40), name: 'Holiday' };
  const asks = (doctor: typeof here, token: string): Promise<Answer>[] => [
    api.get(`/doctors/${doctor.id}/exceptions`, token),
    api.post(`/doctors/${doctor.id}/exceptions`, closed, token),
    api.get(`/doctors/${doctor.id}/appointments/outside-hours`, token),
    api.get(`/locations/${doctor.locationId}/closures`, token),
    api.post(`/locations/${doctor.locationId}/closures`, holiday, token),
    api.get(`/locations/${doctor.locationId}/appointments/outside-hours`, token),
    api.put(`/doctors/${doctor.id}/schedule`, { windows: [] }, token),
  ];
  for (const ask of asks(away, desk.token)) expect(outcome(await ask)).toEqual(elsewhere);
  // Where a doctor is a guest is not for that place to say.
  for (const ask of asks(visitors, desk.token)) expect(outcome(await ask)).toEqual(elsewhere);
  for (const ask of asks(here, nowhere.token)) expect(outcome(await ask)).toEqual(elsewhere);
  const { client } = stage.clinic.database;
  await expect(client.scheduleException.count({ where: { kind: 'closed' } })).resolves.toBe(0);
  await expect(client.locationClosure.count()).resolves.toBe(0);
  for (const ask of asks(here, desk.token)) expect((await ask).status).toBeLessThan(300);
  const closures = `/locations/${here.locationId}/closures`;
  const [{ id } = { id: 0 }] = listOf(await api.get(closures, desk.token)) as { id: number }[];
  expect(outcome(await api.delete(`${closures}/${id}`, nowhere.token))).toEqual(elsewhere);
  expect((await api.get('/locations/2147483647/closures', desk.token)).status).toBe(404);
});

it('work at other locations from their next request on', async () => {
  const far = await bookedWith(away.id);
  const see = () => api.get(`/appointments/${far}`, desk.token);
  expect((await see()).status).toBe(404);
  const bind = (locationIds: number[]) => api.patch(`/users/${desk.id}`, { locationIds }, admin);
  expect((await bind([away.locationId])).status).toBe(200);
  expect((await see()).status).toBe(200);
  expect((await bind([here.locationId])).status).toBe(200);
  expect((await see()).status).toBe(404);
});
