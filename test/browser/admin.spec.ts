import { type Page } from 'playwright-core';
import { type Api, apiOf, fieldOf, listOf } from '../e2e/support/api.js';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../support/clinic.js';
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
  'R12: shows what a holiday file does before it does it, and what of it cannot be read',
  async () => {
    const day = (days: number): string =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const file = (...events: string[][]) => {
      const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
      const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
      return { name: 'holidays.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) };
    };
    const event = (name: string, start: string): string[] => [
      `UID:${name}`,
      `SUMMARY:${name}`,
      `DTSTART${start}`,
    ];
    const kept = event('Labour Day', `;VALUE=DATE:${day(60)}`);
    const page = await openAs('admin', 'admin/closures', wide);
    const choose = async (...events: string[][]): Promise<void> => {
      await page.getByLabel('Calendar file').setInputFiles(file(...events));
      await press(page, 'Show what it does');
      await page.getByRole('heading', { name: 'What the file does' }).waitFor();
    };
    await choose(
      kept,
      event('Team day', `;VALUE=DATE:${day(61)}`),
      event('Old day', `;VALUE=DATE:${day(62)}`),
      event('Party', `;TZID=Mars Standard Time:${day(63)}T150000`),
    );
    await page.getByText('It is in a time zone that is not known here.').waitFor();
    await press(page, 'Do nothing');
    await page.getByRole('button', { name: 'Show what it does' }).waitFor();
    expect(await page.getByRole('cell', { name: 'Team day' }).count()).toBe(0);
    await choose(
      kept,
      event('Team day', `;VALUE=DATE:${day(61)}`),
      event('Old day', `;VALUE=DATE:${day(62)}`),
    );
    await press(page, 'Import these changes');
    await page.getByText('3 added, 0 changed, 0 opened again.').waitFor();
    await choose(
      kept,
      [...event('Team day', `:${day(64)}T150000`), 'DURATION:PT3H'],
      event('New day', `;VALUE=DATE:${day(65)}`),
      event('Party', `;TZID=Mars Standard Time:${day(63)}T150000`),
    );
    await page.getByRole('heading', { name: 'Open again' }).waitFor();
    await page.getByText('1 closure stays as it is.').waitFor();
    await expectWellMade(page, 'the preview of an import');
    await press(page, 'Import these changes');
    await page.getByText('1 added, 1 changed, 1 opened again.').waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'changes a kind of visit, which the doctor’s page shows, and keeps what others changed meanwhile',
  async () => {
    const [doctor] = await site.read<Doctor[]>('/v1/doctors?limit=1');
    const offered = listOf(await api.get(`/doctors/${doctor?.id ?? 0}/visit-types`));
    const { id, name } = offered[0] as { id: number; name: string };
    const page = await openAs('admin', 'admin/visit-types', wide);
    await page.getByRole('link', { name: `Edit ${name}` }).click();
    await heading(page, `Kind of visit: ${name}`);
    // Another admin is quicker: another name, and another price.
    await api.patch(`/visit-types/${id}`, { horizonDays: 77, price: 41 }, admin);
    await page.getByLabel('Name').fill('A longer talk');
    await page.getByLabel('Price').fill('123');
    await press(page, 'Save');
    const rows = page.getByRole('dialog').getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^Book.*\s+There now\s+77\s+Yours\s+You left this alone/),
      expect.stringMatching(/^Price.*\s+There now\s+41\s+Yours\s+123$/),
    ]);
    expect(await page.getByLabel('Name').inputValue()).toBe('A longer talk');
    await press(page, 'Save mine all the same');
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
  'R22: takes what somebody else has saved of a location meanwhile in the place of what was typed',
  async () => {
    const { id } = await aLocation(site.database, { name: 'Riverside', country: 'DE' });
    const page = await openAs('admin', 'admin/locations', wide);
    await page.getByRole('link', { name: 'Edit Riverside' }).click();
    await heading(page, 'Location Riverside');
    const theirs = { name: 'Bridgeside', address: '1 Bridge Street', phone: '+4930123456' };
    expect((await api.patch(`/locations/${id}`, theirs, admin)).status).toBe(200);
    await page.getByLabel('Address').fill('2 Mill Lane');
    await page.keyboard.press('Control+Enter');
    const rows = page.getByRole('dialog').getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^Name\s+There now\s+Bridgeside\s+Yours\s+You left this alone/),
      expect.stringMatching(/^Address\s+There now\s+1 Bridge Street\s+Yours\s+2 Mill Lane$/),
      expect.stringMatching(/^Phone\s+There now\s+\+4930123456\s+Yours\s+You left this alone/),
    ]);
    await press(page, 'Take what is there now');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Address').inputValue()).toBe('1 Bridge Street');
    expect(await page.getByLabel('Phone').inputValue()).toBe('+4930123456');
    await page.locator('[type=submit]:focus').waitFor();

    await page.getByLabel('Address').fill('3 Mill Lane');
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect((await api.get(`/locations/${id}`)).body).toMatchObject({
      address: '3 Mill Lane',
      phone: '+4930123456',
    });
    await page.context().close();
  },
  patience,
);

it(
  'R22: saves a doctor and the visit types beside what somebody else has changed of both meanwhile',
  async () => {
    const { client } = site.database;
    const kinds = await client.visitType.findMany({
      where: { retiresOn: null },
      orderBy: { id: 'asc' },
      take: 3,
    });
    const [one, two, three] = kinds.map(({ id, name }) => ({ id, name }));
    const doctor = await aDoctor(site.database, { visitTypeIds: [one?.id ?? 0, two?.id ?? 0] });
    const path = `/doctors/${doctor.id}`;
    const page = await openAs('admin', `admin/doctors?edit=${doctor.id}`, wide);
    await heading(page, doctor.name);
    await api.patch(path, { bio: 'Speaks slowly.' }, admin);
    const theirs = { visitTypeIds: [two?.id], overrides: [{ visitTypeId: two?.id, durationMinutes: 55 }] };
    expect((await api.put(`${path}/visit-types`, theirs, admin)).status).toBe(200);
    await page.getByLabel('Name').fill('Dr. Both');
    await page.getByRole('checkbox', { name: three?.name ?? '', exact: true }).check();
    await press(page, 'Save');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Speaks slowly.').waitFor();
    await press(page, 'Save mine all the same');
    await dialog
      .getByText(two?.name ?? '', { exact: true })
      .first()
      .waitFor();
    await dialog.getByText(`${one?.name}, ${two?.name} and ${three?.name}`, { exact: true }).waitFor();
    await expectWellMade(page, 'an offer that somebody changed meanwhile');
    await press(page, 'Save mine all the same');
    await page.getByText('Saved.').waitFor();
    expect((await api.get(path)).body).toMatchObject({ name: 'Dr. Both', bio: 'Speaks slowly.' });
    const offered = listOf(await api.get(`${path}/visit-types`));
    expect(offered.map(({ id }) => id).sort()).toEqual([one?.id, two?.id, three?.id].sort());
    expect(offered.find(({ id }) => id === two?.id)).toMatchObject({ durationMinutes: 55 });
    await page.context().close();
  },
  patience,
);

it(
  'R22: shows the role and the places that somebody else has given an account meanwhile',
  async () => {
    const { id, username } = await aUser(site.database);
    const page = await openAs('admin', `admin/users?edit=${id}`, wide);
    await heading(page, username);
    await api.patch(`/users/${id}`, { role: 'doctor' }, admin);
    await page.getByLabel('Role').selectOption('staff');
    await press(page, 'Save');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Doctor', { exact: true }).waitFor();
    await dialog.getByText('Front desk', { exact: true }).waitFor();
    await press(page, 'Take what is there now');
    expect(await page.getByLabel('Role').inputValue()).toBe('doctor');
    await page.context().close();
  },
  patience,
);

/** A doctor with an account and two visits of a patient, who retires; and a colleague who can do the same. */
async function retiring() {
  const { database } = site;
  const { id: locationId } = await aLocation(database, { name: 'The Old Mill' });
  const visitTypeIds = [(await aVisitType(database, { name: 'Sitting' })).id];
  const { id: userId, username } = await aUser(database, { role: 'doctor' });
  const patient = await aUser(database, { name: 'Robin Miller' });
  const same = { locationId, visitTypeIds, specialization: 'Milling', schedule: daily('00:00', '00:00') };
  const doctor = await aDoctor(database, { ...same, name: 'Dr. Mia Miller', userId });
  const colleague = await aDoctor(database, { ...same, name: 'Dr. Ida Stone' });
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const visits: number[] = [];
  for (const date of [day(10), day(12)]) {
    const wish = { doctorId: doctor.id, userId: patient.id, appointmentDateTime: `${date}T10:00:00Z` };
    visits.push(fieldOf(await api.post('/appointments', wish, admin), 'id') as number);
  }
  return { doctor, colleague, userId, username, visits, date: day(10) };
}

const retiresOn = async (doctorId: number): Promise<unknown> =>
  fieldOf(await api.get(`/doctors/${doctorId}`), 'retiresOn');

it(
  'R8: retires a doctor: visits after the date are listed, moved or cancelled in one go, and the doctor comes back',
  async () => {
    const { doctor, colleague, userId, username, visits, date } = await retiring();
    const page = await openAs('admin', `admin/doctors?edit=${doctor.id}`, wide);
    await heading(page, doctor.name);
    await page.getByLabel('First day without bookings').fill(date);
    await page.getByText('2 visits on that date or later').first().waitFor();
    expect(await retiresOn(doctor.id)).toBeNull();
    await expectWellMade(page, 'a retirement');
    await press(page, 'Retire on this date');
    await page.getByText('Saved.').waitFor();
    expect(await retiresOn(doctor.id)).toBe(date);

    await goTo(page, `/app/admin/doctors?edit=${doctor.id}`);
    await page.getByRole('link', { name: 'Move: Robin Miller' }).first().click();
    await page.getByLabel('Who stands in').selectOption(String(colleague.id));
    await press(page, 'Move 1 visit');
    await page.getByText('1 visit moved').waitFor();
    expect((await api.get(`/appointments/${visits[0] ?? 0}`, admin)).body).toMatchObject({
      doctorId: colleague.id,
      status: 'confirmed',
    });

    await goTo(page, `/app/admin/doctors?edit=${doctor.id}`);
    await page.getByText('One visit on that date or later').first().waitFor();
    await page.getByLabel('Why they are cancelled').fill('The practice closes.');
    await press(page, 'Cancel these visits');
    await page.getByText('Cancelled: 1.').waitFor();
    expect(fieldOf(await api.get(`/appointments/${visits[1] ?? 0}`, admin), 'status')).toBe('cancelled');
    await press(page, 'Bring back');
    await press(page, 'Yes');
    await page.getByText('Saved.').waitFor();
    expect(await retiresOn(doctor.id)).toBeNull();

    await goTo(page, `/app/admin/users?edit=${userId}`);
    await heading(page, username);
    await page.getByRole('checkbox', { name: 'Disable the account' }).check();
    await press(page, 'Save');
    await page.getByText('Choose, if you disable the account').nth(1).waitFor();
    expect((await api.get(`/users/${userId}`, admin)).body).toMatchObject({ disabled: false });
    await page.getByLabel('What becomes of Dr. Mia Miller').selectOption('later');
    await page.getByLabel('From which date on there are no bookings').fill(date);
    await press(page, 'Save');
    await page.getByText('Saved.').waitFor();
    expect((await api.get(`/users/${userId}`, admin)).body).toMatchObject({
      disabled: true,
      doctor: { retiresOn: date },
    });
    await page.context().close();
  },
  patience,
);

it(
  'invites a person, takes it back, and gives an account another role',
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
    const now = new Date();
    const row = { channel: 'email', userId, dueAt: now, expiresAt: now, createdAt: now } as const;
    const sent = { ...row, occasion: 'reminder', state: 'sent', providerId: `together:${userId}` } as const;
    await site.database.client.delivery.createMany({
      data: ['one', 'other'].map((key) => ({ ...sent, key: `${key}:${userId}` })),
    });
    const { id } = await site.database.client.delivery.create({
      data: {
        ...row,
        key: `failed:${userId}`,
        occasion: 'digest',
        state: 'failed',
        reason: 'not_delivered',
      },
    });
    const page = await openAs('admin', `admin/deliveries?userId=${userId}`, wide);
    const marks = page.getByText('in one message with 1 other');
    await marks.nth(1).waitFor();
    expect(await marks.count()).toBe(2);
    await press(page, `Send again: message ${id}`);
    await page.getByText('It is sent once more.').waitFor();
    const deliveries = listOf(await api.get(`/deliveries?userId=${userId}`, admin));
    expect(deliveries.map(({ state }) => state)).toEqual(['planned', 'failed', 'sent', 'sent']);
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
