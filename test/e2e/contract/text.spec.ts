import { resolved, routes } from '../../support/contract.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { aDoctor, aLocation, aUser, daily, password } from '../../support/clinic.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { idIn } from '../support/site.js';

/* R15: what has room for lines takes lines, wherever it is sent. That all other text refuses them, bad-input.spec.ts shows. */

const typed = '\r\n  What I ask: \r\n- how long\u2028- how much\r\r\r\n\nThank you\n \n';
const kept = '  What I ask:\n- how long\n- how much\n\nThank you';

let clinic: TestDatabase;
let gateway: App;
let api: Api;
let admin: string;
let patientId: number;
let doctorId: number;
let days = 0;

beforeAll(async () => {
  clinic = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  ({ id: patientId } = await aUser(clinic.database));
  const { username } = await aUser(clinic.database, { role: 'admin' });
  admin = await api.signIn(username, password);
  ({ id: doctorId } = await aDoctor(clinic.database, { schedule: daily('00:00', '00:00') }));
});

afterAll(async () => {
  await gateway.kill();
  await clinic.drop();
});

/** The answer, which has to be a success. */
async function done(answer: Promise<Answer>): Promise<Answer> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(text);
  return answer;
}

/** Each visit on a day of its own, that none is in the way of another */
const visit = (body: object = {}, path = '/appointments'): Promise<Answer> => {
  days += 1;
  const appointmentDateTime = `${dayFromNow(days)}T10:00:00Z`;
  return done(api.post(path, { doctorId, appointmentDateTime, userId: patientId, ...body }, admin));
};

const field = async (answer: Promise<Answer>, name: string): Promise<unknown> =>
  fieldOf(await done(answer), name);

/** Why the last step of a visit was taken */
async function lastReason(id: number): Promise<unknown> {
  const history = await done(api.get(`/appointments/${id}/history`, admin));
  return listOf(history).at(-1)?.reason;
}

const walkIn = async (body: object): Promise<number> => {
  const { id } = await aUser(clinic.database);
  const { id: busy } = await aDoctor(clinic.database, { schedule: daily('00:00', '00:00') });
  const whole = { doctorId: busy, userId: id, ...body };
  return idIn(await done(api.post('/appointments/walk-ins', whole, admin)));
};

const visitOf = (id: number): Promise<Answer> => api.get(`/appointments/${id}`, admin);

const aSeries = async (body: object = {}): Promise<{ id: number; reason: string }[]> => {
  const recurrence = { frequency: 'weekly', count: 2 };
  const series = await visit({ recurrence, ...body }, '/appointments/series');
  return (series.body as { appointments: { id: number; reason: string }[] }).appointments;
};

const retirement = async (): Promise<string> => {
  const { id } = await aDoctor(clinic.database);
  return `/doctors/${id}/retirement`;
};

/** How each field of lines is sent, and read again. */
const ways: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
  'NewAppointmentDto/reason': async (reason) => field(visitOf(idIn(await visit({ reason }))), 'reason'),
  'NewAppointmentDto/overbookReason': async (overbookReason) =>
    lastReason(idIn(await visit({ overbookReason }))),
  'NewWalkInDto/reason': async (reason) => field(visitOf(await walkIn({ reason })), 'reason'),
  'NewWalkInDto/overbookReason': async (overbookReason) => lastReason(await walkIn({ overbookReason })),
  'NewSeriesDto/reason': async (reason) => (await aSeries({ reason }))[1]?.reason,
  'FollowingChangesDto/changeReason': async (changeReason) => {
    const [{ id } = { id: 0 }] = await aSeries();
    const appointmentDateTime = `${dayFromNow(days)}T12:00:00Z`;
    const path = `/appointments/${id}/move-following`;
    await done(api.post(path, { appointmentDateTime, changeReason }, admin));
    return lastReason(id);
  },
  'ChangesDto/reason': async (reason) =>
    field(api.patch(`/appointments/${idIn(await visit())}`, { reason }, admin), 'reason'),
  'ChangesDto/changeReason': async (changeReason) => {
    const id = idIn(await visit());
    const appointmentDateTime = `${dayFromNow(days)}T11:00:00Z`;
    await done(api.patch(`/appointments/${id}`, { appointmentDateTime, changeReason }, admin));
    return lastReason(id);
  },
  'StepDto/reason': async (reason) => {
    const id = idIn(await visit());
    await done(api.post(`/appointments/${id}/cancel`, { reason }, admin));
    return lastReason(id);
  },
  'NewExceptionDto/reason': async (reason) => {
    const body = { date: dayFromNow(200), kind: 'closed', reason };
    return field(api.post(`/doctors/${doctorId}/exceptions`, body, admin), 'reason');
  },
  'NewRetirementDto/reason': async (reason) =>
    field(api.put(await retirement(), { on: dayFromNow(300), reason }, admin), 'reason'),
  'NewCancellationsDto/reason': async (reason) => {
    const path = await retirement();
    const id = idIn(await visit({ doctorId: Number(path.split('/')[2]) }));
    await done(api.put(path, { on: dayFromNow(1) }, admin));
    await done(api.post(`${path}/cancellations`, { reason }, admin));
    return lastReason(id);
  },
  'NewDoctorDto/bio': async (bio) => {
    const { id: locationId } = await aLocation(clinic.database);
    return field(
      api.post('/doctors', { name: 'Dr. Ada', specialization: 'ENT', locationId, bio }, admin),
      'bio',
    );
  },
  'DoctorChangesDto/bio': (bio) => field(api.patch(`/doctors/${doctorId}`, { bio }, admin), 'bio'),
  'NewLocationDto/address': (address) =>
    field(api.post('/locations', { name: 'City Clinic', timeZone: 'UTC', address }, admin), 'address'),
  'LocationChangesDto/address': async (address) => {
    const { id } = await aLocation(clinic.database);
    return field(api.patch(`/locations/${id}`, { address }, admin), 'address');
  },
  'CorrectionDto/address': (address) =>
    field(api.patch(`/users/patients/${patientId}`, { address }, admin), 'address'),
  'NewLookDto/reason': async (reason) => {
    const { username } = await aUser(clinic.database);
    await done(api.post('/users/patients/looks', { q: username, reason }, admin));
    return listOf(await done(api.get('/users/patients/looks', admin)))[0]?.reason;
  },
  'CorrectionDto/note': (note) => field(api.patch(`/users/patients/${patientId}`, { note }, admin), 'note'),
};

/** `NewDoctorDto/bio` and all others of the contract */
const fieldsOfLines = [
  ...new Set(
    routes.flatMap(({ body, bodyName }) =>
      Object.entries(body?.properties ?? {})
        .filter(([, property]) => resolved(property)['x-docket-text'] === 'lines')
        .map(([name]) => `${bodyName}/${name}`),
    ),
  ),
];

it('R15: each field of lines is tried', () => {
  expect(Object.keys(ways).sort()).toEqual([...fieldsOfLines].sort());
});

it.each(Object.entries(ways))('R15: %s takes lines, and gives them back tidied', async (_, way) => {
  expect(await way(typed)).toBe(kept);
});

it('R15: the length of lines is counted once they are tidied', async () => {
  const path = `/doctors/${doctorId}`;
  const most = 'x'.repeat(2000);
  expect(await api.patch(path, { bio: `\n${most}\r\n` }, admin)).toMatchObject({ status: 200 });
  expect(await api.patch(path, { bio: `${most}\ny` }, admin)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/bio', code: 'text.too_long' }] },
  });
});

it('R15: a reason that has to be there is not made of empty lines', async () => {
  const body = { doctorId, appointmentDateTime: `${dayFromNow(1)}T10:00:00Z`, overbookReason: ' \n\n' };
  expect(await api.post('/appointments', { ...body, userId: patientId }, admin)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/overbookReason', code: 'text.required' }] },
  });
});

it('R15: control characters are refused by a code of their own', async () => {
  expect(await api.patch(`/doctors/${doctorId}`, { bio: 'a\x1b[2Jb' }, admin)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/bio', code: 'text.control_character' }] },
  });
});
