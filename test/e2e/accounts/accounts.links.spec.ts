import { type Database, type LinkPurpose } from '#libs/database';
import { Keys } from '../../../libs/auth/src/crypto/keys.service.js';
import { LinkTokens } from '../../../libs/auth/src/crypto/link-tokens.service.js';
import { aLocation, aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, jwtSecret, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, fieldOf, listOf } from '../support/api.js';

const patience = 180_000;
const minute = 60_000;

let clinic: TestDatabase;
let gateway: App;
let api: Api;
let admin: string;

beforeAll(async () => {
  clinic = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  const { username } = await aUser(clinic.database, { role: 'admin' });
  admin = await api.signIn(username, password);
}, patience);

afterAll(async () => {
  await gateway.stop();
  await clinic.drop();
});

const client = (): Database['client'] => clinic.database.client;

/** Status and code of an answer. */
const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];
const invalid = [422, 'auth.link_invalid'];

/** What the mail to this address has to carry: the sender knows the row and the key. */
async function tokenFor(email: string, purpose: LinkPurpose): Promise<string> {
  const link = await client().accountLink.findFirstOrThrow({
    where: { email, purpose },
    orderBy: { createdAt: 'desc' },
  });
  return new LinkTokens(new Keys({ JWT_SECRET: jwtSecret, JWT_PREVIOUS_SECRETS: [] })).issue(link);
}

const linksFor = (email: string) => client().accountLink.findMany({ where: { email } });

const forget = (email: string) => api.post('/password/forgot', { email });
const reset = (token: string, newPassword = 'a new password') =>
  api.post('/password/reset', { token, newPassword });

async function resetTokenFor(email: string): Promise<string> {
  expect((await forget(email)).status).toBe(202);
  return tokenFor(email, 'password_reset');
}

describe('line 7: a reset link', () => {
  it('is asked for with the same answer, whether or not an account has the address', async () => {
    const { email } = await aUser(clinic.database);
    const disabled = await aUser(clinic.database, { disabledAt: new Date() });
    for (const each of [email, 'unknown@clinic.example', disabled.email]) {
      const begin = performance.now();
      const { status, text } = await forget(each);
      expect([status, text]).toEqual([202, '']);
      // Longer than it takes to write a link, or none.
      expect(performance.now() - begin).toBeGreaterThan(240);
    }
    expect(await linksFor(email)).toHaveLength(1);
    expect(await linksFor('unknown@clinic.example')).toEqual([]);
    expect(await linksFor(disabled.email)).toEqual([]);
  });

  it('sets another password, once, and ends all sessions', async () => {
    const { email, username } = await aUser(clinic.database);
    const session = await api.signIn(username, password);
    const token = await resetTokenFor(email);
    expect((await reset(token)).status).toBe(204);
    expect((await api.get('/me', session)).status).toBe(401);
    expect((await api.post('/login', { username, password })).status).toBe(401);
    expect(outcome(await reset(token, 'yet another one'))).toEqual(invalid);
    await api.signIn(username, 'a new password');
  });

  it('serves one of two who use it at once', async () => {
    const { email } = await aUser(clinic.database);
    const token = await resetTokenFor(email);
    const answers = await Promise.all([reset(token), reset(token), reset(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422]);
  });

  it('lasts ten minutes and not longer', async () => {
    const { email, username } = await aUser(clinic.database);
    await resetTokenFor(email);
    const [link] = await linksFor(email);
    if (link === undefined) throw new Error('There is one.');
    expect(link.expiresAt.getTime() - link.createdAt.getTime()).toBe(10 * minute);
    await client().accountLink.update({
      where: { id: link.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(outcome(await reset(await tokenFor(email, 'password_reset')))).toEqual(invalid);
    await api.signIn(username, password);
  });

  it('is not used up by a password that is refused', async () => {
    const { email } = await aUser(clinic.database);
    const token = await resetTokenFor(email);
    expect(outcome(await reset(token, 'password1'))).toEqual([422, 'request.invalid']);
    expect((await reset(token)).status).toBe(204);
  });

  it('makes the earlier ones worthless when it is used', async () => {
    const { email } = await aUser(clinic.database);
    const first = await resetTokenFor(email);
    const second = await resetTokenFor(email);
    expect(first).not.toBe(second);
    expect((await reset(second)).status).toBe(204);
    expect(outcome(await reset(first, 'yet another one'))).toEqual(invalid);
  });

  it('cannot be made up', async () => {
    const { email } = await aUser(clinic.database);
    const token = await resetTokenFor(email);
    const [id = '', mark = ''] = token.split('.');
    for (const made of ['x', id, `${id}.`, `${id}.${'A'.repeat(43)}`, `${id}.${mark.toLowerCase()}`]) {
      expect(outcome(await reset(made))).toEqual(invalid);
    }
  });

  it('is neither stored nor handed to the broker, and no address is', async () => {
    const { email } = await aUser(clinic.database);
    const token = await resetTokenFor(email);
    const [link] = await linksFor(email);
    const events = await client().outboxEvent.findMany({
      where: { data: { path: ['linkId'], equals: link?.id ?? '' } },
    });
    expect(events).toMatchObject([{ type: 'user.password_reset_requested.v1', data: { linkId: link?.id } }]);
    expect(Object.keys(events[0]?.data as object)).toEqual(['linkId']);
    const [row] = await client().$queryRaw<{ links: string; events: string }[]>`
      SELECT (SELECT string_agg(l::text, '|') FROM account_links l) AS links,
        (SELECT string_agg(o::text, '|') FROM outbox_events o) AS events`;
    const mark = token.split('.')[1] ?? '';
    expect(row?.links).toContain(email);
    expect(row?.links).not.toContain(mark);
    expect(row?.events).not.toContain(mark);
    expect(row?.events).not.toContain(email);
    expect(gateway.output()).not.toContain(mark);
    expect(gateway.output()).not.toContain(email);
  });
});

describe('line 7: a verification link', () => {
  const verify = (token: string) => api.post('/email/verify', { token });

  async function registered(): Promise<{ username: string; email: string; token: string }> {
    const username = `reg${Math.random().toString(36).slice(2)}`;
    const email = `${username}@clinic.example`;
    expect((await api.post('/register', { username, email, password })).status).toBe(201);
    return { username, email, token: await api.signIn(username, password) };
  }

  const isVerified = async (token: string) => fieldOf(await api.get('/me', token), 'emailVerified');

  it('comes with registering, lasts a day and proves the address once', async () => {
    const { email, token } = await registered();
    const [link] = await linksFor(email);
    expect((link?.expiresAt.getTime() ?? 0) - (link?.createdAt.getTime() ?? 0)).toBe(24 * 60 * minute);
    const [event] = await client().outboxEvent.findMany({
      where: { data: { path: ['linkId'], equals: link?.id ?? '' } },
    });
    expect(event?.type).toBe('user.registered.v1');
    expect(await isVerified(token)).toBe(false);
    const proof = await tokenFor(email, 'email_verification');
    expect(outcome(await reset(proof))).toEqual(invalid);
    expect((await verify(proof)).status).toBe(204);
    expect(await isVerified(token)).toBe(true);
    expect(outcome(await verify(proof))).toEqual(invalid);
  });

  it('is sent again on request, until the address is proven', async () => {
    const { email, token } = await registered();
    expect((await api.post('/me/email/verification', undefined, token)).status).toBe(202);
    expect(await linksFor(email)).toHaveLength(2);
    expect((await verify(await tokenFor(email, 'email_verification'))).status).toBe(204);
    expect((await api.post('/me/email/verification', undefined, token)).status).toBe(202);
    expect(await linksFor(email)).toHaveLength(2);
  });

  it('proves the address that it was sent to, not the one that came after it', async () => {
    const { username, email, token } = await registered();
    const proof = await tokenFor(email, 'email_verification');
    const forgotten = await resetTokenFor(email);
    const next = `new-${email}`;
    const move = (currentPassword?: string) =>
      api.patch('/me', { email: next, ...(currentPassword !== undefined && { currentPassword }) }, token);
    expect(fieldOf(await move(), 'errors')).toMatchObject([{ pointer: '/currentPassword' }]);
    expect(outcome(await move('wrong'))).toEqual([422, 'auth.wrong_password']);
    expect((await move(password)).body).toMatchObject({ username, email: next, emailVerified: false });
    expect(outcome(await verify(proof))).toEqual(invalid);
    expect(outcome(await reset(forgotten))).toEqual(invalid);
    expect((await verify(await tokenFor(next, 'email_verification'))).status).toBe(204);
    expect(await isVerified(token)).toBe(true);
  });

  const undo = (token: string) => api.post('/email/undo', { token });

  it('can be taken back by the reader of the old one, with whom another password is set', async () => {
    const { username, email, token } = await registered();
    await verify(await tokenFor(email, 'email_verification'));
    const move = async (next: string) => {
      const moved = await api.patch('/me', { email: next, currentPassword: password }, token);
      expect(moved.status).toBe(200);
    };
    await move(`thief-${email}`);
    await verify(await tokenFor(`thief-${email}`, 'email_verification'));
    await move(`second-${email}`);
    const forgotten = await resetTokenFor(`second-${email}`);
    const back = await tokenFor(email, 'email_undo');
    const thiefs = await tokenFor(`thief-${email}`, 'email_undo');
    expect((await undo(back)).status).toBe(204);
    for (const gone of [back, thiefs]) expect(outcome(await undo(gone))).toEqual(invalid);
    expect((await api.get('/me', token)).status).toBe(401);
    expect((await api.post('/login', { username, password })).status).toBe(401);
    expect(outcome(await reset(forgotten))).toEqual(invalid);
    expect((await reset(await tokenFor(email, 'password_reset'))).status).toBe(204);
    const owner = await api.signIn(username, 'a new password');
    expect((await api.get('/me', owner)).body).toMatchObject({ email, emailVerified: true });
  });

  it('is not given to the reader of an address that was never proven', async () => {
    const { email, token } = await registered();
    await api.patch('/me', { email: `right-${email}`, currentPassword: password }, token);
    expect((await linksFor(email)).map(({ purpose }) => purpose)).toEqual(['email_verification']);
  });

  it('is not needed for another username, which no other account may have', async () => {
    const { username, email, token } = await registered();
    const other = await aUser(clinic.database);
    expect((await api.patch('/me', { username: `${username}x` }, token)).body).toMatchObject({
      username: `${username}x`,
      email,
    });
    expect(outcome(await api.patch('/me', { username: other.username }, token))).toEqual([
      409,
      'user.username_taken',
    ]);
    const taken = { email: other.email, currentPassword: password };
    expect(outcome(await api.patch('/me', taken, token))).toEqual([409, 'user.email_taken']);
    expect((await api.patch('/me', { role: 'admin' }, token)).status).toBe(422);
  });
});

it('links, and the addresses in them, go with the person who is erased', async () => {
  const { email, username } = await aUser(clinic.database);
  await resetTokenFor(email);
  const token = await api.signIn(username, password);
  expect(await linksFor(email)).toHaveLength(1);
  expect((await api.post('/me/erasure', { password }, token)).status).toBe(204);
  expect(await linksFor(email)).toEqual([]);
});

describe('an invitation', () => {
  const invite = (body: unknown) => api.post('/users/invitations', body, admin);
  const accept = (token: string, username: string) =>
    api.post('/invitations/accept', { token, username, password });

  it('opens an account with its role and locations, once and within a week', async () => {
    const { id: locationId } = await aLocation(clinic.database);
    const email = 'grace@clinic.example';
    const invited = await invite({ email, role: 'staff', locationIds: [locationId] });
    expect(invited.status).toBe(201);
    const { createdAt, expiresAt } = invited.body as { createdAt: string; expiresAt: string };
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(7 * 24 * 60 * minute);
    expect(listOf(await api.get('/users/invitations', admin))).toEqual([invited.body]);
    const token = await tokenFor(email, 'invitation');
    expect(outcome(await accept(`${token.slice(0, -1)}_`, 'grace'))).toEqual(invalid);
    const other = await aUser(clinic.database);
    expect(outcome(await accept(token, other.username))).toEqual([409, 'user.username_taken']);
    expect((await accept(token, 'grace')).body).toMatchObject({ username: 'grace', email, role: 'staff' });
    expect(outcome(await accept(token, 'grace2'))).toEqual(invalid);
    expect(listOf(await api.get('/users/invitations', admin))).toEqual([]);
    const me = await api.get('/me', await api.signIn('grace', password));
    expect(me.body).toMatchObject({ role: 'staff', locationIds: [locationId], emailVerified: true });
  });

  it('is worth nothing once it is revoked', async () => {
    const email = 'leaver@clinic.example';
    const id = String(fieldOf(await invite({ email, role: 'doctor' }), 'id'));
    const revoke = (which: string) => api.delete(`/users/invitations/${which}`, admin);
    expect((await revoke(id)).status).toBe(204);
    const notFound = [404, 'user.invitation_not_found'];
    for (const which of [id, '0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11', '1']) {
      expect(outcome(await revoke(which))).toEqual(notFound);
    }
    expect(outcome(await accept(await tokenFor(email, 'invitation'), 'leaver'))).toEqual(invalid);
  });

  it('is refused for who has an account, patients, and places that do not exist', async () => {
    const { email } = await aUser(clinic.database);
    expect(outcome(await invite({ email, role: 'staff' }))).toEqual([409, 'user.email_taken']);
    const newcomer = { email: 'new@clinic.example' };
    for (const wrong of [
      { ...newcomer, role: 'patient' },
      { ...newcomer, role: 'staff', locationIds: [999_999] },
      { ...newcomer, role: 'doctor', locationIds: [1] },
      { email: 'a@clinic.example\r\nBcc: b@clinic.example', role: 'staff' },
    ]) {
      expect(outcome(await invite(wrong))).toEqual([422, 'request.invalid']);
    }
    const patient = await api.signIn((await aUser(clinic.database)).username, password);
    expect((await api.post('/users/invitations', { ...newcomer, role: 'staff' }, patient)).status).toBe(403);
  });
});
