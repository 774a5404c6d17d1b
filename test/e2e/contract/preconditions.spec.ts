import { aDoctor, aLocation, aUser, aVisitType, daily, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { apiOf, fieldOf } from '../support/api.js';

/* Of two who change the same thing, the second does not overwrite what the first wrote without having read it. */

let clinic: TestDatabase;
let gateway: App;
let token: string;

/** What several people change: where it is read, and three bodies that each leave it in another state. */
interface Shared {
  readonly method: 'PUT' | 'PATCH';
  readonly path: string;
  readonly bodies: readonly [object, object, object];
}

const shared = new Map<string, Shared>();

/** The bodies of a field that takes three values. */
const bodiesOf = (name: string, values: readonly [unknown, unknown, unknown]): Shared['bodies'] => {
  const [first, second, third] = values;
  return [{ [name]: first }, { [name]: second }, { [name]: third }];
};

const monday = (start: string) => ({ weekday: 1, start, end: '18:00' });

beforeAll(async () => {
  clinic = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace: newNamespace() });
  const { username } = await aUser(clinic.database, { role: 'admin' });
  token = await apiOf(gateway.url).signIn(username, password);
  const doctor = await aDoctor(clinic.database, { schedule: daily('09:00', '17:00') });
  const types = [await aVisitType(clinic.database), await aVisitType(clinic.database)].map(({ id }) => id);
  const employee = await aUser(clinic.database, { role: 'staff' });
  const child = { name: 'Robin', relationship: 'child' };
  const { body } = await call('POST', `${gateway.url}/me/dependants`, { token, body: child });
  const names = bodiesOf('name', ['Grace', 'Ada', 'Katherine']);

  shared.set('a doctor', { method: 'PATCH', path: `/doctors/${doctor.id}`, bodies: names });
  shared.set("a doctor's week", {
    method: 'PUT',
    path: `/doctors/${doctor.id}/schedule`,
    bodies: bodiesOf('windows', [[monday('10:00')], [monday('11:00')], []]),
  });
  shared.set("a doctor's visit types", {
    method: 'PUT',
    path: `/doctors/${doctor.id}/visit-types`,
    bodies: bodiesOf('visitTypeIds', [types, types.toReversed(), []]),
  });
  shared.set('a location', { method: 'PATCH', path: `/locations/${doctor.locationId}`, bodies: names });
  shared.set('a visit type', { method: 'PATCH', path: `/visit-types/${types[0]}`, bodies: names });
  shared.set('a user', {
    method: 'PATCH',
    path: `/users/${employee.id}`,
    bodies: bodiesOf('locationIds', [[], [doctor.locationId], [(await aLocation(clinic.database)).id]]),
  });
  shared.set('a profile', { method: 'PATCH', path: '/me', bodies: names });
  shared.set('preferences', {
    method: 'PATCH',
    path: '/me/preferences',
    bodies: bodiesOf('locale', ['de', 'ar', 'en']),
  });
  shared.set('a dependant', {
    method: 'PATCH',
    path: `/me/dependants/${(body as { userId: number }).userId}`,
    bodies: [{ name: 'Ada' }, { relationship: 'parent' }, { birthDate: '2018-04-30' }],
  });
  const on = bodiesOf('on', ['2099-01-01', '2099-01-02', '2099-01-03']);
  for (const [name, path] of [
    ["a doctor's retirement", `/doctors/${doctor.id}`],
    ["a location's retirement", `/locations/${doctor.locationId}`],
    ["a visit type's retirement", `/visit-types/${types[0]}`],
  ] as const)
    shared.set(name, { method: 'PUT', path: `${path}/retirement`, bodies: on });
}, 180_000);

afterAll(async () => {
  await gateway.stop();
  await clinic.drop();
});

const resources = [
  'a doctor',
  "a doctor's week",
  "a doctor's visit types",
  'a location',
  'a visit type',
  'a user',
  'a profile',
  'preferences',
  'a dependant',
  "a doctor's retirement",
  "a location's retirement",
  "a visit type's retirement",
];

function known(name: string): Shared {
  const found = shared.get(name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

const read = ({ path }: Shared): Promise<Answer> => call('GET', gateway.url + path, { token });

const write = ({ method, path }: Shared, body: object, ifMatch?: string): Promise<Answer> =>
  call(method, gateway.url + path, {
    token,
    body,
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
  });

const tagOf = ({ headers }: Answer): string => headers.get('etag') ?? '';

const outcome = (answer: Answer): unknown => [answer.status, fieldOf(answer, 'code')];

const refused = [412, 'request.version_mismatch'];

describe.each(resources)('R22: %s', (name) => {
  it('is written with the tag that was read, which is good for one change', async () => {
    const resource = known(name);
    const [first, second] = resource.bodies;
    const tag = tagOf(await read(resource));
    expect(tag).toMatch(/^"\d+"$/);

    const written = await write(resource, first, tag);
    expect(written.status).toBe(200);
    const kept = await read(resource);
    expect(tagOf(written)).toBe(tagOf(kept));
    expect(tagOf(kept)).not.toBe(tag);

    expect(outcome(await write(resource, second, tag))).toEqual(refused);
    const after = await read(resource);
    expect([after.body, tagOf(after)]).toEqual([kept.body, tagOf(kept)]);
  });

  it('is written by one of two who send the same tag at once', async () => {
    const resource = known(name);
    const [, second, third] = resource.bodies;
    const tag = tagOf(await read(resource));
    const answers = await Promise.all([second, third].map((body) => write(resource, body, tag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [winner] = answers.filter(({ status }) => status === 200);
    expect(winner && tagOf(winner)).toBe(tagOf(await read(resource)));
  });

  it('is written whatever was read without a tag, and with any', async () => {
    const resource = known(name);
    const [first, second] = resource.bodies;
    expect((await write(resource, first)).status).toBe(200);
    expect((await write(resource, second, '*')).status).toBe(200);
  });

  it.each([
    ['W/"1"', [412, 'request.version_mismatch']],
    ['"another"', [412, 'request.version_mismatch']],
    ['1', [422, 'request.invalid']],
    ['"1', [422, 'request.invalid']],
  ])('is not written with the tag %s', async (tag, refusal) => {
    const resource = known(name);
    const kept = await read(resource);
    expect(outcome(await write(resource, resource.bodies[0], tag))).toEqual(refusal);
    expect((await read(resource)).body).toEqual(kept.body);
  });
});
