import { type Page } from 'playwright-core';
import { type Api, apiOf, fieldOf, listOf } from '../e2e/support/api.js';
import { aUser } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { launchMilliseconds } from './chromium.js';
import { goTo, openSignedIn, settled } from './own-pages.js';
import { type Doctor, pageFaults, type Site, startSite } from './site.js';

/* The admin's pages and the reports, from a click to what the API says afterwards. */

const patience = 180_000;
const within = { within: 30_000 };
const wide = { viewport: { width: 1280, height: 900 } };
const secret = 'docket-demo';

let site: Site;
let api: Api;
let admin: string;

beforeAll(async () => {
  site = await startSite();
  api = apiOf(site.url);
  admin = await api.signIn('admin', secret);
}, launchMilliseconds);

afterAll(async () => {
  await site.stop();
}, patience);

afterEach(() => {
  expect(pageFaults.splice(0)).toEqual([]);
});

const openAs = (username: string, path: string, options = {}): Promise<Page> =>
  openSignedIn(site, { username, password: secret }, `/app/${path}`, options);

const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

it(
  'changes a kind of visit, which the doctor’s page shows, and keeps what others changed meanwhile',
  async () => {
    const [doctor] = await site.read<Doctor[]>('/v1/doctors?limit=1');
    const offered = listOf(await api.get(`/doctors/${doctor?.id ?? 0}/visit-types`));
    const { id, name } = offered[0] as { id: number; name: string };
    const page = await openAs('admin', 'admin/visit-types', wide);
    await page.getByRole('link', { name: `Edit ${name}` }).click();
    await heading(page, `Kind of visit: ${name}`);
    // Somebody else is quicker: another name, and another price.
    await api.patch(`/visit-types/${id}`, { horizonDays: 77, price: 41 }, admin);
    await page.getByLabel('Name').fill('A longer talk');
    await page.getByLabel('Price').fill('123');
    await press(page, 'Save');
    await page.getByText('Somebody changed this to “41” meanwhile.').first().waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('A longer talk');
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    const now = listOf(await api.get('/visit-types')).find((each) => each.id === id);
    expect(now).toMatchObject({ name: 'A longer talk', price: 123, horizonDays: 77 });

    await page.goto(`${site.url}/app/doctors/${doctor?.id ?? 0}`);
    await page.getByText('A longer talk').first().waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'invites somebody, takes it back, and gives an account another role',
  async () => {
    const page = await openAs('admin', 'admin/invitations', wide);
    await page.getByRole('link', { name: 'Invite somebody' }).click();
    await heading(page, 'Invite somebody');
    await press(page, 'Send invitation');
    await page.getByText('Fill this in.').first().waitFor();
    await page.getByLabel('E-mail address').fill('new@clinic.example');
    await page.getByLabel('Role').selectOption('doctor');
    await press(page, 'Send invitation');
    await page.getByRole('rowheader', { name: 'new@clinic.example' }).waitFor();
    const invitations = listOf(await api.get('/users/invitations', admin));
    expect(invitations.map(({ email, role }) => [email, role])).toContainEqual([
      'new@clinic.example',
      'doctor',
    ]);
    await press(page, 'Revoke the invitation of new@clinic.example');
    await press(page, 'Yes');
    await page.getByText('No open invitations').waitFor();
    expect(listOf(await api.get('/users/invitations', admin))).toEqual([]);

    const { id, username } = await aUser(site.database);
    await goTo(page, `/app/admin/users?q=${username}`);
    await page.getByRole('link', { name: `Edit ${username}` }).click();
    await heading(page, username);
    await page.getByLabel('Role').selectOption('staff');
    await page.getByRole('group', { name: 'Works at' }).getByRole('checkbox').first().check();
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    const user = await api.get(`/users/${id}`, admin);
    expect(user.body).toMatchObject({ role: 'staff', disabled: false });
    expect(fieldOf(user, 'locationIds')).toHaveLength(1);
    await page.context().close();
  },
  patience,
);

it(
  'sends a message once more',
  async () => {
    const { id: userId } = await aUser(site.database);
    const { id } = await site.database.client.delivery.create({
      data: {
        key: `failed:${userId}`,
        occasion: 'digest',
        channel: 'email',
        state: 'failed',
        reason: 'not_delivered',
        userId,
        dueAt: new Date(),
        expiresAt: new Date(),
        createdAt: new Date(),
      },
    });
    const page = await openAs('admin', `admin/deliveries?userId=${userId}`, wide);
    await press(page, `Send again: message ${id}`);
    await page.getByText('It is sent once more.').waitFor();
    const deliveries = listOf(await api.get(`/deliveries?userId=${userId}`, admin));
    expect(deliveries.map(({ state }) => state)).toEqual(['planned', 'failed']);
    await page.getByRole('cell', { name: 'Planned' }).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'reports the numbers of the API, for the range and the place in the address',
  async () => {
    const page = await openAs('admin', 'reports?from=2026-11-02&to=2026-11-04', wide);
    await heading(page, 'Reports');
    const answer = await api.get('/reports/utilisation?from=2026-11-02&to=2026-11-04', admin);
    const expected = listOf(answer).map(({ doctorName, openMinutes, bookedMinutes }) =>
      [doctorName, openMinutes, bookedMinutes].join(' '),
    );
    expect(expected.length).toBeGreaterThan(50);
    await eventually(async () => {
      const rows = await page.evaluate<
        string[]
      >(`[...document.querySelectorAll('main section:nth-of-type(2) tbody tr')]
        .map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent.trim()).join(' '))`);
      expect(rows).toEqual(expected);
    }, within);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(page, 'Download as CSV: Bookings per day'),
    ]);
    expect(download.suggestedFilename()).toBe('Bookings per day.csv');
    await page.context().close();
  },
  patience,
);

it.each([
  ['patient', ['admin', 'admin/users', 'reports']],
  ['doctor', ['admin/audit', 'reports']],
  ['frontdesk', ['admin', 'admin/deliveries']],
])(
  'is refused to %s',
  async (username, paths) => {
    const page = await openAs(username, paths[0] ?? '');
    for (const path of paths) {
      await goTo(page, `/app/${path}`);
      await heading(page, 'This page is not for your account');
    }
    await page.context().close();
  },
  patience,
);

const views = [
  'admin',
  'admin/locations',
  'admin/locations?edit=1',
  'admin/closures',
  'admin/closures?edit=new',
  'admin/visit-types',
  'admin/visit-types?edit=1',
  'admin/doctors',
  'admin/doctors?edit=1',
  'admin/users',
  'admin/users?edit=1',
  'admin/invitations',
  'admin/invitations?edit=new',
  'admin/templates',
  'admin/deliveries',
  'admin/audit',
  'admin/nothing',
  'reports',
];

it(
  'every page is well made',
  async () => {
    const page = await openAs('admin', 'admin');
    for (const view of views) {
      await goTo(page, `/app/${view}`);
      await settled(page);
      await expectWellMade(page, view);
    }
    await page.context().close();
  },
  3 * patience,
);
