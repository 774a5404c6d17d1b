import { aDoctor, aLocation, aUser, letKnow, letWork } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf, nextOf } from '../support/api.js';
import { tokenFor } from '../support/links.js';
import { type Account, freeStarts, idIn, signIn } from '../support/site.js';

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
  expect([added.status, added.body]).toEqual([
    201,
    { id, ...known, username: null, email: null, deceasedOn: null },
  ]);
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
  expect(visit?.patient).toEqual({
    id,
    username: null,
    name: known.name,
    phone: known.phone,
    deceasedOn: null,
  });
});

it('finds patients alone, by username and e-mail address, page by page', async () => {
  expect(await found('ZACHARI')).toEqual([]);
  await letKnow(db.database, patient.id);
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

it('finds registered patients by the name that they told, then and later', async () => {
  const account = { username: 'noor', email: 'noor@clinic.example', password: 'correct horse' };
  const registered = await api.post('/register', { ...account, name: 'Noor Haddad' });
  const id = idIn(registered);
  expect(registered.body).toMatchObject({ name: 'Noor Haddad' });
  expect([await found('haddad'), await found(account.email)]).toEqual([[], [id]]);
  expect(await found('haddad')).toEqual([id]);
  const token = await api.signIn(account.username, account.password);
  expect((await api.patch('/me', { name: 'Noor Amsel' }, token)).body).toMatchObject({ name: 'Noor Amsel' });
  expect([await found('haddad'), await found('amsel')]).toEqual([[], [id]]);
  expect((await api.patch('/me', { username: 'noora' }, token)).body).toMatchObject({ name: 'Noor Amsel' });
  expect((await api.patch('/me', { name: ' ' }, token)).status).toBe(422);
  expect((await api.patch('/me', { name: null }, token)).body).toMatchObject({ name: null });
});

it.each([
  ['Jörg Müller', ['jorg', 'JÖRG MÜLLER', 'mueller joerg', 'muller, jorg', 'Mu\u0308ller', 'müll']],
  ['Mueller-Ärzte', ['Müller', 'aerzte mueller']],
  ['Иван Петров', ['иван', 'ПЕТРОВ иван', 'етро']],
  ['Νίκος Ωmega', ['ΝΙΚΟΣ', 'ωmega νικος']],
  ['مُحَمَّد الأحمد', ['محمد', 'الاحمد محمد']],
])('R16: %s is found by %j', async (name, queries) => {
  const id = idIn(await add({ name }));
  for (const q of queries) expect([q, await found(q)]).toEqual([q, expect.arrayContaining([id])]);
  expect(await found(`${queries[0] ?? ''} nobody`)).toEqual([]);
});

it("R16: finds patients by the birth date in the reader's order, alone or beside a name", async () => {
  const [first, second] = [
    idIn(await add({ name: 'Sascha Vogel', birthDate: '1971-02-01' })),
    idIn(await add({ name: 'Sascha Fuchs', birthDate: '1971-01-02' })),
  ];
  const inLocale = async (q: string, locale: string): Promise<unknown[]> =>
    listOf(await api.get(`/users/patients?q=${encodeURIComponent(q)}&locale=${locale}`, staff.token)).map(
      ({ id }) => id,
    );
  for (const q of ['1971-02-01', '1.2.1971', '01. 02. 1971', 'vogel 01.02.1971'])
    expect(await found(q)).toEqual([first]);
  expect(await inLocale('01/02/1971', 'en-US')).toEqual([second]);
  expect(await inLocale('01/02/1971', 'en-GB')).toEqual([first]);
  expect(await found('01/02/1971')).toEqual([first, second]);
  expect(await found('sascha 01/02/1971')).toEqual([first, second]);
  expect(await found('vogel 02.01.1971')).toEqual([]);
  const refused = await api.get('/users/patients?q=ab&locale=7', staff.token);
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: 'language.invalid' }] } });
});

it('R16: finds patients by a part of the telephone number in any writing', async () => {
  const id = idIn(await add({ name: 'Alex Amsel', phone: '+491719876543' }));
  for (const q of [
    '0171 987',
    '(0171) 9876-543',
    '+49 (0)171/987',
    '0049171987',
    '٩٨٧٦٥٤٣',
    'amsel 0171',
    '+49.171.98',
  ])
    expect([q, await found(q)]).toEqual([q, [id]]);
});

describe('R17: telephone numbers', () => {
  let desk: Account;
  let locationId: number;
  const phoneOf = async (phone: string): Promise<unknown> => {
    const answer = await add({ name: 'Mika', phone }, desk.token);
    return answer.status === 201 ? fieldOf(answer, 'phone') : fieldOf(answer, 'errors');
  };
  const refusal = [expect.objectContaining({ pointer: '/phone', code: 'phone.invalid' })];

  beforeAll(async () => {
    locationId = (await aLocation(db.database, { timeZone: 'Europe/Berlin' })).id;
    const user = await aUser(db.database, { role: 'staff' });
    await db.database.client.staffLocation.deleteMany({ where: { userId: user.id } });
    await letWork(db.database, user.id, locationId);
    desk = await signIn(gateway.url, user);
  });

  it.each([
    ['0171 1234567', '+491711234567'],
    ['+49 (0)171 1234567', '+491711234567'],
    ['0049 171/1234567', '+491711234567'],
    ['+44 20 7946 0018', '+442079460018'],
  ])('%s is kept as %s', async (typed, kept) => {
    expect(await phoneOf(typed)).toBe(kept);
  });

  it.each(['+4901711234567', '+49171', '0171', '+999 12345678', 'call me on 5', '0171 1234567 ext. 5'])(
    '%s is refused, and nothing is written',
    async (typed) => {
      const before = await db.database.client.user.count();
      expect(await phoneOf(typed)).toEqual(refusal);
      expect(await db.database.client.user.count()).toBe(before);
    },
  );

  it('of a location are dialled in its country', async () => {
    const admin = await signIn(gateway.url, await aUser(db.database, { role: 'admin' }));
    const place = { name: 'Clinic', timeZone: 'europe/vienna', phone: '01 5123456' };
    const added = await api.post('/locations', place, admin.token);
    const at = `/locations/${idIn(added)}`;
    expect(added.body).toMatchObject({ timeZone: 'Europe/Vienna', country: 'AT', phone: '+4315123456' });
    const swiss = { country: 'CH', phone: '044 668 18 00' };
    const moved = await api.patch(at, swiss, admin.token);
    expect(moved.body).toMatchObject({ country: 'CH', phone: '+41446681800' });
    for (const wrong of [{ phone: '+4301 5123456' }, { country: 'ch' }, { country: 'XX' }])
      expect((await api.patch(at, wrong, admin.token)).status).toBe(422);
    expect((await api.get(at)).body).toMatchObject({ country: 'CH', phone: '+41446681800' });
    await db.database.client.location.update({
      where: { id: idIn(added) },
      data: { phone: 'ask at the desk' },
    });
    const kept = await api.patch(at, { phone: 'ask at the desk', address: 'Ring 1' }, admin.token);
    expect(kept.body).toMatchObject({ phone: 'ask at the desk', address: 'Ring 1' });
  });

  it('of a patient are dialled where the patient lives', async () => {
    const me = await signIn(gateway.url, await aUser(db.database));
    const lives = { timeZone: 'Europe/Lisbon', phone: '912 345 678' };
    const saved = await api.patch('/me/preferences', lives, me.token);
    expect(saved.body).toMatchObject({ timeZone: 'Europe/Lisbon', phone: '+351912345678' });
    const refused = await api.patch('/me/preferences', { phone: '+35100912345678' }, me.token);
    expect(fieldOf(refused, 'errors')).toEqual(refusal);
  });
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

it('an offer is worth nothing once its maker does not work here any more', async () => {
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

it.each([
  ['2099-01-01', 'date.to_come'],
  ['1899-12-31', 'date.invalid'],
])('a birth date of %s is refused, and nothing is written', async (birthDate, code) => {
  const before = await db.database.client.user.count();
  const refused = await add({ name: 'Robin', birthDate });
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/birthDate', code }] } });
  expect(await db.database.client.user.count()).toBe(before);
});

describe('one e-mail address', () => {
  const password = 'correct horse';
  const register = (username: string, email: string): Promise<Answer> =>
    api.post('/register', { username, email, password });

  it.each([
    [
      'Ünal@example.org',
      ['ünal@example.org', 'ÜNAL@EXAMPLE.ORG', 'U\u0308nal@example.org', ' Ünal@example.org '],
    ],
    ['kim@bücher.example', ['kim@xn--bcher-kva.example', 'KIM@BÜCHER.example', 'kim@bu\u0308cher.example']],
  ])('%s is no other than %j', async (email, others) => {
    const username = `one-${email.length}`;
    const registered = await register(username, email);
    expect(registered.body).toMatchObject({ email });
    for (const [index, other] of others.entries()) {
      const again = await register(`${username}-${index}`, other);
      expect([other, again.status, fieldOf(again, 'code')]).toEqual([other, 409, 'user.email_taken']);
      const offered = await add({ name: 'Robin', email: other });
      expect(fieldOf(offered, 'code')).toBe('user.email_taken');
      expect(typeof (await api.signIn(other, password))).toBe('string');
    }
  });

  it('is found by a user name in any case', async () => {
    await register('Ada-L', 'ada-l@example.org');
    expect(fieldOf(await register('ADA-l', 'other@example.org'), 'code')).toBe('user.username_taken');
    expect(typeof (await api.signIn(' ada-L ', password))).toBe('string');
  });
});

it('a name has one form, whatever the spaces and characters that it was typed with', async () => {
  const added = await add({ name: '  Zoe\u0308 \u00a0 Ma\u0308rz ' });
  expect(fieldOf(added, 'name')).toBe('Zoë März');
});
