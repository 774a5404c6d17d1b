import { randomBytes } from 'node:crypto';
import { aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, jwtSecret, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { fieldOf, listOf } from '../support/api.js';
import { forged, partOf } from '../support/tokens.js';

const patience = 180_000;
const day = 24 * 60 * 60 * 1000;

let clinic: TestDatabase;
/** Two gateways that share a database and Redis. */
let here: App;
let there: App;

const options = () => ({ ...services(), databaseUrl: clinic.url, namespace });
const namespace = newNamespace();

beforeAll(async () => {
  clinic = await createDatabase();
  [here, there] = await Promise.all([startGateway(options()), startGateway(options())]);
}, patience);

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await clinic.drop();
});

interface Visitor {
  readonly userId: number;
  readonly username: string;
  readonly sessionId: string;
  readonly token: string;
  readonly refreshToken: string;
}

async function signIn(username: string, gateway = here, userAgent = 'node'): Promise<Visitor> {
  const answer = await call('POST', `${gateway.url}/login`, {
    body: { username, password },
    headers: { 'user-agent': userAgent },
  });
  expect(answer.status).toBe(200);
  const { token, refreshToken } = answer.body as { token: string; refreshToken: string };
  const { sub, sid } = partOf(token, 1);
  return { userId: Number(sub), username, sessionId: String(sid), token, refreshToken };
}

const aVisitor = async (): Promise<Visitor> => signIn((await aUser(clinic.database)).username);

const me = ({ token }: Pick<Visitor, 'token'>, gateway = here): Promise<Answer> =>
  call('GET', `${gateway.url}/me`, { token });

const refresh = (refreshToken: unknown, gateway = here): Promise<Answer> =>
  call('POST', `${gateway.url}/token/refresh`, { body: { refreshToken } });

/** Status and code of an answer. */
const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];

const ended = [401, 'auth.session_ended'];
const notSignedIn = [401, 'auth.not_signed_in'];

describe('line 10: an access token', () => {
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = await aVisitor();
  });

  it('says what it is, who made it, for which user, and by which key', () => {
    expect(partOf(visitor.token, 0)).toEqual({
      alg: 'HS256',
      typ: 'at+jwt',
      kid: expect.any(String) as string,
    });
    expect(partOf(visitor.token, 1)).toMatchObject({ iss: 'docket', aud: 'docket-api' });
  });

  it('is taken when it is signed with the key, as a control', async () => {
    expect((await me({ token: forged(visitor.token, {}) })).status).toBe(200);
  });

  const now = Math.floor(Date.now() / 1000);

  it.each([
    ['no algorithm', { header: { alg: 'none' }, hash: undefined }],
    ['no algorithm, in other letters', { header: { alg: 'nOnE' }, hash: undefined }],
    ['no algorithm, and a signature', { header: { alg: 'none' } }],
    ['another algorithm', { header: { alg: 'HS512' }, hash: 'sha512' as const }],
    ['an algorithm that does not fit the key', { header: { alg: 'RS256' } }],
    ['another key', { key: randomBytes(32) }],
    ['the secret itself for a key', { key: Buffer.from(jwtSecret) }],
    ['an empty key', { key: Buffer.alloc(0) }],
    ['an unknown key id', { header: { kid: 'other' } }],
    ['no key id', { header: { kid: undefined } }],
    ['a key id that is a path', { header: { kid: '../../../dev/null' }, key: Buffer.alloc(0) }],
    ['another type', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['a critical header', { header: { crit: ['exp'] } }],
    ['another audience', { claims: { aud: 'other-api' } }],
    ['no audience', { claims: { aud: undefined } }],
    ['another issuer', { claims: { iss: 'other' } }],
    ['no issuer', { claims: { iss: undefined } }],
    ['an end in the past', { claims: { exp: now - 1 } }],
    ['no end', { claims: { exp: undefined } }],
    ['a beginning in the future', { claims: { nbf: now + 60 } }],
    ['its own key', { header: { jwk: { kty: 'oct', k: 'AAAA' } }, key: Buffer.from('AAAA', 'base64url') }],
    ['no session', { claims: { sid: undefined } }],
    ['a session that is none', { claims: { sid: "1' OR 1=1 --" } }],
    ['another user', { claims: { sub: '999999' } }],
  ])('is refused with %s', async (_, forgery) => {
    const answer = await me({ token: forged(visitor.token, forgery) });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('ends in time although its signature is known to be good', async () => {
    const exp = Math.floor(Date.now() / 1000) + 5;
    const token = forged(visitor.token, { claims: { exp } });
    expect((await me({ token })).status).toBe(200);
    for (let status = 200; status === 200; { status } = await me({ token }));
    const late = Date.now() / 1000 - exp;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5);
  });

  it.each(['jku', 'jwk', 'x5u'])('is not led astray by %s', async (name) => {
    const header = { [name]: `${there.url}/keys.json` };
    expect((await me({ token: forged(visitor.token, { header }) })).status).toBe(200);
    expect((await me({ token: forged(visitor.token, { header, key: randomBytes(32) }) })).status).toBe(401);
  });

  it('is refused in any other place than the header', async () => {
    const { token } = visitor;
    expect(outcome(await call('GET', `${here.url}/me?access_token=${token}&token=${token}`))).toEqual(
      notSignedIn,
    );
    expect(outcome(await call('GET', `${here.url}/me`, { headers: { cookie: `token=${token}` } }))).toEqual(
      notSignedIn,
    );
  });
});

describe('line 11: tokens', () => {
  it('live 15 minutes', async () => {
    const { token } = await aVisitor();
    const { exp, iat } = partOf(token, 1) as { exp: number; iat: number };
    expect(exp - iat).toBe(15 * 60);
  });

  it('do not take the place of one another', async () => {
    const { token, refreshToken } = await aVisitor();
    expect(outcome(await me({ token: refreshToken }))).toEqual(notSignedIn);
    expect(outcome(await refresh(token))).toEqual(ended);
  });
});

describe('line 12: a refresh token', () => {
  /** As if the session had been refreshed for the last time so long ago. */
  const rotatedBefore = ({ sessionId }: Visitor, milliseconds: number) =>
    clinic.database.client.session.update({
      where: { id: sessionId },
      data: { rotatedAt: new Date(Date.now() - milliseconds) },
    });

  it('is replaced whenever it is used', async () => {
    const visitor = await aVisitor();
    const first = await refresh(visitor.refreshToken);
    const second = await refresh(fieldOf(first, 'refreshToken'));
    expect([first.status, second.status]).toEqual([200, 200]);
    const tokens = [visitor.refreshToken, fieldOf(first, 'refreshToken'), fieldOf(second, 'refreshToken')];
    expect(new Set(tokens).size).toBe(3);
    expect((await me({ token: fieldOf(second, 'token') as string })).status).toBe(200);
  });

  it('has one successor for two tabs that refresh within 10 seconds, at whichever gateway', async () => {
    const visitor = await aVisitor();
    const tabs = await Promise.all(
      [here, there, here, there].map((gateway) => refresh(visitor.refreshToken, gateway)),
    );
    expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const successors = [...new Set(tabs.map((tab) => fieldOf(tab, 'refreshToken')))];
    expect(successors).toHaveLength(1);
    await rotatedBefore(visitor, 9000);
    const late = await refresh(visitor.refreshToken);
    expect(fieldOf(late, 'refreshToken')).toBe(successors[0]);
    expect((await refresh(fieldOf(late, 'refreshToken'), there)).status).toBe(200);
  });

  it('that comes again later ends the whole family, at once and everywhere', async () => {
    const visitor = await aVisitor();
    const next = await refresh(visitor.refreshToken);
    const token = fieldOf(next, 'token') as string;
    expect([(await me({ token }, here)).status, (await me({ token }, there)).status]).toEqual([200, 200]);
    await rotatedBefore(visitor, 11_000);
    expect(outcome(await refresh(visitor.refreshToken))).toEqual(ended);
    for (const gateway of [here, there]) {
      expect(outcome(await me({ token }, gateway))).toEqual(ended);
      expect(outcome(await me(visitor, gateway))).toEqual(ended);
      expect(outcome(await refresh(fieldOf(next, 'refreshToken'), gateway))).toEqual(ended);
    }
  });

  it('is recognised as a copy however old it is', async () => {
    const visitor = await aVisitor();
    const second = fieldOf(await refresh(visitor.refreshToken), 'refreshToken');
    const third = fieldOf(await refresh(second), 'refreshToken');
    expect(outcome(await refresh(visitor.refreshToken))).toEqual(ended);
    expect(outcome(await refresh(third))).toEqual(ended);
  });

  it('is refused when it was made up, and that ends nothing', async () => {
    const visitor = await aVisitor();
    const mark = visitor.refreshToken.split('.')[2] ?? '';
    for (const made of [
      'x',
      `${visitor.sessionId}.0.${mark.toLowerCase()}`,
      `${visitor.sessionId}.1.${mark}`,
    ]) {
      expect(outcome(await refresh(made))).toEqual(ended);
    }
    expect((await refresh(visitor.refreshToken)).status).toBe(200);
  });

  it('is kept nowhere', async () => {
    const { refreshToken, sessionId } = await aVisitor();
    const rows = await clinic.database.client.$queryRaw<{ row: string }[]>`
      SELECT s::text AS row FROM sessions s WHERE id = ${sessionId}::uuid`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(refreshToken.split('.')[2]);
  });
});

describe('line 13: a session', () => {
  const change = ({ sessionId }: Visitor, data: { lastSeenAt?: Date; expiresAt?: Date; createdAt?: Date }) =>
    clinic.database.client.session.update({ where: { id: sessionId }, data });

  const everything = async (visitor: Visitor): Promise<unknown[][]> => [
    outcome(await me(visitor, here)),
    outcome(await me(visitor, there)),
    outcome(await refresh(visitor.refreshToken)),
  ];
  const allEnded = [ended, ended, ended];

  it('ends when it was not used for a week', async () => {
    const [idle, used] = [await aVisitor(), await aVisitor()];
    await change(idle, { lastSeenAt: new Date(Date.now() - 7 * day - 1000) });
    await change(used, { lastSeenAt: new Date(Date.now() - 7 * day + 60_000) });
    expect(await everything(idle)).toEqual(allEnded);
    expect((await me(used)).status).toBe(200);
    const { lastSeenAt } = await clinic.database.client.session.findUniqueOrThrow({
      where: { id: used.sessionId },
    });
    expect(Date.now() - lastSeenAt.getTime()).toBeLessThan(10_000);
  });

  it('ends 30 days after it was opened, however much it is used', async () => {
    const visitor = await aVisitor();
    const { createdAt, expiresAt } = await clinic.database.client.session.findUniqueOrThrow({
      where: { id: visitor.sessionId },
    });
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(30 * day);
    await refresh(visitor.refreshToken);
    await change(visitor, { expiresAt: new Date(Date.now() - 1) });
    expect(await everything(visitor)).toEqual(allEnded);
  });

  it('ends in time although it is cached', async () => {
    const visitor = await aVisitor();
    await change(visitor, { expiresAt: new Date(Date.now() + 1500) });
    expect((await me(visitor)).status).toBe(200);
    for (let status = 200; status === 200; { status } = await me(visitor));
    const { expiresAt } = await clinic.database.client.session.findUniqueOrThrow({
      where: { id: visitor.sessionId },
    });
    expect(Date.now() - expiresAt.getTime()).toBeLessThan(5000);
  });

  it('is over on the next request after signing out, at every gateway', async () => {
    const [visitor, other] = [await aVisitor(), await aVisitor()];
    for (const gateway of [here, there]) expect((await me(visitor, gateway)).status).toBe(200);
    expect((await call('POST', `${here.url}/logout`, { token: visitor.token })).status).toBe(204);
    expect(await everything(visitor)).toEqual(allEnded);
    expect((await me(other)).status).toBe(200);
  });

  it('is over for requests that are under way while it ends', async () => {
    for (let round = 0; round < 5; round += 1) {
      const visitor = await aVisitor();
      const crowd = Array.from({ length: 20 }, (_, index) => me(visitor, index % 2 === 0 ? here : there));
      const signedOut = call('POST', `${here.url}/logout`, { token: visitor.token });
      await Promise.all([...crowd, signedOut]);
      expect(await everything(visitor)).toEqual(allEnded);
    }
  });

  it('is over everywhere at once when its owner says so', async () => {
    const first = await aVisitor();
    const second = await signIn(first.username, there);
    for (const gateway of [here, there]) expect((await me(second, gateway)).status).toBe(200);
    expect((await call('POST', `${here.url}/logout/everywhere`, { token: first.token })).status).toBe(204);
    expect(await everything(first)).toEqual(allEnded);
    expect(await everything(second)).toEqual(allEnded);
  });
});

describe('sessions', () => {
  const sessionsOf = async ({ token }: Visitor) =>
    listOf(await call('GET', `${here.url}/me/sessions`, { token }));

  it('are listed with their device and when they were used', async () => {
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const phone = await aVisitor();
    const desk = await signIn(phone.username, there, firefox);
    expect(await sessionsOf(desk)).toEqual([
      {
        id: desk.sessionId,
        device: 'Firefox on Linux',
        current: true,
        createdAt: expect.any(String) as string,
        lastSeenAt: expect.any(String) as string,
        expiresAt: expect.any(String) as string,
      },
      expect.objectContaining({ id: phone.sessionId, device: 'node', current: false }),
    ]);
    await call('POST', `${here.url}/logout`, { token: phone.token });
    expect(await sessionsOf(desk)).toHaveLength(1);
  });

  it('are ended one by one by their owner alone', async () => {
    const [first, stranger] = [await aVisitor(), await aVisitor()];
    const second = await signIn(first.username);
    const end = (id: string, { token }: Visitor) =>
      call('DELETE', `${here.url}/me/sessions/${id}`, { token });
    const notFound = [404, 'session.not_found'];
    expect(outcome(await end(second.sessionId, stranger))).toEqual(notFound);
    expect(outcome(await end('0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11', stranger))).toEqual(notFound);
    expect(outcome(await end('1', stranger))).toEqual(notFound);
    expect((await me(second, there)).status).toBe(200);
    expect((await end(second.sessionId, first)).status).toBe(204);
    expect(outcome(await me(second, there))).toEqual(ended);
    expect((await me(first)).status).toBe(200);
    expect(outcome(await end(second.sessionId, first))).toEqual(notFound);
  });

  it('keep what a client calls itself, but not all of it', async () => {
    const { username } = await aUser(clinic.database);
    const visitor = await signIn(username, here, 'x'.repeat(5000));
    const { userAgent } = await clinic.database.client.session.findUniqueOrThrow({
      where: { id: visitor.sessionId },
    });
    expect(userAgent).toHaveLength(255);
  });
});

describe('line 28: what is personal', () => {
  it('stays in no shared cache', async () => {
    const visitor = await aVisitor();
    for (const path of ['/me', '/me/sessions']) {
      const answer = await call('GET', here.url + path, { token: visitor.token });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    }
  });
});

describe('keys', () => {
  it('are replaced without signing a user out, and forgotten ones sign everybody out', async () => {
    const [former, next] = ['the secret that was used until now', 'the secret that comes after that one'];
    const [before, during, after] = await Promise.all(
      [
        { JWT_SECRET: former },
        { JWT_SECRET: next, JWT_PREVIOUS_SECRETS: `${'x'.repeat(32)},${former}` },
        { JWT_SECRET: next },
      ].map((env) => startGateway({ ...options(), env })),
    );
    if (before === undefined || during === undefined || after === undefined)
      throw new Error('Three were asked for.');
    const visitor = await signIn((await aUser(clinic.database)).username, before);
    try {
      expect((await me(visitor, during)).status).toBe(200);
      const tokens = await refresh(visitor.refreshToken, during);
      expect(tokens.status).toBe(200);
      const token = fieldOf(tokens, 'token') as string;
      expect(partOf(token, 0).kid).not.toBe(partOf(visitor.token, 0).kid);
      expect((await me({ token }, after)).status).toBe(200);
      expect(outcome(await me(visitor, after))).toEqual(notSignedIn);
      expect(outcome(await refresh(visitor.refreshToken, after))).toEqual(ended);
      expect((await refresh(fieldOf(tokens, 'refreshToken'), after)).status).toBe(200);
    } finally {
      await Promise.all([before.stop(), during.stop(), after.stop()]);
    }
  }, 180_000);
});
