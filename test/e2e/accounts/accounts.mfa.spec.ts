import { Secret, TOTP } from 'otpauth';
import { type Role } from '#libs/database';
import { aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, jwtSecret, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, fieldOf } from '../support/api.js';

const patience = 180_000;
const namespace = newNamespace();

let clinic: TestDatabase;
let gateway: App;
/** One that has REQUIRE_STAFF_MFA. */
let strict: App;
let api: Api;

beforeAll(async () => {
  clinic = await createDatabase();
  const options = { ...services(), databaseUrl: clinic.url, namespace };
  const env = { REQUIRE_STAFF_MFA: 'true' };
  [gateway, strict] = await Promise.all([startGateway(options), startGateway({ ...options, env })]);
  api = apiOf(gateway.url);
}, patience);

afterAll(async () => {
  await Promise.all([gateway.stop(), strict.stop()]);
  await clinic.drop();
});

/** Status and code of an answer. */
const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];

interface Person {
  readonly id: number;
  readonly username: string;
  readonly token: string;
}

async function aPerson(role: Role): Promise<Person> {
  const { id, username } = await aUser(clinic.database, { role });
  return { id, username, token: await api.signIn(username, password) };
}

/** What an authenticator app shows, so many steps of 30 seconds from now. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const begin = (token: string, currentPassword = password) => api.post('/me/mfa', { currentPassword }, token);
const confirm = (token: string, code: string) => api.post('/me/mfa/confirm', { code }, token);
const login = (username: string, code?: string) =>
  api.post('/login', { username, password, ...(code !== undefined && { code }) });

/** Turns the second factor on with the code of this step: that of the next is left, however late it is by then. */
async function enrol(person: Person): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = fieldOf(await begin(person.token), 'secret') as string;
  const confirmed = await confirm(person.token, codeOf(secret));
  expect(confirmed.status).toBe(200);
  return { secret, recoveryCodes: fieldOf(confirmed, 'recoveryCodes') as string[] };
}

describe('line 9: a second factor', () => {
  it('is turned on with the password and a first code, and ends the other sessions', async () => {
    const person = await aPerson('doctor');
    const other = await api.signIn(person.username, password);
    expect(outcome(await confirm(person.token, '123456'))).toEqual([409, 'auth.mfa_off']);
    expect(outcome(await begin(person.token, 'wrong'))).toEqual([422, 'auth.wrong_password']);
    const begun = await begin(person.token);
    const secret = fieldOf(begun, 'secret') as string;
    expect(fieldOf(begun, 'uri')).toContain(secret);
    // Not before a code was seen: a user whose app did not take the secret is not locked out.
    expect((await login(person.username)).status).toBe(200);
    expect(outcome(await confirm(person.token, codeOf(secret, 9)))).toEqual([422, 'auth.wrong_code']);
    const confirmed = await confirm(person.token, codeOf(secret));
    const codes = fieldOf(confirmed, 'recoveryCodes') as string[];
    expect(new Set(codes).size).toBe(10);
    expect((await api.get('/me', person.token)).body).toMatchObject({ secondFactor: true });
    expect((await api.get('/me', other)).status).toBe(401);
    expect(outcome(await begin(person.token))).toEqual([409, 'auth.mfa_on']);
    expect(outcome(await confirm(person.token, codeOf(secret, 1)))).toEqual([409, 'auth.mfa_on']);
  });

  it('is asked for at sign-in, after the password', async () => {
    const person = await aPerson('staff');
    const { secret } = await enrol(person);
    expect(outcome(await login(person.username))).toEqual([401, 'auth.mfa_required']);
    expect(outcome(await login(person.username, codeOf(secret, 9)))).toEqual([401, 'auth.wrong_code']);
    const guessed = { username: person.username, password: 'wrong', code: codeOf(secret, 1) };
    expect(outcome(await api.post('/login', guessed))).toEqual([401, 'auth.bad_credentials']);
    const signedIn = await login(person.username, codeOf(secret, 1));
    expect(signedIn.status).toBe(200);
    expect((await api.get('/me', fieldOf(signedIn, 'token') as string)).body).toMatchObject({
      secondFactor: true,
    });
  });

  it('takes each code once, and none that is older than one that was used', async () => {
    const person = await aPerson('admin');
    const { secret } = await enrol(person);
    const code = codeOf(secret, 1);
    const answers = await Promise.all([1, 2, 3].map(() => login(person.username, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    for (const used of [code, codeOf(secret), codeOf(secret, -1)]) {
      expect(outcome(await login(person.username, used))).toEqual([401, 'auth.wrong_code']);
    }
  });

  it('may be replaced by a recovery code, each once and however it is typed', async () => {
    const person = await aPerson('staff');
    const [first = '', second = ''] = (await enrol(person)).recoveryCodes;
    expect((await login(person.username, first)).status).toBe(200);
    expect(outcome(await login(person.username, first))).toEqual([401, 'auth.wrong_code']);
    expect((await login(person.username, second.toUpperCase().replace('-', ' '))).status).toBe(200);
    const stranger = await aPerson('staff');
    const foreign = (await enrol(stranger)).recoveryCodes[0] ?? '';
    expect(outcome(await login(person.username, foreign))).toEqual([401, 'auth.wrong_code']);
  });

  it('is kept so that the database alone gives no code', async () => {
    const person = await aPerson('staff');
    const { secret, recoveryCodes } = await enrol(person);
    const [row] = await clinic.database.client.$queryRaw<{ rows: string }[]>`
      SELECT (SELECT string_agg(f::text, '|') FROM second_factors f)
        || (SELECT string_agg(c::text, '|') FROM recovery_codes c) AS rows`;
    for (const text of [secret, ...recoveryCodes]) {
      expect(row?.rows).not.toContain(text);
      expect(gateway.output()).not.toContain(text);
    }
  });

  it('survives a new JWT_SECRET while the former one is named', async () => {
    const person = await aPerson('staff');
    // One secret has a comma, which the list of former ones cannot hold, so it is the newer one here.
    const former = 'the secret that was used until now';
    const options = { ...services(), databaseUrl: clinic.url, namespace };
    const before = await startGateway({ ...options, env: { JWT_SECRET: former } });
    const after = await startGateway({
      ...options,
      env: { JWT_SECRET: jwtSecret, JWT_PREVIOUS_SECRETS: former },
    });
    try {
      const there = apiOf(before.url);
      const token = await there.signIn(person.username, password);
      const secret = fieldOf(await there.post('/me/mfa', { currentPassword: password }, token), 'secret');
      const code = codeOf(String(secret));
      const confirmed = await there.post('/me/mfa/confirm', { code }, token);
      const [recoveryCode] = fieldOf(confirmed, 'recoveryCodes') as string[];
      for (const shown of [codeOf(String(secret), 1), recoveryCode]) {
        const body = { username: person.username, password, code: shown };
        expect((await apiOf(after.url).post('/login', body)).status).toBe(200);
      }
    } finally {
      await Promise.all([before.stop(), after.stop()]);
    }
  }, 180_000);

  it('gives new recovery codes for a code, and takes the old ones back', async () => {
    const person = await aPerson('staff');
    const renew = (proof: object) =>
      api.post('/me/mfa/recovery-codes', { currentPassword: password, ...proof }, person.token);
    expect(outcome(await renew({ code: '123456' }))).toEqual([409, 'auth.mfa_off']);
    const { secret, recoveryCodes } = await enrol(person);
    expect(outcome(await renew({}))).toEqual([422, 'request.invalid']);
    expect(outcome(await renew({ code: codeOf(secret, 9) }))).toEqual([422, 'auth.wrong_code']);
    const renewed = await renew({ code: recoveryCodes[0] });
    expect(renewed.status).toBe(200);
    const codes = fieldOf(renewed, 'recoveryCodes') as string[];
    expect(new Set([...codes, ...recoveryCodes]).size).toBe(20);
    expect(outcome(await login(person.username, recoveryCodes[1]))).toEqual([401, 'auth.wrong_code']);
    expect((await login(person.username, codes[1])).status).toBe(200);
  });

  it('is turned off with the password and a code, or by an admin for a user who has lost it', async () => {
    const [person, forgetful, admin] = [
      await aPerson('staff'),
      await aPerson('staff'),
      await aPerson('admin'),
    ];
    const { secret, recoveryCodes } = await enrol(person);
    await enrol(forgetful);
    const off = (proof: object) =>
      call('DELETE', `${gateway.url}/me/mfa`, {
        token: person.token,
        body: { currentPassword: password, ...proof },
      });
    const [code = ''] = recoveryCodes;
    const silent = await off({});
    expect(outcome(silent)).toEqual([422, 'request.invalid']);
    expect(fieldOf(silent, 'errors')).toMatchObject([{ pointer: '/code', code: 'field.required' }]);
    expect(outcome(await off({ currentPassword: 'wrong', code }))).toEqual([422, 'auth.wrong_password']);
    expect(outcome(await off({ code: codeOf(secret, 9) }))).toEqual([422, 'auth.wrong_code']);
    expect((await api.get('/me', person.token)).body).toMatchObject({ secondFactor: true });
    const email = `elsewhere-${person.id}@clinic.example`;
    const move = (proof: object) =>
      api.patch('/me', { email, currentPassword: password, ...proof }, person.token);
    expect(fieldOf(await move({}), 'errors')).toMatchObject([{ pointer: '/code' }]);
    expect((await move({ code: recoveryCodes[1] })).body).toMatchObject({ email });
    expect((await off({ code })).status).toBe(204);
    const { client } = clinic.database;
    const told = (userId: number) =>
      client.accountLink.count({ where: { userId, purpose: 'factor_removed' } });
    expect(await told(person.id)).toBe(1);
    expect((await api.get('/me', person.token)).body).toMatchObject({ secondFactor: false });
    expect((await login(person.username)).status).toBe(200);
    expect((await api.delete(`/users/${forgetful.id}/mfa`, person.token)).status).toBe(403);
    expect(outcome(await api.delete('/users/999999/mfa', admin.token))).toEqual([404, 'user.not_found']);
    expect((await api.delete(`/users/${forgetful.id}/mfa`, admin.token)).status).toBe(204);
    expect((await login(forgetful.username)).status).toBe(200);
    expect(await told(forgetful.id)).toBe(1);
  });
});

describe('line 9: with REQUIRE_STAFF_MFA', () => {
  const needed = [403, 'auth.mfa_required'];
  const there = (): Api => apiOf(strict.url);

  it.each(['staff', 'doctor', 'admin'] as const)(
    'a %s without a second factor acts on nothing',
    async (role) => {
      const { token } = await aPerson(role);
      expect(outcome(await there().get('/appointments', token))).toEqual(needed);
      expect(outcome(await there().post('/appointments/1/confirm', {}, token))).toEqual(needed);
      if (role === 'admin') expect(outcome(await there().get('/users', token))).toEqual(needed);
      expect((await there().get('/me', token)).status).toBe(200);
      expect((await there().get('/doctors', token)).status).toBe(200);
      expect((await api.get('/appointments', token)).status).toBe(200);
    },
  );

  it('one with it does, from the moment it is turned on until it is turned off', async () => {
    const person = await aPerson('admin');
    expect(outcome(await there().get('/users', person.token))).toEqual(needed);
    const { secret } = await enrol(person);
    expect((await there().get('/users', person.token)).status).toBe(200);
    await call('DELETE', `${strict.url}/me/mfa`, {
      token: person.token,
      body: { currentPassword: password, code: codeOf(secret, 1) },
    });
    expect(outcome(await there().get('/users', person.token))).toEqual(needed);
  });

  it('patients need none', async () => {
    const { token } = await aPerson('patient');
    expect((await there().get('/appointments', token)).status).toBe(200);
  });
});
