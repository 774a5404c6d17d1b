import { aDoctor, aUser } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Answer } from '../support/http.js';
import { type App, startGateway } from '../support/processes.js';
import { newNamespace, services } from '../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf, nextOf } from './support/api.js';
import { tokenFor } from './support/links.js';
import { type Account, freeStarts, idIn, signIn } from './support/site.js';

let db: TestDatabase;
let gateway: App;
let api: Api;
let staff: Account;
let patient: Account;

beforeAll(async () => {
  db = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: db.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  staff = await signIn(
    gateway.url,
    await aUser(db.database, { role: 'staff', username: 'robin-at-the-desk' }),
  );
  patient = await signIn(gateway.url, await aUser(db.database, { username: 'zacharias' }));
}, 60_000);

afterAll(async () => {
  await gateway.stop();
  await db.drop();
});

const add = (body: object, token = staff.token): Promise<Answer> => api.post('/users/patients', body, token);
const search = (q: string, token = staff.token): Promise<Answer> =>
  api.get(`/users/patients?q=${encodeURIComponent(q)}`, token);
const found = async (q: string): Promise<unknown[]> => listOf(await search(q)).map(({ id }) => id);

it('writes down who telephoned, finds them by name and number, and books for them', async () => {
  const known = { name: 'Robin Ångström', phone: '+4930555123', birthDate: '1950-04-30' };
  const added = await add(known);
  const id = idIn(added);
  expect([added.status, added.body]).toEqual([201, { id, ...known, username: null, email: null }]);
  for (const q of ['robin å', 'ngström', '+49 30 555 123', '030/555123', '555-123'])
    expect(await found(q)).toEqual([id]);
  expect((await search('robin å')).body).toEqual([added.body]);
  for (const q of ['030/555124', '%%', '__']) expect(await found(q)).toEqual([]);
  const doctor = await aDoctor(db.database);
  const [start] = await freeStarts(gateway.url, doctor.id, 1);
  const wish = { doctorId: doctor.id, appointmentDateTime: start, userId: id };
  expect((await api.post('/appointments', wish, staff.token)).status).toBe(201);
  const day = await api.get(
    `/doctors/${doctor.id}/day?date=${start?.slice(0, 10) ?? dayFromNow(1)}`,
    staff.token,
  );
  const [visit] = fieldOf(day, 'appointments') as { patient: unknown }[];
  expect(visit?.patient).toEqual({ id, username: null, name: known.name, phone: known.phone });
});

it('finds patients alone, by username and e-mail address, page by page', async () => {
  expect(await found('ZACHARI')).toEqual([patient.id]);
  expect(await found('zacharias@clinic')).toEqual([patient.id]);
  expect(await found('robin-at-the-desk')).toEqual([]);
  const ids = [idIn(await add({ name: 'Kim Twin' })), idIn(await add({ name: 'Kim Twin' }))];
  const first = await api.get('/users/patients?q=kim&limit=1', staff.token);
  const second = await api.get(nextOf(first) ?? '', staff.token);
  expect([first, second].flatMap((page) => listOf(page).map(({ id }) => id))).toEqual(ids);
  await db.database.client.user.update({ where: { id: ids[0] ?? 0 }, data: { disabledAt: new Date() } });
  expect(await found('kim')).toEqual([ids[1]]);
});

it('finds whoever registered by the name that they told, then and later', async () => {
  const account = { username: 'noor', email: 'noor@clinic.example', password: 'correct horse' };
  const registered = await api.post('/register', { ...account, name: 'Noor Haddad' });
  const id = idIn(registered);
  expect(registered.body).toMatchObject({ name: 'Noor Haddad' });
  expect(await found('haddad')).toEqual([id]);
  const token = await api.signIn(account.username, account.password);
  expect((await api.patch('/me', { name: 'Noor Amsel' }, token)).body).toMatchObject({ name: 'Noor Amsel' });
  expect([await found('haddad'), await found('amsel')]).toEqual([[], [id]]);
  expect((await api.patch('/me', { username: 'noora' }, token)).body).toMatchObject({ name: 'Noor Amsel' });
  expect((await api.patch('/me', { name: ' ' }, token)).status).toBe(422);
  expect((await api.patch('/me', { name: null }, token)).body).toMatchObject({ name: null });
});

it('offers an account to an address, by which the patient takes the record over', async () => {
  const email = 'toni@example.org';
  const id = idIn(await add({ name: 'Toni', email }));
  const claim = {
    token: await tokenFor(db.database, email, 'claim'),
    username: 'toni',
    password: 'a long enough word',
  };
  const claimed = await api.post('/dependants/claim', claim);
  expect([claimed.status, claimed.body]).toMatchObject([201, { id, username: 'toni', email }]);
  expect(await found('toni')).toEqual([id]);
  const again = await add({ name: 'Toni', email });
  expect(again).toMatchObject({ status: 409, body: { code: 'user.email_taken' } });
  expect(await found('toni')).toEqual([id]);
});

it('an offer is worth nothing once whoever made it does not work here any more', async () => {
  const gone = await aUser(db.database, { role: 'staff' });
  const { token } = await signIn(gateway.url, gone);
  const email = 'uli@example.org';
  expect((await add({ name: 'Uli', email }, token)).status).toBe(201);
  await db.database.client.user.update({ where: { id: gone.id }, data: { role: 'patient' } });
  const claim = {
    token: await tokenFor(db.database, email, 'claim'),
    username: 'uli',
    password: 'a long enough word',
  };
  expect(await api.post('/dependants/claim', claim)).toMatchObject({ body: { code: 'auth.link_invalid' } });
});

it('is for those at the desk', async () => {
  for (const answer of [await add({ name: 'Robin' }, patient.token), await search('robin', patient.token)])
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
});
