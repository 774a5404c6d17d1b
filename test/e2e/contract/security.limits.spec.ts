import { Redis } from 'ioredis';
import { aUser, password, type UserWithAccount } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type PrivateService, startPrivateRedis } from '../../support/private-services.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { fieldOf } from '../support/api.js';
import { readiness, tally } from '../support/site.js';

const patience = 180_000;

let clinic: TestDatabase;
let addresses = 0;

/** An address that no other test has. */
function newAddress(): string {
  addresses += 1;
  return `198.51.${addresses >> 8}.${addresses & 255}`;
}

const from = (address: string): { headers: Record<string, string> } => ({
  headers: { 'x-forwarded-for': address },
});

const signIn = (
  gateway: App,
  username: string,
  given: string,
  address: string = newAddress(),
): Promise<Answer> =>
  call('POST', `${gateway.url}/login`, { body: { username, password: given }, ...from(address) });

const times = <T>(count: number, work: (turn: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, turn) => work(turn)));

async function inTurn<T>(count: number, work: (turn: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let turn = 0; turn < count; turn += 1) results.push(await work(turn));
  return results;
}

const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status);

/** Fails unless the answer says in every standard way that it was too often. */
function expectTooMany(answer: Answer, policy: string, seconds: number): void {
  expect(answer.status).toBe(429);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ status: 429, code: 'limits.exceeded', policy });
  const wait = Number(answer.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(seconds);
  expect(answer.headers.get('ratelimit')).toContain(`"${policy}";r=0;t=${wait}`);
  expect(answer.headers.get('ratelimit-policy')).toMatch(new RegExp(`"${policy}";q=\\d+;w=${seconds}(,|$)`));
}

beforeAll(async () => {
  clinic = await createDatabase();
});

afterAll(async () => {
  await clinic.drop();
});

describe('two gateways that share Redis', () => {
  let gateways: readonly [App, App];
  let user: UserWithAccount;

  beforeAll(async () => {
    const setting = {
      ...services(),
      databaseUrl: clinic.url,
      namespace: newNamespace(),
      env: { TRUST_PROXY: '127.0.0.1' },
    };
    gateways = [await startGateway(setting), await startGateway(setting)];
  }, patience);

  beforeEach(async () => {
    user = await aUser(clinic.database);
  });

  afterAll(() => Promise.all(gateways.map((gateway) => gateway.kill())));

  const by = (turn: number): App => gateways[turn % 2 === 0 ? 0 : 1];

  it('SECURITY 5: the sixth failure at one account from one address is 429, by either of its names', async () => {
    const address = newAddress();
    const names = [user.username, user.email, user.username.toUpperCase()];
    const guess = (turn: number) => signIn(by(turn), names[turn % 3] ?? '', 'a wrong guess', address);
    const answers = await inTurn(5, guess);
    expect(statuses(answers)).toEqual([401, 401, 401, 401, 401]);
    expectTooMany(await guess(5), 'sign-in', 900);
    // Not even the right one is looked at any more, so that a guess cannot be confirmed.
    expectTooMany(await signIn(gateways[1], user.username, password, address), 'sign-in', 900);
  });

  it('SECURITY 5: the owner is let in elsewhere, and so are others here', async () => {
    const address = newAddress();
    await inTurn(7, (turn) => signIn(by(turn), user.username, 'a wrong guess', address));
    const other = await aUser(clinic.database);
    expect((await signIn(gateways[0], user.username, password)).status).toBe(200);
    expect((await signIn(gateways[0], other.username, password, address)).status).toBe(200);
  });

  it('SECURITY 5: many guesses at once are no more than five', async () => {
    const address = newAddress();
    const answers = await times(24, (turn) => signIn(by(turn), user.username, 'a wrong guess', address));
    expect(tally(answers)).toEqual({ '401 auth.bad_credentials': 5, '429 limits.exceeded': 19 });
  });

  it('SECURITY 5: an account that does not exist is counted alike', async () => {
    const address = newAddress();
    const guess = (turn: number) => signIn(by(turn), 'no-account-at-all', 'a wrong guess', address);
    expect(statuses(await inTurn(5, guess))).toEqual([401, 401, 401, 401, 401]);
    expectTooMany(await guess(5), 'sign-in', 900);
  });

  it('signing in clears the failures, and many may do so at once', async () => {
    const address = newAddress();
    for (const turn of [0, 1]) {
      await inTurn(4, () => signIn(by(turn), user.username, 'a wrong guess', address));
      expect((await signIn(by(turn), user.username, password, address)).status).toBe(200);
    }
    const answers = await times(20, () => signIn(gateways[0], user.username, password, address));
    expect(tally(answers)).toEqual({ 200: 20 });
  });

  it('a hundred wrong passwords from one address keep out no one there who knows theirs', async () => {
    const address = newAddress();
    const admin = await aUser(clinic.database, { role: 'admin' });
    expect((await signIn(gateways[0], user.username, password, address)).status).toBe(200);
    const guesses = await times(100, (turn) => signIn(by(turn), `of-100-${turn}`, 'a wrong guess', address));
    expect(tally(guesses)).toEqual({ '401 auth.bad_credentials': 100 });
    expect((await signIn(gateways[1], admin.username, password, address)).status).toBe(200);
    expect((await signIn(gateways[1], user.username, password, address)).status).toBe(200);
  });

  it('SECURITY 5: a browser of the owner is closed by its own failures alone', async () => {
    const [home, clinicAddress] = [newAddress(), newAddress()];
    const inBrowser = (given: string, address: string, cookie = ''): Promise<Answer> =>
      call('POST', `${gateways[0].url}/login`, {
        body: { username: user.username, password: given },
        headers: { 'x-forwarded-for': address, 'x-docket-client': 'browser', cookie },
      });
    const [, device] = (await inBrowser(password, home)).headers.getSetCookie();
    expect(device).toMatch(/^__Host-docket_device=.+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const cookie = device?.split(';')[0] ?? '';
    await inTurn(5, () => inBrowser('a wrong guess', clinicAddress));
    expectTooMany(await inBrowser(password, clinicAddress), 'sign-in', 900);
    expect((await inBrowser(password, clinicAddress, cookie)).status).toBe(200);
    const guesses = await inTurn(6, () => inBrowser('a wrong guess', newAddress(), cookie));
    expect(statuses(guesses)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('SECURITY 5: a device without cookies keeps a token in their place', async () => {
    const [home, clinicAddress] = [newAddress(), newAddress()];
    const onDevice = (given: string, address: string, token = ''): Promise<Answer> =>
      call('POST', `${gateways[0].url}/login`, {
        body: { username: user.username, password: given },
        headers: { 'x-forwarded-for': address, 'x-docket-client': 'mobile', 'x-docket-device': token },
      });
    const first = await onDevice(password, home);
    expect([first.status, first.headers.getSetCookie()]).toEqual([200, []]);
    expect(fieldOf(first, 'refreshToken')).toEqual(expect.any(String));
    const token = fieldOf(first, 'deviceToken') as string;
    await inTurn(5, () => onDevice('a wrong guess', clinicAddress));
    expectTooMany(await onDevice(password, clinicAddress), 'sign-in', 900);
    expectTooMany(await onDevice(password, clinicAddress, `${token}x`), 'sign-in', 900);
    expect((await onDevice(password, clinicAddress, token)).status).toBe(200);
    expect(fieldOf(await signIn(gateways[0], user.username, password, home), 'deviceToken')).toBeUndefined();
  });

  it('SECURITY 23: what a client claims about itself in front of the trusted proxy counts for nothing', async () => {
    const address = newAddress();
    const answers = await inTurn(6, (turn) =>
      signIn(by(turn), user.username, 'a wrong guess', `${newAddress()}, ${address}`),
    );
    expect(statuses(answers)).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('limits of every kind', () => {
  const limits = {
    LIMIT_REQUESTS_PER_ADDRESS: '12/60',
    LIMIT_REQUESTS_PER_ACCOUNT: '4/60',
    LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '3/600',
    LIMIT_SIGN_IN_FAILURES_IN_RESERVE: '2/800',
    LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: '3/700',
    LIMIT_REGISTRATIONS: '2/3600',
    LIMIT_REFRESHES: '3/60',
    LIMIT_BOOKINGS: '2/60',
    LIMIT_HOLDS: '1/60',
    LIMIT_PROOFS: '2/60',
  };
  /** Of limits and sessions */
  let redis: PrivateService;
  let searches: PrivateService;
  let gateways: readonly [App, App];

  beforeAll(async () => {
    [redis, searches] = await Promise.all([startPrivateRedis(), startPrivateRedis()]);
    const { rabbitmqUrl } = services();
    const env = { ...limits, TRUST_PROXY: '127.0.0.0/8', REDIS_STATE_URL: redis.url };
    const setting = {
      databaseUrl: clinic.url,
      redisUrl: searches.url,
      rabbitmqUrl,
      namespace: newNamespace(),
      env,
    };
    gateways = [await startGateway(setting), await startGateway(setting)];
  }, patience);

  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.kill()));
    await Promise.all([redis.kill(), searches.kill()]);
  });

  const by = (turn: number): App => gateways[turn % 2 === 0 ? 0 : 1];
  const visit = (turn: number, address: string, path = '/doctors'): Promise<Answer> =>
    call('GET', by(turn).url + path, from(address));

  async function aSignedIn(): Promise<string> {
    const { username } = await aUser(clinic.database);
    return ((await signIn(gateways[0], username, password)).body as { token: string }).token;
  }

  it('SECURITY 24: requests of one address are counted together, and every answer says how it stands', async () => {
    const address = newAddress();
    const first = await visit(0, address);
    expect(first.headers.get('ratelimit-policy')).toBe('"requests-per-address";q=12;w=60');
    expect(first.headers.get('ratelimit')).toBe('"requests-per-address";r=11;t=60');
    expect(first.headers.get('retry-after')).toBeNull();
    const answers = await times(13, (turn) => visit(turn, address, turn % 3 === 0 ? '/nope' : '/doctors'));
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(2);
    expectTooMany(await visit(1, address), 'requests-per-address', 60);
    expect((await visit(1, newAddress())).status).toBe(200);
    // What watches the process is never told to come back later.
    expect((await visit(1, address, '/health/live')).status).toBe(200);
  });

  it('counts the requests of one account together, from wherever they come', async () => {
    const token = await aSignedIn();
    const me = (turn: number): Promise<Answer> =>
      call('GET', `${by(turn).url}/me`, { token, ...from(newAddress()) });
    expect(statuses(await times(4, me))).toEqual([200, 200, 200, 200]);
    expectTooMany(await me(0), 'requests-per-account', 60);
    expectTooMany(await me(1), 'requests-per-account', 60);
  });

  it('spraying passwords over many accounts ends, but not for those who signed in there before', async () => {
    const address = newAddress();
    const known = await aUser(clinic.database);
    const other = await aUser(clinic.database);
    expect((await signIn(by(0), known.username, password, address)).status).toBe(200);
    const spray = (turn: number) => signIn(by(turn), `sprayed-${turn}`, 'a wrong guess', address);
    await inTurn(3, spray);
    // What is in reserve is given back when the password was right.
    for (const turn of [0, 1, 0])
      expect((await signIn(by(turn), other.username, password, address)).status).toBe(200);
    const stranger = await aUser(clinic.database);
    const sprayed = await times(3, (turn) => spray(3 + turn));
    expect(tally(sprayed)).toEqual({ '401 auth.bad_credentials': 2, '429 limits.exceeded': 1 });
    expectTooMany(await signIn(by(0), stranger.username, password, address), 'sign-in-per-address', 600);
    expect((await signIn(by(1), known.username, password, address)).status).toBe(200);
    expect((await signIn(by(0), stranger.username, password)).status).toBe(200);
  });

  it('SECURITY 35: no searches of strangers bring back a guess', async () => {
    const address = newAddress();
    const { username } = await aUser(clinic.database);
    const guess = (turn: number) => signIn(by(turn), username, 'a wrong guess', address);
    expect(statuses(await inTurn(3, guess))).toEqual([401, 401, 401]);
    const admin = new Redis(searches.url);
    const numberIn = async (section: string, name: string): Promise<number> =>
      Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(await admin.info(section))?.[1]);
    const room = 16 * 1024;
    await admin.config('SET', 'maxmemory', (await numberIn('memory', 'used_memory')) + room);
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    for (const hundred of [0, 1]) {
      const found = await times(100, (turn) =>
        visit(turn, newAddress(), `/doctors?near=${hundred}.${100 + turn},13.4`),
      );
      expect(tally(found)).toEqual({ 200: 100 });
    }
    expect(await numberIn('stats', 'evicted_keys')).toBeGreaterThan(0);
    admin.disconnect();
    expect((await guess(3)).status).toBe(429);
  });

  it('guessing at one account from many addresses ends, but not where its owner signed in before', async () => {
    const { username } = await aUser(clinic.database);
    const home = newAddress();
    expect((await signIn(by(0), username, password, home)).status).toBe(200);
    await inTurn(3, (turn) => signIn(by(turn), username, 'a wrong guess'));
    expectTooMany(await signIn(by(1), username, password), 'sign-in-per-account', 700);
    expect((await signIn(by(1), username, password, home)).status).toBe(200);
  });

  it('registration has its own limit, for which a mistake does not count', async () => {
    const address = newAddress();
    const register = (turn: number, body: object): Promise<Answer> =>
      call('POST', `${by(turn).url}/register`, { body, ...from(address) });
    const account = (name: string) => ({
      username: name,
      email: `${name}@x.example`,
      password: 'plain sailing boat',
    });
    expect(statuses(await inTurn(4, (turn) => register(turn, { username: 'x' })))).toEqual([
      422, 422, 422, 422,
    ]);
    expect((await register(0, account('first-of-two'))).status).toBe(201);
    expect((await register(1, account('second-of-two'))).status).toBe(201);
    expectTooMany(await register(0, account('third-of-two')), 'registrations', 3600);
  });

  it('refreshing, booking, holding and proofs by password have their own limits', async () => {
    const address = newAddress();
    const refresh = (): Promise<Answer> =>
      call('POST', `${by(0).url}/token/refresh`, { body: { refreshToken: 'made up' }, ...from(address) });
    expect(statuses(await inTurn(3, refresh))).toEqual([401, 401, 401]);
    expectTooMany(await refresh(), 'refreshes', 60);
    const wish = { doctorId: 999_999, appointmentDateTime: '2030-01-01T09:00:00Z' };
    const series = { ...wish, recurrence: { frequency: 'weekly', count: 2 } };
    for (const [path, quota, policy, body = wish] of [
      ['/appointments', 2, 'bookings'],
      ['/appointments/holds', 1, 'holds'],
      ['/appointments/series', 2, 'bookings', series],
      ['/me/mfa', 2, 'proofs', { currentPassword: 'a guess' }],
      ['/me/erasure', 2, 'proofs', { password: 'a guess' }],
    ] as const) {
      const token = await aSignedIn();
      const ask = (turn: number): Promise<Answer> =>
        call('POST', by(turn).url + path, { token, body, ...from(newAddress()) });
      for (const answer of await inTurn(quota, ask)) expect([404, 422]).toContain(answer.status);
      expectTooMany(await ask(1), policy, 60);
    }
  });

  it('SECURITY 24: each process counts for itself while Redis is full, and says so once', async () => {
    const { username } = await aUser(clinic.database);
    const [guesses, home] = [newAddress(), newAddress()];
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory', 1);
    const failed = await inTurn(8, (turn) => signIn(by(turn), username, 'a wrong guess', guesses));
    expect(statuses(failed)).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
    const other = await aUser(clinic.database);
    const answers = await inTurn(8, (turn) => signIn(by(turn), other.username, password, home));
    expect(tally(answers)).toEqual({ 200: 8 });
    for (const gateway of gateways)
      expect(gateway.output().match(/OOM.+; limits are counted per process/g)).toHaveLength(1);
    await admin.config('SET', 'maxmemory', 0);
    admin.disconnect();
  });

  it(
    'SECURITY 24: each process goes on counting while Redis is away, and both together when it is back',
    async () => {
      const address = newAddress();
      const guesses = newAddress();
      const { username } = await aUser(clinic.database);
      expect((await visit(0, address)).status).toBe(200);
      await redis.stop();
      // Nothing fails and nothing is unlimited: each process knows its own dozen at most.
      const answers = await times(40, (turn) => visit(turn, address));
      expect(new Set(statuses(answers))).toEqual(new Set([200, 429]));
      expect(statuses(answers).filter((status) => status === 200).length).toBeLessThanOrEqual(24);
      for (const turn of [0, 1]) expectTooMany(await visit(turn, address), 'requests-per-address', 60);
      const failed = await inTurn(8, (turn) => signIn(by(turn), username, 'a wrong guess', guesses));
      expect(statuses(failed)).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
      await redis.start();
      for (const { url } of gateways) {
        await eventually(
          async () => {
            expect(await readiness(url, 'state')).toEqual({ status: 200, degraded: false });
          },
          { within: 20_000 },
        );
      }
      const later = newAddress();
      await eventually(
        async () => {
          const apart = newAddress();
          await visit(0, apart);
          expect((await visit(1, apart)).headers.get('ratelimit')).toContain(';r=10;');
        },
        { within: 10_000 },
      );
      const together = await times(30, (turn) => visit(turn, later));
      expect(statuses(together).filter((status) => status === 200)).toHaveLength(12);
    },
    patience,
  );
});

describe('one gateway without Redis and without a proxy', () => {
  let gateway: App;

  beforeAll(async () => {
    const env = { LIMIT_REQUESTS_PER_ADDRESS: '40/60' };
    gateway = await startGateway({ databaseUrl: clinic.url, namespace: newNamespace(), env });
  }, patience);

  afterAll(() => gateway.kill());

  it('SECURITY 23: a forged X-Forwarded-For does not reset a limit', async () => {
    const { username } = await aUser(clinic.database);
    const answers = await inTurn(6, () => signIn(gateway, username, 'a wrong guess'));
    expect(statuses(answers)).toEqual([401, 401, 401, 401, 401, 429]);
    const visits = await times(60, () => call('GET', `${gateway.url}/doctors`, from(newAddress())));
    expect(new Set(statuses(visits))).toEqual(new Set([200, 429]));
    expectTooMany(
      await call('GET', `${gateway.url}/doctors`, from(newAddress())),
      'requests-per-address',
      60,
    );
  });
});
