import { createDatabase, type TestDatabase } from '../../support/database.js';
import { aDoctor, aUser, daily, password } from '../../support/clinic.js';
import { call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { apiOf } from '../support/api.js';

/* What is wrong with a field is told in a code with its params, whatever refuses it: pipe, DTO, rule of a lib, header. */

let clinic: TestDatabase;
let gateway: App;
let token: string;
let doctorId: number;

beforeAll(async () => {
  clinic = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace: newNamespace() });
  const { username } = await aUser(clinic.database);
  token = await apiOf(gateway.url).signIn(username, password);
  ({ id: doctorId } = await aDoctor(clinic.database, { schedule: daily('09:00', '17:00') }));
});

afterAll(async () => {
  await gateway.kill();
  await clinic.drop();
});

const errorsOf = async (
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
) => {
  const answer = await call(method, gateway.url + path, { token, body, headers });
  expect(answer.status).toBe(422);
  return (answer.body as { errors: unknown }).errors;
};

const newcomer = { username: 'newcomer', email: 'new@clinic.example', password: 'a long password' };

it('by a DTO, with all that is wrong', async () => {
  const body = { username: 'a', email: 'nowhere', password: '', extra: 1 };
  expect(await errorsOf('POST', '/register', body)).toEqual([
    { pointer: '/extra', code: 'field.unknown', params: {}, detail: 'is not a field of this request' },
    {
      pointer: '/username',
      code: 'text.too_short',
      params: { min: 3 },
      detail: 'must have at least 3 characters',
    },
    { pointer: '/email', code: 'email.invalid', params: {}, detail: 'must be an e-mail address' },
    { pointer: '/password', code: 'text.required', params: {}, detail: 'must not be empty' },
  ]);
});

it('by a rule of a lib', async () => {
  expect(await errorsOf('POST', '/register', { ...newcomer, password: 'short' })).toEqual([
    {
      pointer: '/password',
      code: 'password.too_short',
      params: { min: 8 },
      detail: 'must have at least 8 characters',
    },
  ]);
});

it('for a body that is no object, where no field is required', async () => {
  const answer = await call('PATCH', `${gateway.url}/me`, { token, body: '5' });
  expect(answer).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/body', code: 'object.expected', params: {} }] },
  });
});

it('by a pipe, and in a query', async () => {
  expect(await errorsOf('POST', '/register', { ...newcomer, username: 'a\nb' })).toMatchObject([
    { pointer: '/username', code: 'text.not_one_line', params: {} },
  ]);
  expect(await errorsOf('GET', '/doctors?limit=1000')).toMatchObject([
    { pointer: '/limit', code: 'number.too_large', params: { max: 100 } },
  ]);
  expect(await errorsOf('GET', '/doctors?mode=post')).toMatchObject([
    { pointer: '/mode', code: 'choice.unknown', params: { allowed: ['in_person', 'video'] } },
  ]);
});

it('by a rule of booking, and for a header', async () => {
  const at = '2020-01-06T09:00:00Z';
  expect(await errorsOf('POST', '/appointments', { doctorId, appointmentDateTime: at })).toEqual([
    {
      pointer: '/appointmentDateTime',
      code: 'start.in_past',
      params: {},
      detail: 'The time has passed.',
    },
  ]);
  const headers = { 'idempotency-key': 'two words' };
  const body = { doctorId, appointmentDateTime: at };
  expect(await errorsOf('POST', '/appointments', body, headers)).toMatchObject([
    { pointer: '/Idempotency-Key', code: 'key.invalid', params: {} },
  ]);
});
