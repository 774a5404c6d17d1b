import { Secret, TOTP } from 'otpauth';
import { type Page } from 'playwright-core';
import { type User } from '#libs/database';
import { accountLinkNames } from '../../apps/web/src/features/access/account-links/account-link-names.js';
import { type Api, apiOf, fieldOf, listOf } from '../e2e/support/api.js';
import { tokenFor } from '../e2e/support/links.js';
import { type MailServer, startMailServer } from '../e2e/support/listeners/mail-server.js';
import { aUser, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { launchMilliseconds } from './chromium.js';
import { pageFaults, type Site, startSite } from './site.js';

/* The pages that the links in mails lead to, from the mail to what the API says afterwards. */

const patience = 180_000;
const within = { within: 60_000 };
/** Has the form of a token, and belongs to no link. */
const unknownToken = `0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11.${'A'.repeat(43)}`;

let mail: MailServer;
let site: Site;
let api: Api;

beforeAll(async () => {
  mail = await startMailServer();
  site = await startSite(mail.url);
  api = apiOf(site.url);
}, launchMilliseconds);

afterAll(async () => {
  await site.stop();
  await mail.close();
}, patience);

afterEach(() => {
  expect(pageFaults.splice(0)).toEqual([]);
});

/** Whether a step is on show, with the focus on its heading. */
async function arrivedAt(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await eventually(async () => {
    expect(await page.evaluate('document.querySelector("h1:focus")?.textContent')).toBe(title);
    expect(await page.title()).toBe(`${title} · Docket`);
  });
}

const focusedField = (page: Page) => page.evaluate('document.activeElement.name');

/** What a screen reader says about a field when something is wrong with it. */
const faultOf = (page: Page, label: string): Promise<string> =>
  eventually(async () => {
    const field = page.getByLabel(label, { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await focusedField(page)).toBe(await field.getAttribute('name'));
    const ids = (await field.getAttribute('aria-describedby'))?.match(/\S+/g) ?? [];
    const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
    return texts.join(' ');
  });

const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('button', { name: button, exact: true }).click();

async function type(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
}

/** Asks for a link on the page, and takes it from the mail. */
async function resetLinkFromMail({ email }: { email: string }): Promise<string> {
  const page = await site.open('/app/forgot-password');
  await type(page, { 'E-mail address': email });
  await page.keyboard.press('Enter');
  await arrivedAt(page, 'Look into your mail');
  await page.context().close();
  return eventually(() => {
    const [link] =
      /http\S+\/app\/reset-password#token=[\w.-]+/.exec(mail.to(email)[0]?.mail.text ?? '') ?? [];
    if (link === undefined) throw new Error('no mail has come');
    return link.slice(site.url.length);
  }, within);
}

const usedAt = async (email: string) =>
  (await site.database.client.accountLink.findFirstOrThrow({ where: { email } })).usedAt;

it(
  'sets another password by the link of a mail, once, and not before the button is pressed',
  async () => {
    const { email, username } = await aUser(site.database);
    const link = await resetLinkFromMail({ email });
    const page = await site.open('/app/');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    });
    await page.goto(site.url + link);
    await page.getByRole('heading', { level: 1, name: 'Set a new password' }).waitFor();
    expect(page.url()).toBe(`${site.url}/app/reset-password`);
    expect(sent).toEqual([]);
    expect(await usedAt(email)).toBeNull();
    await api.signIn(username, password);

    await type(page, { 'New password': 'password1' });
    await press(page, 'Show password');
    await press(page, 'Set password');
    expect(await faultOf(page, 'New password')).toContain('This is one of the most common passwords.');
    expect(await page.getByLabel('New password').inputValue()).toBe('password1');
    expect(await page.getByLabel('New password').getAttribute('type')).toBe('text');
    await type(page, { 'New password': 'a new password' });
    await page.keyboard.press('Enter');
    await arrivedAt(page, 'Your new password is set');
    await api.signIn(username, 'a new password');
    expect((await api.post('/login', { username, password })).status).toBe(401);

    // The same link in the same tab, where nothing but the hash changes.
    await page.goto(site.url + link);
    await page.waitForURL((url) => url.hash === '');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Open the link in the mail' }).waitFor();
    await page.evaluate(`location.hash = ${JSON.stringify(link.slice(link.indexOf('#')))}`);
    await type(page, { 'New password': 'yet another one' });
    await page.keyboard.press('Enter');
    await arrivedAt(page, 'This link no longer works');
    expect(page.url()).not.toContain('#');
    await page.getByRole('link', { name: 'Get a new link' }).click();
    await arrivedAt(page, 'Forgot your password?');
    await page.context().close();
  },
  patience,
);

it(
  'proves an address, and sends another link to a user who opens a used one',
  async () => {
    const username = 'verifier';
    const email = `${username}@clinic.example`;
    await api.post('/register', { username, email, password });
    const token = await tokenFor(site.database, email, 'email_verification');
    const page = await site.open(`/app/verify-email#token=${token}`);
    await press(page, 'Confirm address');
    await arrivedAt(page, 'Your address is confirmed');
    expect((await api.get('/me', await api.signIn(username, password))).body).toMatchObject({
      emailVerified: true,
    });

    await site.database.client.user.update({ where: { username }, data: { emailVerifiedAt: null } });
    await page.evaluate(`location.hash = 'token=${unknownToken}'`);
    await press(page, 'Confirm address');
    await arrivedAt(page, 'This link no longer works');
    await type(page, { 'Username or e-mail address': username, Password: password });
    await press(page, 'Send a new link');
    await arrivedAt(page, 'Look into your mail');
    expect(await tokenFor(site.database, email, 'email_verification')).not.toBe(token);
    await page.context().close();
  },
  patience,
);

/** Opens an account by a link, after a username that is taken. */
async function openAccount(page: Page, username: string): Promise<void> {
  await type(page, { Username: 'patient', Password: 'a good long password' });
  await press(page, 'Open my account');
  expect(await faultOf(page, 'Username')).toContain('Somebody else has this username');
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('a good long password');
  await type(page, { Username: username });
  await page.keyboard.press('Enter');
  await arrivedAt(page, 'Your account is open');
  expect(await page.locator('main').innerText()).toContain(`Your username is ${username}.`);
  await page.context().close();
}

it(
  'opens the account of an invited person, or of a dependant',
  async () => {
    const admin = await api.signIn('admin', 'docket-demo');
    const invited = 'invited@clinic.example';
    await api.post('/users/invitations', { email: invited, role: 'doctor' }, admin);
    const invitation = await tokenFor(site.database, invited, 'invitation');
    await openAccount(await site.open(`/app/accept-invitation#token=${invitation}`), 'invited');
    const doctor = await api.get('/me', await api.signIn('invited', 'a good long password'));
    expect(doctor.body).toMatchObject({ email: invited, role: 'doctor' });

    const guardian = await api.signIn('patient', 'docket-demo');
    const robin = { name: 'Robin', relationship: 'child' };
    const userId = fieldOf(await api.post('/me/dependants', robin, guardian), 'userId');
    const offered = 'robin@clinic.example';
    await api.post(`/me/dependants/${String(userId)}/claim`, { email: offered }, guardian);
    const claim = await tokenFor(site.database, offered, 'claim');
    await openAccount(await site.open(`/app/claim-account#token=${claim}`), 'robin');
    const own = await api.get('/me', await api.signIn('robin', 'a good long password'));
    expect(own.body).toMatchObject({ id: userId, email: offered });
  },
  patience,
);

/** Turns the second factor on; the code of the next step is still good. */
async function withSecondFactor({ username }: { username: string }): Promise<TOTP> {
  const token = await api.signIn(username, password);
  const begun = await api.post('/me/mfa', { currentPassword: password }, token);
  const totp = new TOTP({ secret: Secret.fromBase32(fieldOf(begun, 'secret') as string) });
  const confirmed = await api.post('/me/mfa/confirm', { code: totp.generate() }, token);
  expect(confirmed.status).toBe(200);
  return totp;
}

const openSessionsOf = ({ id }: User) =>
  site.database.client.session.count({ where: { userId: id, endedAt: null } });

it(
  'makes a user with a second factor a guardian, and leaves no session behind',
  async () => {
    const guardian = await api.signIn('patient', 'docket-demo');
    const toddler = { name: 'Kim', relationship: 'child' };
    const kim = String(fieldOf(await api.post('/me/dependants', toddler, guardian), 'userId'));
    const second = await aUser(site.database);
    const totp = await withSecondFactor(second);
    const sessions = await openSessionsOf(second);
    const invitation = { email: second.email, relationship: 'child' };
    await api.post(`/me/dependants/${kim}/guardians`, invitation, guardian);
    const token = await tokenFor(site.database, second.email, 'guardianship');
    const page = await site.open(`/app/accept-guardianship#token=${token}`);

    await press(page, 'Sign in and accept');
    expect(await faultOf(page, 'Username or e-mail address')).toContain('Fill this in.');
    await type(page, { 'Username or e-mail address': second.email, Password: 'wrong' });
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The username or the password is wrong.').waitFor();
    await type(page, { Password: password });
    await page.keyboard.press('Enter');
    await page.getByLabel('Code').waitFor();
    expect(await focusedField(page)).toBe('code');
    expect(await page.getByRole('alert').count()).toBe(0);
    await type(page, { Code: '000 000' });
    await page.keyboard.press('Enter');
    expect(await faultOf(page, 'Code')).toContain('wrong, or was used before');
    await type(page, { Code: totp.generate({ timestamp: Date.now() + 30_000 }) });
    await page.keyboard.press('Enter');
    await arrivedAt(page, 'You look after Kim now');

    const guardians = listOf(await api.get(`/me/dependants/${kim}/guardians`, guardian));
    expect(guardians.map(({ userId }) => userId)).toContain(second.id);
    await eventually(async () => {
      expect(await openSessionsOf(second)).toBe(sessions);
    }, within);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  },
  patience,
);

const problem = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: 'Refused', status, code: 'other', requestId: 'r-4711' }),
});

it(
  'says in words why nothing happened, and lets try again',
  async () => {
    const page = await site.open(`/app/verify-email#token=${unknownToken}`);
    const alert = page.getByRole('alert');
    const verification = '**/v1/email/verify';
    for (const [answer, words] of [
      [problem(429, { 'retry-after': '90' }), 'That was too often. Try again in 2 minutes.'],
      [problem(500), 'r-4711'],
    ] as const) {
      await page.route(verification, (route) => route.fulfill(answer));
      await press(page, 'Confirm address');
      await alert.getByText(words).waitFor();
      await page.unroute(verification);
    }
    await page.context().setOffline(true);
    await press(page, 'Confirm address');
    await alert.getByText('You are offline').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Confirm address');
    await arrivedAt(page, 'This link no longer works');
    await page.context().close();
  },
  patience,
);

it(
  'every page is well made, before and after a refusal',
  async () => {
    const page = await site.open('/app/');
    for (const view of accountLinkNames) {
      await page.goto(`${site.url}/app/${view}#token=${unknownToken}`);
      await page.locator('main form').waitFor();
      await expectWellMade(page, view);
      // A page with nothing to fill in has nothing to refuse before it asks.
      if ((await page.locator('main form input').count()) === 0) continue;
      await page.locator('main form button[type=submit]').press('Enter');
      await page.locator('[aria-invalid=true]').first().waitFor();
      await expectWellMade(page, `${view}-refused`);
    }
    await page.goto(`${site.url}/app/reset-password#token=${unknownToken}`);
    await type(page, { 'New password': 'long enough' });
    await page.keyboard.press('Enter');
    await arrivedAt(page, 'This link no longer works');
    await expectWellMade(page, 'broken-link');
    await page.context().close();
  },
  2 * patience,
);
