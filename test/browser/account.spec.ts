import { readFileSync } from 'node:fs';
import { Secret, TOTP } from 'otpauth';
import { type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { inboxSignal } from '../../libs/notifications/src/inbox/inbox-signal.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../e2e/support/api.js';
import { tokenFor } from '../e2e/support/links.js';
import { aDoctor, aUser, password, type UserWithAccount } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { launchMilliseconds } from './chromium.js';
import { arrivedAt, follow, goTo, openSignedIn, press, signInOn } from './own-pages.js';
import { type Availability, pageFaults, type Site, startSite } from './site.js';

/* What belongs to a user beside visits: the account, its devices and secrets, messages, the waitlist. */

const patience = 240_000;
const day = dayFromNow(14);

let site: Site;
let api: Api;

beforeAll(async () => {
  site = await startSite();
  api = apiOf(site.url);
}, launchMilliseconds);

afterAll(async () => {
  await site.stop();
}, patience);

afterEach(() => {
  expect(pageFaults.splice(0)).toEqual([]);
});

const openAs = (user: UserWithAccount, path: string, options?: BrowserContextOptions): Promise<Page> =>
  openSignedIn(site, { username: user.username, password }, path, options);

const tokenOf = ({ username }: UserWithAccount): Promise<string> => api.signIn(username, password);

it(
  'tells where the user is signed in, and signs another browser out',
  async () => {
    const user = await aUser(site.database);
    const here = await openAs(user, '/app/account');
    const there = await openAs(user, '/app/account/profile');
    await arrivedAt(there, 'Profile');
    await there.getByLabel('Username', { exact: true }).fill('half-typed');
    await follow(here, 'Devices Where you are signed in');
    await arrivedAt(here, 'Devices');
    await here.getByText('This device').waitFor();
    const end = here.getByRole('button', { name: /^Sign out (?!everywhere)/ });
    expect(await end.count()).toBe(1);
    await end.click();
    await eventually(async () => {
      expect(await end.count()).toBe(0);
    });
    await press(there, 'Save');
    await there.getByRole('heading', { name: 'You were signed out' }).waitFor();
    const dialog = there.getByRole('dialog');
    await dialog.getByLabel('Username or e-mail address').fill(user.username);
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await there.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(await there.getByLabel('Username', { exact: true }).inputValue()).toBe('half-typed');

    await press(here, 'Sign out everywhere');
    await press(here, 'Yes');
    await arrivedAt(here, 'Find a doctor');
    const open = { where: { userId: user.id, endedAt: null } };
    expect(await site.database.client.session.count(open)).toBe(0);
    await Promise.all([here, there].map((page) => page.context().close()));
  },
  patience,
);

it(
  'sets up a second factor, signs in with it, and turns it off',
  async () => {
    const user = await aUser(site.database);
    const page = await openAs(user, '/app/account/second-factor');
    const proof = page.getByLabel('Your password', { exact: true });
    await proof.fill('wrong');
    await press(page, 'Set it up');
    await page.getByText('The current password is wrong.').waitFor();
    await proof.fill(password);
    await press(page, 'Set it up');
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    const secret = await page.getByText(/^[A-Z2-7]{16,}$/).innerText();
    const code = page.getByRole('textbox', { name: 'Code', exact: true });
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await code.fill('000000');
    await press(page, 'Turn it on');
    await page.getByText(/This code is wrong/).waitFor();
    await code.fill(totp.generate());
    await press(page, 'Turn it on');
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const codes = await page.locator('main li').allInnerTexts();
    expect(new Set(codes).size).toBe(10);
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Save as a file')]);
    expect(readFileSync(await file.path(), 'utf8')).toBe(`${codes.join('\n')}\n`);
    await press(page, 'I have kept them');
    await page.getByRole('heading', { name: 'The second factor is on.' }).waitFor();

    const other = await site.open('/app/sign-in');
    await other.getByLabel('Username or e-mail address').fill(user.username);
    await other.getByLabel('Password', { exact: true }).fill(password);
    await other.keyboard.press('Enter');
    await other.getByLabel('Code').fill(codes[0] ?? '');
    await other.keyboard.press('Enter');
    await arrivedAt(other, 'Find a doctor');

    const [off, renewal] = [page.locator('form').first(), page.locator('form').last()];
    const prove = async (form: Locator, shown: string | undefined) => {
      await form.getByLabel('Your password', { exact: true }).fill(password);
      await form.getByLabel('Code', { exact: true }).fill(shown ?? '');
    };
    await prove(off, '000000');
    await press(page, 'Turn it off');
    await page.getByText(/This code is wrong/).waitFor();
    await prove(renewal, codes[1]);
    await press(page, 'Make new codes');
    await page.getByRole('button', { name: 'I have kept them' }).waitFor();
    const [renewed] = await page.locator('main li').allInnerTexts();
    await press(page, 'I have kept them');
    await prove(off, renewed);
    await press(page, 'Turn it off');
    await page.getByText('The second factor is off.').waitFor();
    await tokenOf(user);
    await Promise.all([page, other].map((each) => each.context().close()));
  },
  patience,
);

it(
  'keeps what the user wants to be told',
  async () => {
    const user = await aUser(site.database);
    const page = await openAs(user, '/app/account/messages');
    await arrivedAt(page, 'Notifications');
    const near = page.getByRole('group', { name: 'It is near' });
    await near.getByLabel('Text message').check();
    await page.getByRole('group', { name: 'It was moved' }).getByLabel('E-mail').uncheck();
    await page.getByRole('group', { name: 'Text message: remind me' }).getByLabel('2 hours before').check();
    await page.getByLabel('Your time zone').selectOption('Europe/Lisbon');
    await page.getByLabel('Phone for text messages').fill('+4901711234567');
    await page.getByLabel('From').fill('22:00');
    await press(page, 'Save');
    await page.getByText('Name both ends of the quiet hours, or none.').waitFor();
    await page.getByLabel('Until').fill('07:00');
    await press(page, 'Save');
    await page.getByText(/^Enter a telephone number that exists/).waitFor();
    expect(await near.getByLabel('Text message').isChecked()).toBe(true);
    await page.getByLabel('Phone for text messages').fill('+49 30 123456');
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect((await api.get('/me/preferences', await tokenOf(user))).body).toMatchObject({
      timeZone: 'Europe/Lisbon',
      phone: '+4930123456',
      quietFrom: '22:00',
      quietTo: '07:00',
      sms: { occasions: ['reminder'], reminderMinutes: [1440, 120] },
      email: { occasions: expect.not.arrayContaining(['moved']) as unknown },
    });
    await page.reload();
    expect(await near.getByLabel('Text message').isChecked()).toBe(true);
    // On another device at the same time
    const elsewhere = { phone: null, sms: { occasions: ['booked'], reminderMinutes: [] } };
    await api.patch('/me/preferences', elsewhere, await tokenOf(user));
    await page.getByRole('group', { name: 'It was moved' }).getByLabel('Text message').check();
    await press(page, 'Save');
    const rows = page.getByRole('dialog').getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(
        /^Text message\s+There now\s+A visit was booked or requested\s+Yours\s+It is near \(1 day before, 2 hours before\) and It was moved$/,
      ),
      expect.stringMatching(/^Phone for text messages\s+There now\s+Nothing\s+Yours\s+You left this alone/),
    ]);
    await press(page, 'Take what is there now');
    expect(await page.getByLabel('Phone for text messages').inputValue()).toBe('');
    expect(await near.getByLabel('Text message').isChecked()).toBe(false);
    await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Deutsch');
    await press(page, 'Save');
    await eventually(async () => {
      expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    });
    await page.context().close();
  },
  patience,
);

it(
  'changes the profile and the password, which ends the other sessions',
  async () => {
    const user = await aUser(site.database);
    const page = await openAs(user, '/app/account/profile');
    const username = `${user.username}-renamed`;
    const email = `${username}@clinic.example`;
    await arrivedAt(page, 'Profile');
    await page.getByLabel('Your name').fill('Ada Byron');
    await page.getByLabel('Username', { exact: true }).fill(username);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await press(page, 'Save');
    await page.getByText(/the new address has to be confirmed/).waitFor();
    await page.getByText('Your address is not confirmed yet.').waitFor();
    const token = await api.signIn(username, password);
    expect((await api.get('/me', token)).body).toMatchObject({ username, email, name: 'Ada Byron' });
    await page.getByRole('button', { name: /Ada Byron/ }).waitFor();

    await api.patch('/me', { name: 'Ada King' }, token);
    await page.getByLabel('Your name').fill('Ada Lovelace');
    await press(page, 'Save');
    await page.getByRole('dialog').getByText('Ada King').waitFor();
    await press(page, 'Save mine all the same');
    await page.getByRole('button', { name: /Ada Lovelace/ }).waitFor();

    await goTo(page, '/app/account/password');
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await page.getByLabel('New password', { exact: true }).fill('another good password');
    await press(page, 'Set password');
    await page.getByText('Your new password is set. All other devices are signed out.').waitFor();
    expect(await page.getByLabel('New password', { exact: true }).inputValue()).toBe('');
    await api.signIn(username, 'another good password');
    expect((await api.get('/me', token)).status).toBe(401);
    await page.reload();
    await arrivedAt(page, 'Password');
    await page.context().close();
  },
  patience,
);

it(
  'looks after dependants and their guardians',
  async () => {
    const user = await aUser(site.database);
    const page = await openAs(user, '/app/account/people');
    await press(page, 'Add somebody');
    await press(page, 'Add');
    await page.getByText('Fill this in.').waitFor();
    await page.getByLabel('Name').fill('Robin');
    await page.getByLabel('Date of birth (optional)').fill('2018-04-30');
    await press(page, 'Add');
    await page.getByText('Your child, born 30 April 2018').waitFor();

    await press(page, 'Edit Robin');
    const [robin] = listOf(await api.get('/me/dependants', await tokenOf(user)));
    await api.patch(`/me/dependants/${Number(robin?.userId)}`, { name: 'Robyn' }, await tokenOf(user));
    await page.getByLabel('Name').fill('Robin Amadi');
    await press(page, 'Save');
    await page.getByRole('dialog').getByText('Robyn').waitFor();
    await press(page, 'Save mine all the same');
    await page.getByText('Robin Amadi', { exact: true }).waitFor();
    await press(page, 'Ask somebody to help Robin Amadi');
    await page.getByLabel('E-mail address of the helper').fill('helper@clinic.example');
    await press(page, 'Send the invitation');
    await page.getByText(/A link is on its way to helper@clinic.example/).waitFor();
    await tokenFor(site.database, 'helper@clinic.example', 'guardianship');
    await press(page, 'Hand over an account to Robin Amadi');
    await page.getByLabel('Their e-mail address').fill('robin@clinic.example');
    await press(page, 'Send the link');
    await eventually(() => tokenFor(site.database, 'robin@clinic.example', 'claim'));

    await press(page, 'Remove Robin Amadi');
    await press(page, 'No');
    await press(page, 'Remove Robin Amadi');
    await press(page, 'Yes');
    await page.getByText('You book for nobody but yourself.').waitFor();
    expect(listOf(await api.get('/me/dependants', await tokenOf(user)))).toEqual([]);

    await press(page, 'Add somebody');
    await page.getByLabel('Name').fill('Kim');
    await press(page, 'Add');
    await press(page, 'Delete the data of Kim');
    const [kim] = listOf(await api.get('/me/dependants', await tokenOf(user)));
    const id = Number(kim?.userId);
    await page.getByText('There are no visits to come.').waitFor();
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await press(page, 'Delete for good');
    await page.getByText('You book for nobody but yourself.').waitFor();
    const erased = await site.database.client.user.findUniqueOrThrow({ where: { id } });
    expect([erased.name, erased.disabledAt]).toEqual([null, expect.any(Date)]);
    await page.context().close();
  },
  patience,
);

it(
  'gives out a calendar and the data, and erases the account',
  async () => {
    const user = await aUser(site.database);
    const page = await openAs(user, '/app/account/calendar');
    await press(page, 'Make an address');
    const address = await page.getByLabel('Address of your calendar').inputValue();
    const path = new URL(address).pathname;
    expect((await fetch(site.url + path)).status).toBe(200);
    await press(page, 'Take the address back');
    await page.getByText('The address no longer works.').waitFor();
    expect((await fetch(site.url + path)).status).toBe(404);

    await goTo(page, '/app/account/data');
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download')]);
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({ account: { id: user.id } });
    const appointmentId = await aVisit(user);
    await page.getByLabel('I want to delete my account for good').check();
    await page.getByText('These visits to come are cancelled:').waitFor();
    expect(await page.locator('main li strong').count()).toBe(1);
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await press(page, 'Delete my account');
    await arrivedAt(page, 'Find a doctor');
    expect((await api.post('/login', { username: user.username, password })).status).toBe(401);
    const { status } = await site.database.client.appointment.findUniqueOrThrow({
      where: { id: appointmentId },
    });
    expect(status).toBe('cancelled');
    await page.context().close();
  },
  patience,
);

/** Every address of the router, with an id where it takes one. */
const everyAddress = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `Object.keys(__TSR_ROUTER__.routesByPath).map((path) => '/app' + path.replace('$id', '7').replace('$section', 'profile'))`,
  );

it(
  'leads everybody who signs in on to the address that they came to',
  async () => {
    const page = await site.open('/app/sign-in');
    await page.locator('main h1').waitFor();
    const needsSignIn: string[] = [];
    for (const address of (await everyAddress(page)).map((path) => `${path}?day=2030-01-07`)) {
      await page.goto(site.url + address);
      // In the header of each page, and so after the page has found out that no one is signed in.
      const link = page.locator('header a[href*="/app/sign-in"]');
      await link.waitFor();
      await page.locator('main h1').waitFor();
      const { pathname, searchParams } = new URL(page.url());
      const isWayIn = /^\/app\/(?:sign-in|register)$/.test(new URL(address, site.url).pathname);
      if (pathname === '/app/sign-in' && !isWayIn) {
        needsSignIn.push(address);
        expect(searchParams.get('next')).toBe(address);
      }
      const { searchParams: ofLink } = new URL((await link.getAttribute('href')) ?? '', site.url);
      expect([address, ofLink.get('next')]).toEqual([address, isWayIn ? null : address]);
    }
    expect(needsSignIn.length).toBeGreaterThan(15);
    for (const [role, address] of [
      ['patient', '/app/appointments/7?day=2030-01-07'],
      ['doctor', '/app/week?day=2030-01-07'],
      ['staff', '/app/board?date=2030-01-07'],
      ['admin', '/app/admin/people'],
    ] as const) {
      const theirs = await site.open(address);
      await signInOn(theirs, { username: (await aUser(site.database, { role })).username, password });
      await eventually(() => {
        expect(theirs.url()).toBe(site.url + address);
      });
      await theirs.context().close();
    }
    await page.context().close();
  },
  patience,
);

async function aVisit(user: UserWithAccount): Promise<number> {
  const doctor = await aDoctor(site.database);
  const { days } = await site.read<Availability>(`/doctors/${doctor.id}/availability?from=${day}&to=${day}`);
  const body = { doctorId: doctor.id, appointmentDateTime: days[0]?.slots[0]?.start };
  return fieldOf(await api.post('/appointments', body, await tokenOf(user)), 'id') as number;
}

it(
  'shows messages as they come, counts them, and marks them as read',
  async () => {
    const user = await aUser(site.database);
    const appointmentId = await aVisit(user);
    const streamed = (page: Page) =>
      page.waitForRequest((request) => request.url().endsWith('/me/notifications/stream'));
    const page = await site.open('/app/sign-in?next=/app/messages');
    const [stream] = await Promise.all([
      streamed(page),
      signInOn(page, { username: user.username, password }),
    ]);
    await page.getByText('No messages yet').waitFor();
    await stream.response();
    await site.database.client.notification.create({
      data: {
        userId: user.id,
        appointmentId,
        type: 'appointment.booked',
        version: 1,
        channel: 'in_app',
        title: 'Appointment confirmed',
        body: 'See you soon',
        createdAt: new Date(),
      },
    });
    // As the notifications app does: without it, the gateway looks from time to time.
    await site.database.client.$executeRaw`SELECT pg_notify(${inboxSignal}, ${String(user.id)})`;
    const menu = page.getByRole('button', { name: /^Account menu/ });
    await eventually(async () => {
      expect(await menu.getAttribute('aria-label')).toContain('1 new message');
    });
    await page.getByRole('heading', { name: 'Appointment confirmed' }).waitFor();
    await press(page, 'Mark as read: Appointment confirmed');
    await eventually(async () => {
      expect(await menu.getAttribute('aria-label')).not.toContain('new message');
    });
    await page.locator('main').getByRole('link', { name: 'Open the visit' }).click();
    await page.waitForURL(`**/app/appointments/${appointmentId}`);
    await page.context().close();
  },
  patience,
);

it(
  'joins the waitlist, and answers what is offered',
  async () => {
    const user = await aUser(site.database);
    const doctor = await aDoctor(site.database, { name: 'Dr. Vera Lindqvist' });
    const page = await openAs(user, `/app/waitlist?doctor=${doctor.id}`);
    await page.getByRole('heading', { name: 'A visit with Dr. Vera Lindqvist' }).waitFor();
    await press(page, 'Join');
    await page.getByText('You are on the list. We tell you as soon as a time becomes free.').waitFor();
    const [entry] = listOf(await api.get('/waitlist', await tokenOf(user)));
    const id = String(entry?.id);

    const { days } = await site.read<Availability>(
      `/doctors/${doctor.id}/availability?from=${day}&to=${day}`,
    );
    const [first, second] = days[0]?.slots ?? [];
    const admin = await api.signIn('admin', 'docket-demo');
    const offer = async (slot: { start: string } | undefined) => {
      const body = { doctorId: doctor.id, appointmentDateTime: slot?.start };
      expect((await api.post(`/waitlist/${id}/offer`, body, admin)).status).toBe(200);
    };
    await offer(first);
    await goTo(page, `/app/waitlist/${id}`);
    await arrivedAt(page, 'A time is free for you');
    await page.getByText(/\d+:\d\d left/).waitFor();
    await expectWellMade(page, 'waitlist-offer');
    await press(page, 'Not this one');
    await arrivedAt(page, 'You are on the list');

    await offer(second);
    await page.reload();
    await arrivedAt(page, 'A time is free for you');
    await press(page, 'Book this time');
    await arrivedAt(page, 'Your visit is booked');
    const booked = await site.database.client.appointment.findFirstOrThrow({
      where: { userId: user.id, status: 'confirmed' },
    });
    expect(booked.appointmentDateTime.toISOString()).toBe(second?.start);
    await goTo(page, '/app/waitlist');
    await page.getByText('Booked', { exact: true }).waitFor();

    await goTo(page, `/app/waitlist?doctor=${doctor.id}`);
    await press(page, 'Join');
    await press(page, 'Leave the waitlist: Dr. Vera Lindqvist');
    await press(page, 'Yes');
    await page.getByText('Left', { exact: true }).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'every part is well made',
  async () => {
    const user = await aUser(site.database, { emailVerifiedAt: new Date() });
    await api.post('/me/dependants', { name: 'Kim', relationship: 'child' }, await tokenOf(user));
    const page = await openAs(user, '/app/account');
    for (const [part, title] of [
      ['', 'Account'],
      ['/profile', 'Profile'],
      ['/people', 'Family and helpers'],
      ['/messages', 'Notifications'],
      ['/calendar', 'Calendar'],
      ['/password', 'Password'],
      ['/second-factor', 'Second factor'],
      ['/sessions', 'Devices'],
      ['/data', 'Your data'],
    ] as const) {
      await goTo(page, `/app/account${part}`);
      await arrivedAt(page, title);
      await page.locator('main button, main li').first().waitFor();
      await expectWellMade(page, `account${part}`);
    }
    await page.context().close();
  },
  2 * patience,
);
