import { type User } from '#libs/database';
import { aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';

const patience = 180_000;
const friend = 'https://app.clinic.example';
const browser = { 'x-docket-client': 'browser' };

let clinic: TestDatabase;
let gateway: App;
let user: User;

beforeAll(async () => {
  clinic = await createDatabase();
  const env = { CORS_ORIGINS: friend, DOCS: 'on' };
  gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace: newNamespace(), env });
  user = await aUser(clinic.database);
}, patience);

afterAll(async () => {
  await gateway.kill();
  await clinic.drop();
});

type Headers = Readonly<Record<string, string>>;

const login = (headers: Headers = {}): Promise<Answer> =>
  call('POST', `${gateway.url}/login`, { body: { username: user.username, password }, headers });

const refresh = (headers: Headers, body: unknown = {}): Promise<Answer> =>
  call('POST', `${gateway.url}/token/refresh`, { body, headers });

/** The cookie as a browser sends it back, and what it was told about it. */
function cookieOf(answer: Answer): { pair: string; attributes: string[] } {
  const [line = ''] = answer.headers.getSetCookie();
  const [pair = '', ...attributes] = line.split('; ');
  return { pair, attributes: attributes.map((attribute) => attribute.toLowerCase()).sort() };
}

const tokenOf = ({ body }: Answer): string => (body as { token: string }).token;

describe('SECURITY 14: the refresh token of a browser', () => {
  it('is in a cookie that no script reads, and nowhere in the body', async () => {
    const answer = await login(browser);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ token: expect.any(String) as unknown, expiresIn: 900 });
    const { pair, attributes } = cookieOf(answer);
    expect(pair).toMatch(/^__Host-docket_refresh=[\w.-]{20,}$/);
    expect(attributes).toEqual(['httponly', 'max-age=2592000', 'path=/', 'samesite=strict', 'secure']);
  });

  it('is in the body of every other client, without a cookie', async () => {
    const answer = await login();
    expect(answer.body).toMatchObject({ refreshToken: expect.any(String) as unknown });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('rotates in the cookie', async () => {
    const first = cookieOf(await login(browser)).pair;
    const answer = await refresh({ ...browser, cookie: first });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ token: expect.any(String) as unknown, expiresIn: 900 });
    const second = cookieOf(answer).pair;
    expect(second).not.toBe(first);
    const me = await call('GET', `${gateway.url}/me`, { token: tokenOf(answer) });
    expect(me.status).toBe(200);
  });

  it('never comes back in a body once it was in a cookie, whatever the client calls itself', async () => {
    const { pair } = cookieOf(await login(browser));
    const answer = await refresh({ 'x-docket-client': 'other', cookie: pair });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty('refreshToken');
    expect(cookieOf(answer).pair).toMatch(/^__Host-/);
  });

  it('is taken away at sign-out, and when it has become worthless', async () => {
    const signedIn = await login(browser);
    const { pair } = cookieOf(signedIn);
    const out = await call('POST', `${gateway.url}/logout`, {
      token: tokenOf(signedIn),
      headers: { ...browser, cookie: pair },
    });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie().join()).toMatch(/^__Host-docket_refresh=;.*expires=Thu, 01 Jan 1970/i);
    const late = await refresh({ ...browser, cookie: pair });
    expect(late.status).toBe(401);
    expect(late.headers.getSetCookie().join()).toMatch(/^__Host-docket_refresh=;/);
  });
});

describe('SECURITY 25: where the cookie counts', () => {
  it.each<[string, Headers]>([
    ['a foreign Origin', { ...browser, origin: 'https://evil.example' }],
    ['an Origin that hides', { ...browser, origin: 'null' }],
    ['our own host over another scheme', { ...browser, origin: 'https://HOST' }],
    ['another site, by Fetch Metadata', { ...browser, 'sec-fetch-site': 'cross-site' }],
    ['a neighbour site, by Fetch Metadata', { ...browser, 'sec-fetch-site': 'same-site' }],
    ['no header of ours', {}],
  ])('a request with %s is refused and changes nothing', async (_, headers) => {
    const { pair } = cookieOf(await login(browser));
    const { origin = '' } = headers;
    const named = origin === '' ? {} : { origin: origin.replace('HOST', new URL(gateway.url).host) };
    const answer = await refresh({ ...headers, ...named, cookie: pair });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ status: 403, code: 'auth.cross_site' });
    expect(answer.headers.getSetCookie()).toEqual([]);
    // The token still serves: it was not rotated.
    expect((await refresh({ ...browser, cookie: pair })).status).toBe(200);
  });

  it.each<[string, () => Headers]>([
    ['our own page', () => ({ origin: gateway.url, 'sec-fetch-site': 'same-origin' })],
    ['a page on the allow-list', () => ({ origin: friend, 'sec-fetch-site': 'same-site' })],
    ['a browser that says nothing', () => ({})],
  ])('a request of %s is served', async (_, headers) => {
    const { pair } = cookieOf(await login(browser));
    expect((await refresh({ ...browser, ...headers(), cookie: pair })).status).toBe(200);
  });

  it('the cookie signs in nowhere else', async () => {
    const { pair } = cookieOf(await login(browser));
    const answer = await call('GET', `${gateway.url}/me`, { headers: { ...browser, cookie: pair } });
    expect(answer.status).toBe(401);
  });
});

describe('SECURITY 26: every answer', () => {
  const everywhere = ['/app/', '/docs/', '/doctors', '/me', '/nope', '/%zz', '/health/live'];

  it.each(everywhere)('%s has a strict policy and the headers that browsers obey', async (path) => {
    const { headers } = await call('GET', gateway.url + path);
    const policy = headers.get('content-security-policy') ?? '';
    for (const directive of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy.split(';')).toContain(directive);
    }
    expect(policy).toMatch(/(^|;)script-src '(?:self|none)'(;|$)/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const permissions = (headers.get('permissions-policy') ?? '').split(', ');
    for (const feature of ['camera', 'microphone', 'payment', 'usb', 'clipboard-read'])
      expect(permissions).toContain(`${feature}=()`);
    expect(permissions.filter((each) => !each.endsWith('=()'))).toEqual([
      'clipboard-write=(self)',
      'geolocation=(self)',
    ]);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
  });

  it.each(['/app/', '/docs/'])('%s has no script inside the page', async (path) => {
    const { status, text } = await call('GET', gateway.url + path);
    expect(status).toBe(200);
    const scripts = text.match(/<script\b[^>]*>[^<]*/g) ?? [];
    expect(scripts).not.toEqual([]);
    for (const script of scripts) expect(script).toMatch(/^<script\b[^>]*\bsrc=[^>]*>\s*$/);
    expect(text).not.toMatch(/\son[a-z]+=|javascript:/i);
  });
});

describe('SECURITY 27: other origins', () => {
  const preflight = (origin: string): Promise<Answer> =>
    call('OPTIONS', `${gateway.url}/doctors`, {
      headers: { origin, 'access-control-request-method': 'GET' },
    });

  it('are answered when they are on the list, with credentials', async () => {
    for (const answer of [
      await preflight(friend),
      await call('GET', `${gateway.url}/doctors`, { headers: { origin: friend } }),
      // The second time, the answer is one that was kept.
      await call('GET', `${gateway.url}/doctors`, { headers: { origin: friend } }),
    ]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(friend);
      expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
      expect(answer.headers.get('vary')).toMatch(/origin/i);
    }
  });

  it.each([
    'https://evil.example',
    'null',
    `${friend}.evil.example`,
    'http://app.clinic.example',
    'https://APP.clinic.example:444',
  ])('%s gets no permission', async (origin) => {
    for (const answer of [
      await preflight(origin),
      await call('GET', `${gateway.url}/doctors`, { headers: { origin } }),
    ]) {
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('SECURITY 28: personal answers', () => {
  it('stay in no cache', async () => {
    const token = tokenOf(await login());
    for (const path of ['/me', '/appointments', '/me/notifications']) {
      const { status, headers } = await call('GET', gateway.url + path, { token });
      expect({ path, status, cache: headers.get('cache-control') }).toEqual({
        path,
        status: 200,
        cache: 'no-store',
      });
    }
    expect((await login(browser)).headers.get('cache-control')).toBe('no-store');
  });
});
