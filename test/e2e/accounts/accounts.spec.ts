import { hash } from '@node-rs/argon2';
import { type Role } from '#libs/database';
import { aDoctor, aLocation, aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, fieldOf, listOf, nextOf } from '../support/api.js';
import { tally } from '../support/site.js';

const patience = 180_000;
const namespace = newNamespace();

let clinic: TestDatabase;
/** Two gateways that share a database and Redis. */
let here: App;
let there: App;
let api: Api;

const options = () => ({ ...services(), databaseUrl: clinic.url, namespace });

beforeAll(async () => {
  clinic = await createDatabase();
  [here, there] = await Promise.all([startGateway(options()), startGateway(options())]);
  api = apiOf(here.url);
}, patience);

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await clinic.drop();
});

/** Status and code of an answer. */
const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];

let count = 0;

/** What a new user registers with. */
const newcomer = (chosen: string) => {
  count += 1;
  return { username: `newcomer${count}`, email: `newcomer${count}@clinic.example`, password: chosen };
};

/** An account that is signed in, of a user with this role. */
async function signedIn(role: Role): Promise<{ id: number; username: string; token: string }> {
  const { id, username } = await aUser(clinic.database, { role });
  return { id, username, token: await api.signIn(username, password) };
}

const stored = (username: string) => clinic.database.client.user.findUniqueOrThrow({ where: { username } });

describe('line 1: a password', () => {
  it.each([
    'eightchr',
    'all lower case',
    '1234567890 1234567890',
    '   spaces   ',
    'Пароль-пароль',
    '👩‍⚕️ at the 🏥',
    '👍'.repeat(128),
    `${'long '.repeat(25)}end`,
  ])('may be %j', async (chosen) => {
    const account = newcomer(chosen);
    expect((await api.post('/register', account)).status).toBe(201);
    expect((await api.post('/login', account)).status).toBe(422);
    const { username } = account;
    expect((await api.post('/login', { username, password: chosen })).status).toBe(200);
    const shorter = Array.from(chosen).slice(0, -1).join('');
    expect((await api.post('/login', { username, password: shorter })).status).toBe(401);
  });

  it.each([
    ['seven characters', 'seven 7'],
    ['seven characters of two halves', '👍'.repeat(7)],
    ['129 characters', 'x'.repeat(129)],
    ['nothing', ''],
  ])('may not be %s', async (_, chosen) => {
    const answer = await api.post('/register', newcomer(chosen));
    expect(outcome(answer)).toEqual([422, 'request.invalid']);
    expect(fieldOf(answer, 'errors')).toMatchObject([{ pointer: '/password' }]);
  });

  it('has as many characters as PASSWORD_MIN_LENGTH says', async () => {
    const strict = await startGateway({ ...options(), env: { PASSWORD_MIN_LENGTH: '15' } });
    try {
      const register = async (chosen: string) =>
        (await call('POST', `${strict.url}/register`, { body: newcomer(chosen) })).status;
      expect(await register('fourteen chars')).toBe(422);
      expect(await register('fifteen chars..')).toBe(201);
    } finally {
      await strict.stop();
    }
  });
});

describe('line 2: a common password', () => {
  it.each(['password', 'Password1', 'qwertyuiop', '1qaz2wsx', 'iloveyou', 'football1'])(
    'is refused: %s',
    async (common) => {
      const answer = await api.post('/register', newcomer(common));
      expect(outcome(answer)).toEqual([422, 'request.invalid']);
      expect(fieldOf(answer, 'errors')).toMatchObject([
        { pointer: '/password', detail: 'must not be one of the most common passwords' },
      ]);
    },
  );

  it.each(['Passw0rd!', '        ', 'docket123'])(
    'is refused where a few guesses find it: %j',
    async (weak) => {
      const answer = await api.post('/register', newcomer(weak));
      expect(outcome(answer)).toEqual([422, 'request.invalid']);
      expect(fieldOf(answer, 'errors')).toMatchObject([
        { pointer: '/password', code: 'password.too_guessable' },
      ]);
    },
  );

  it('is refused when it is the username or the address', async () => {
    const account = newcomer('');
    for (const chosen of [account.username, account.email.toUpperCase()]) {
      expect((await api.post('/register', { ...account, password: chosen })).status).toBe(422);
    }
  });
});

describe('line 3: passwords', () => {
  it('are stored as argon2id', async () => {
    const account = newcomer('correct horse');
    await api.post('/register', account);
    expect((await stored(account.username)).password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('are hashed anew at sign-in when more is asked for by now', async () => {
    const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    const { id, username } = await aUser(clinic.database);
    await clinic.database.client.user.update({ where: { id }, data: { password: weak } });
    expect((await api.post('/login', { username, password: 'wrong' })).status).toBe(401);
    expect((await stored(username)).password).toBe(weak);
    await api.signIn(username, password);
    expect((await stored(username)).password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await api.signIn(username, password);
  });
});

describe('line 4: users who cannot sign in', () => {
  it('learns nothing about who has an account', async () => {
    const { username, email } = await aUser(clinic.database);
    const disabled = await aUser(clinic.database, { disabledAt: new Date() });
    const answers = await Promise.all(
      [
        { username, password: 'wrong' },
        { username: email, password: 'wrong' },
        { username: 'unknown', password: 'wrong' },
        { username: 'unknown', password },
        { username: disabled.username, password },
      ].map((body) => api.post('/login', body)),
    );
    const bodies = answers.map(({ body }) => ({ ...(body as object), requestId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    for (const answer of answers) expect(outcome(answer)).toEqual([401, 'auth.bad_credentials']);
  });
});

describe('line 6: many who sign in at once', () => {
  it(
    'are served or told to come back, and hold no other request up',
    async () => {
      const most = 20;
      // The limits would let one account try a few times at once; here they all come through to the hashing.
      const env = { PASSWORD_HASH_QUEUE: String(most), RATE_LIMITS: 'off' };
      const gateway = await startGateway({ ...options(), env });
      try {
        const { username } = await aUser(clinic.database);
        const body = { username, password };
        const begin = performance.now();
        let waiting = 200;
        const crowd = Promise.all(
          Array.from({ length: waiting }, () =>
            call('POST', `${gateway.url}/login`, { body }).finally(() => (waiting -= 1)),
          ),
        );
        const probes: number[] = [];
        while (waiting > 0) {
          const sent = performance.now();
          expect((await call('GET', `${gateway.url}/health/live`)).status).toBe(200);
          probes.push(performance.now() - sent);
        }
        const answers = await crowd;
        const took = performance.now() - begin;
        const counts = tally(answers);
        expect(Object.keys(counts).sort()).toEqual(['200', '503 auth.busy']);
        expect(counts['200']).toBeGreaterThanOrEqual(most);
        for (const { status, headers } of answers) {
          if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        }
        // Were the process starved, a probe would take as long as the crowd does.
        const median = probes.sort((a, b) => a - b)[Math.floor(probes.length / 2)] ?? took;
        expect(median).toBeLessThan(took / 20);
      } finally {
        await gateway.stop();
      }
    },
    patience,
  );
});

describe('line 8: changing a password', () => {
  const change = (token: string, currentPassword: string, newPassword: string) =>
    api.post('/me/password', { currentPassword, newPassword }, token);

  it('needs the current one, and changes nothing without it', async () => {
    const { username, token } = await signedIn('patient');
    expect(outcome(await change(token, 'wrong', 'a new password'))).toEqual([422, 'auth.wrong_password']);
    expect(outcome(await change(token, password, 'password1'))).toEqual([422, 'request.invalid']);
    expect(outcome(await change(token, password, 'short'))).toEqual([422, 'request.invalid']);
    await api.signIn(username, password);
  });

  it('ends the other sessions, and leaves this one', async () => {
    const { username, token } = await signedIn('patient');
    const other = await api.post('/login', { username, password });
    const otherToken = fieldOf(other, 'token') as string;
    expect((await apiOf(there.url).get('/me', otherToken)).status).toBe(200);
    expect((await change(token, password, 'a new password')).status).toBe(204);
    expect((await apiOf(there.url).get('/me', otherToken)).status).toBe(401);
    const refreshed = await api.post('/token/refresh', { refreshToken: fieldOf(other, 'refreshToken') });
    expect(refreshed.status).toBe(401);
    expect((await api.get('/me', token)).status).toBe(200);
    expect((await api.post('/login', { username, password })).status).toBe(401);
    await api.signIn(username, 'a new password');
  });

  it('leaves no session to a sign-in with the old one at that moment', async () => {
    const { id, username, token } = await signedIn('patient');
    const signingIn = Array.from({ length: 6 }, () => api.post('/login', { username, password }));
    const [, ...tries] = await Promise.all([change(token, password, 'a new password'), ...signingIn]);
    expect((await api.get('/me', token)).status).toBe(200);
    for (const tried of tries) {
      if (tried.status !== 200) continue;
      expect((await api.get('/me', fieldOf(tried, 'token') as string)).status).toBe(401);
    }
    expect(await clinic.database.client.session.count({ where: { userId: id, endedAt: null } })).toBe(1);
  });
});

describe('an account', () => {
  let admin: { id: number; token: string };

  beforeAll(async () => {
    admin = await signedIn('admin');
  });

  const change = (id: number, body: unknown, token = admin.token) => api.patch(`/users/${id}`, body, token);

  it('line 13: that is disabled acts no more from the next request on, at every gateway', async () => {
    const { id, username, token } = await signedIn('staff');
    const { refreshToken } = (await api.post('/login', { username, password })).body as {
      refreshToken: string;
    };
    for (const { url } of [here, there]) expect((await apiOf(url).get('/me', token)).status).toBe(200);
    expect((await change(id, { disabled: true })).body).toMatchObject({ id, disabled: true });
    for (const { url } of [here, there]) {
      expect(outcome(await apiOf(url).get('/me', token))).toEqual([401, 'auth.session_ended']);
      expect((await apiOf(url).post('/token/refresh', { refreshToken })).status).toBe(401);
    }
    expect(outcome(await api.post('/login', { username, password }))).toEqual([401, 'auth.bad_credentials']);
    expect((await change(id, { disabled: false })).body).toMatchObject({ id, disabled: false });
    expect((await api.get('/me', token)).status).toBe(401);
    await api.signIn(username, password);
  });

  it('line 13: with another role acts by it from the next request on, at every gateway', async () => {
    const { id, token } = await signedIn('admin');
    for (const { url } of [here, there]) expect((await apiOf(url).get('/users', token)).status).toBe(200);
    expect((await change(id, { role: 'patient' })).body).toMatchObject({ id, role: 'patient' });
    for (const { url } of [here, there]) {
      expect(outcome(await apiOf(url).get('/users', token))).toEqual([403, 'auth.forbidden']);
      expect(fieldOf(await apiOf(url).get('/me', token), 'role')).toBe('patient');
    }
    await change(id, { role: 'admin' });
    for (const { url } of [here, there]) expect((await apiOf(url).get('/users', token)).status).toBe(200);
  });

  it('of a doctor tells which doctor it is, and no other account does', async () => {
    const { id, token } = await signedIn('doctor');
    const doctorOf = async () => fieldOf(await apiOf(there.url).get('/me', token), 'doctorId');
    expect(await doctorOf()).toBeNull();
    const doctor = await aDoctor(clinic.database, { userId: id });
    expect(await doctorOf()).toBe(doctor.id);
    expect((await apiOf(here.url).patch('/me', {}, token)).body).toMatchObject({ doctorId: doctor.id });
    await change(id, { role: 'patient' });
    expect(await doctorOf()).toBeNull();
  });

  it('of staff is bound to locations, and tells so', async () => {
    const [north, south] = [await aLocation(clinic.database), await aLocation(clinic.database)];
    const { id, token } = await signedIn('staff');
    const mine = async () => fieldOf(await apiOf(there.url).get('/me', token), 'locationIds');
    expect((await change(id, { locationIds: [] })).status).toBe(200);
    expect(await mine()).toEqual([]);
    expect((await change(id, { locationIds: [south.id, north.id] })).body).toMatchObject({
      locationIds: [north.id, south.id],
    });
    expect(await mine()).toEqual([north.id, south.id]);
    const unknown = await change(id, { locationIds: [north.id, 999_999] });
    expect(fieldOf(unknown, 'errors')).toMatchObject([{ pointer: '/locationIds' }]);
    expect(await mine()).toEqual([north.id, south.id]);
    await change(id, { locationIds: [north.id] });
    expect(await mine()).toEqual([north.id]);
    await change(id, { role: 'doctor' });
    expect(await mine()).toEqual([]);
    expect((await change(id, { locationIds: [north.id] })).status).toBe(422);
    expect((await change(id, { role: 'staff', locationIds: [north.id] })).status).toBe(200);
    expect(await mine()).toEqual([north.id]);
  });

  it('of an admin is not theirs to demote or disable, and two cannot unseat each other', async () => {
    for (const body of [{ role: 'patient' }, { disabled: true }]) {
      expect(outcome(await change(admin.id, body))).toEqual([409, 'user.own_account']);
    }
    const [one, two] = [await signedIn('admin'), await signedIn('admin')];
    const answers = await Promise.all([
      change(one.id, { role: 'patient' }, two.token),
      change(two.id, { role: 'patient' }, one.token),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('is changed by admins alone, and only in what can be changed', async () => {
    const { id } = await aUser(clinic.database);
    for (const role of ['patient', 'doctor', 'staff'] as const) {
      const { token } = await signedIn(role);
      expect((await change(id, { role: 'admin' }, token)).status).toBe(403);
      expect((await api.get('/users', token)).status).toBe(403);
    }
    expect((await change(id, { email: 'x@clinic.example' })).status).toBe(422);
    expect((await change(id, { role: 'owner' })).status).toBe(422);
    expect(outcome(await change(999_999, { role: 'staff' }))).toEqual([404, 'user.not_found']);
    expect((await api.get(`/users/${id}`, admin.token)).body).toMatchObject({ role: 'patient' });
    expect(outcome(await api.get('/users/999999', admin.token))).toEqual([404, 'user.not_found']);
  });

  it('is found by name, address, role and state, page by page', async () => {
    const made = [];
    for (const data of [
      { username: 'find_me-1', name: 'Wren Oldfield', role: 'staff' as const },
      { username: 'FIND_ME-2' },
      { username: 'findXme-3', disabledAt: new Date() },
      { username: 'other', email: 'find_me@clinic.example', role: 'staff' as const },
    ]) {
      made.push((await aUser(clinic.database, data)).id);
    }
    const [one, two, three, other] = made;
    const found = async (query: string) =>
      listOf(await api.get(`/users?${query}`, admin.token)).map(({ id }) => id);
    expect(await found('q=find_me')).toEqual([one, two, other]);
    expect(await found('q=find_me&role=staff')).toEqual([one, other]);
    expect(await found('q=find&disabled=true')).toEqual([three]);
    expect(await found('q=find&disabled=false')).toEqual([one, two, other]);
    expect(await found('q=oldf')).toEqual([one]);
    expect(await found('q=%25')).toEqual([]);
    expect((await api.get('/users?disabled=maybe', admin.token)).status).toBe(422);
    const first = await api.get('/users?q=find&limit=3', admin.token);
    const next = await api.get(nextOf(first) ?? '', admin.token);
    expect([...listOf(first), ...listOf(next)].map(({ id }) => id)).toEqual(made);
    expect(listOf(first)[0]).toEqual({
      id: one,
      username: 'find_me-1',
      email: 'find_me-1@clinic.example',
      name: 'Wren Oldfield',
      role: 'staff',
      locationIds: [expect.any(Number)],
      disabled: false,
      createdAt: expect.any(String) as string,
      version: 1,
    });
  });
});
