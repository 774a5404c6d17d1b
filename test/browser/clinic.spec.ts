import { type Page } from 'playwright-core';
import { type Api, apiOf, fieldOf, listOf } from '../e2e/support/api.js';
import { aDoctor, aLocation, aUser, aVisitType, daily, letWork, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { launchMilliseconds } from './chromium.js';
import { goTo, openSignedIn, settled } from './own-pages.js';
import { pageFaults, type Site, startSite } from './site.js';

/* The pages of doctors and of the front desk, at a location of its own that is open at all hours of all days. */

const patience = 240_000;
const within = { within: 30_000 };
const dayMilliseconds = 86_400_000;
const wide = { viewport: { width: 1280, height: 900 } };

interface Booked {
  readonly id: number;
  readonly appointmentDateTime: string;
}

let site: Site;
let api: Api;
let staff: string;
let locationId: number;
/** Who sign in as `here` and `stands-in` */
let doctor: { id: number; name: string };
let standIn: { id: number; name: string };
let patientId: number;

const isoDate = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const started = Date.now();
/** The clinic is on UTC, so its date is that of the instant. */
const inDays = (days: number): string => isoDate(started + days * dayMilliseconds);
const timeOf = (instant: string): string => instant.slice(11, 16);

async function addDoctor(name: string, visitTypeId: number, userId?: number) {
  const created = await aDoctor(site.database, {
    name,
    locationId,
    visitTypeIds: [visitTypeId],
    schedule: [...daily('00:00', '12:00'), ...daily('12:00', '00:00')],
    ...(userId !== undefined && { userId }),
  });
  return { id: created.id, name: created.name };
}

beforeAll(async () => {
  site = await startSite();
  api = apiOf(site.url);
  const { database } = site;
  locationId = (await aLocation(database, { name: 'A Harbour Clinic' })).id;
  const visitType = await aVisitType(database, { name: 'Check-up', durationMinutes: 30 });
  const account = await aUser(database, { username: 'doctor.here', role: 'doctor' });
  await aUser(database, { username: 'desk.here', role: 'staff' });
  const desk = await database.client.user.findUniqueOrThrow({ where: { username: 'desk.here' } });
  await letWork(database, desk.id, locationId);
  doctor = await addDoctor('Dr. Ada Quay', visitType.id, account.id);
  standIn = await addDoctor('Dr. Grace Pier', visitType.id);
  await aUser(database, { username: 'visitor' });
  staff = await api.signIn('desk.here', password);
  const robin = { name: 'Robin Strand', phone: '+4930555777' };
  patientId = Number(fieldOf(await api.post('/users/patients', robin, staff), 'id'));
}, launchMilliseconds);

afterAll(async () => {
  await site.stop();
}, patience);

afterEach(() => {
  expect(pageFaults.splice(0)).toEqual([]);
});

const openAs = (username: string, path: string): Promise<Page> =>
  openSignedIn(site, { username, password }, path, wide);

/** Books a start of the API's own on a date; the first that is free. */
async function book(date: string, doctorId = doctor.id): Promise<Booked> {
  const availability = await api.get(`/doctors/${doctorId}/availability?from=${date}&to=${date}`);
  const [day] = fieldOf(availability, 'days') as { slots: { start: string }[] }[];
  const [slot] = day?.slots ?? [];
  const request = { doctorId, userId: patientId, appointmentDateTime: slot?.start };
  const booked = await api.post('/appointments', request, staff);
  expect(booked.status).toBe(201);
  return booked.body as Booked;
}

const statusOf = async (id: number) =>
  (await site.database.client.appointment.findUniqueOrThrow({ where: { id } })).status;

const board = (date: string, more = ''): string => `/app/board?location=${locationId}&date=${date}${more}`;

/** Lets a visit have begun a while ago. */
async function begun(id: number): Promise<void> {
  const start = new Date(Date.now() - 3 * 3_600_000);
  await site.database.client.appointment.update({
    where: { id },
    data: {
      appointmentDateTime: start,
      endsAt: new Date(start.getTime() + 1_800_000),
      busyFrom: start,
      busyTo: new Date(start.getTime() + 1_800_000),
    },
  });
}

it(
  'shows a doctor what other hours break, before they are saved',
  async () => {
    const date = inDays(7);
    const { appointmentDateTime } = await book(date);
    const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
      Date.parse(appointmentDateTime),
    );
    const page = await openAs('doctor.here', '/app/availability');
    await page
      .getByRole('button', { name: new RegExp(`^Remove ${day}, `) })
      .first()
      .click();
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByText('1 booking would be outside the hours').waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();

    await page.getByRole('region', { name: day }).getByLabel('From').first().fill('00:30');
    await page.getByRole('button', { name: `Copy to other days: ${day}` }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByRole('button', { name: 'Save hours' }).click();
    await page.getByText('The hours are saved.').waitFor();
    const { windows } = (await api.get(`/doctors/${doctor.id}/schedule`)).body as {
      windows: { start: string }[];
    };
    expect(windows.filter(({ start }) => start === '00:30')).toHaveLength(2);
    await page.context().close();
  },
  patience,
);

it(
  'adds days off and takes them back',
  async () => {
    const page = await openAs('doctor.here', '/app/time-off');
    await page.getByLabel('First day').fill(inDays(40));
    await page.getByLabel('Last day').fill(inDays(41));
    await page.getByLabel('Reason').fill('Conference');
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByText('Every booking still lies within the hours.').waitFor();
    await page.getByRole('button', { name: 'Save 2 days' }).click();
    await page.getByText('Saved.').waitFor();
    const exceptions = async () => {
      const token = await api.signIn('doctor.here', password);
      return listOf(await api.get(`/doctors/${doctor.id}/exceptions`, token)).map(({ date }) => date);
    };
    expect(await exceptions()).toEqual([inDays(40), inDays(41)]);
    await page
      .getByRole('button', { name: /^Remove / })
      .first()
      .click();
    await eventually(async () => {
      expect(await exceptions()).toEqual([inDays(41)]);
    }, within);
    await page.context().close();
  },
  patience,
);

it(
  'books by phone number at the front desk, and writes down who is new',
  async () => {
    const page = await openAs('desk.here', board(inDays(3)));
    await page.getByRole('button', { name: `Book with ${doctor.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Who is it for?').fill('+49 30 555777');
    await dialog.getByRole('button', { name: /Robin Strand/ }).click();
    await dialog.getByRole('radio').first().check({ force: true });
    await dialog.getByRole('button', { name: 'Book the visit' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Robin Strand, 30 minutes, Confirmed/ }).waitFor();

    await page.getByRole('button', { name: 'Book a visit' }).click();
    await dialog.getByLabel('Who is it for?').fill('Mary Newcomb');
    await dialog.getByText('Nobody found').waitFor();
    await dialog.getByRole('button', { name: 'New patient' }).click();
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Mary Newcomb');
    await dialog.getByLabel('Phone').fill('030 7654321');
    await dialog.getByRole('button', { name: 'Add patient' }).click();
    await eventually(async () => {
      expect(await dialog.getByLabel('Phone').getAttribute('aria-invalid')).toBe('true');
    }, within);
    await dialog.getByLabel('Phone').fill('+49 30 7654321');
    await dialog.getByRole('button', { name: 'Add patient' }).click();
    await dialog.getByRole('button', { name: 'Book the visit' }).click();
    await dialog.getByText('Choose a time.').waitFor();
    await dialog.getByRole('radio').first().check({ force: true });
    await dialog.getByRole('button', { name: 'Book the visit' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Mary Newcomb, 30 minutes/ }).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'begins a walk-in, completes it, and marks who did not come',
  async () => {
    const page = await openAs('desk.here', `/app/board?location=${locationId}&view=table`);
    await page.getByRole('button', { name: 'Walk-in' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Who is it for?').fill('Robin');
    await dialog.getByRole('button', { name: /Robin Strand/ }).click();
    await dialog.getByRole('combobox', { name: 'Doctor' }).selectOption(String(standIn.id));
    await dialog.getByRole('button', { name: 'Begin the visit now' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: standIn.name });
    await row.getByText('Here', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Complete: Robin Strand' }).click();
    await dialog.getByRole('button', { name: 'Complete' }).click();
    await row.getByText('Completed').waitFor();

    const missed = await book(inDays(1));
    await begun(missed.id);
    await goTo(page, board(isoDate(Date.now() - 3 * 3_600_000), '&view=table'));
    const late = page.getByRole('row').filter({ hasText: doctor.name });
    await late.getByText(/min late/).waitFor();
    await late.getByRole('button', { name: 'Details: Robin Strand' }).click();
    await dialog.getByRole('button', { name: 'Did not come' }).click();
    await dialog.getByRole('button', { name: 'Did not come' }).click();
    await eventually(async () => {
      expect(await statusOf(missed.id)).toBe('no_show');
    }, within);
    await page.context().close();
  },
  patience,
);

it(
  'shows bookings of others at once, and is walked by keyboard',
  async () => {
    const date = inDays(5);
    const page = await openAs('desk.here', board(date));
    await page.getByRole('heading', { name: doctor.name }).waitFor();
    const first = await book(date);
    const card = (instant: string) =>
      page.getByRole('button', { name: new RegExp(`^${timeOf(instant)}, Robin Strand`) });
    await card(first.appointmentDateTime).waitFor();
    const second = await book(date);
    await card(second.appointmentDateTime).waitFor();

    await card(first.appointmentDateTime).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Robin Strand' });
    await dialog.getByRole('button', { name: 'Check in' }).focus();
    await page.keyboard.press('Enter');
    await eventually(async () => {
      expect(await statusOf(second.id)).toBe('checked_in');
    }, within);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => {
      expect(await page.evaluate('document.activeElement.dataset.visit')).toBe(String(second.id));
    });
    await page.context().close();
  },
  patience,
);

it(
  'moves a whole day to another doctor and closes it',
  async () => {
    const date = inDays(9);
    const visits = [await book(date), await book(date)];
    const page = await openAs('desk.here', `/app/board/move?doctor=${doctor.id}&date=${date}`);
    await page.getByLabel('Who stands in').selectOption(String(standIn.id));
    await page.getByRole('button', { name: 'Move 2 visits' }).click();
    await page.getByText('2 visits moved.').waitFor();
    const moved = await site.database.client.appointment.findMany({
      where: { id: { in: visits.map(({ id }) => id) } },
    });
    expect(moved.map(({ doctorId }) => doctorId)).toEqual([standIn.id, standIn.id]);
    const { body } = await api.get(`/doctors/${doctor.id}/day?date=${date}`, staff);
    expect(body).toMatchObject({ hours: [], appointments: [] });
    await page.context().close();
  },
  patience,
);

it(
  'prints the day with a page for each doctor, and nothing else',
  async () => {
    const page = await openAs('desk.here', board(inDays(3)));
    await page.getByRole('button', { name: /Robin Strand, 30 minutes/ }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { level: 2, name: doctor.name }).isVisible()).toBe(true);
    expect(await page.getByRole('cell', { name: '+4930555777' }).isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    await page.context().close();
  },
  patience,
);

it(
  'offers a time to somebody who waits',
  async () => {
    const visitor = await api.signIn('visitor', password);
    const wish = { doctorId: standIn.id, from: inDays(5), to: inDays(6) };
    const id = Number(fieldOf(await api.post('/waitlist', wish, visitor), 'id'));
    const page = await openAs('desk.here', '/app/waitlist');
    await settled(page);
    await expectWellMade(page, 'waitlist-of-the-desk', [1280, 320]);
    await page.getByRole('button', { name: 'Offer a time to visitor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('12:30', { exact: true }).waitFor();
    await expectWellMade(page, 'waitlist-offer-of-the-desk', [1280, 320]);
    await dialog.getByRole('button', { name: 'Offer a time' }).click();
    await dialog.getByText('Choose a time.').waitFor();
    await dialog.getByRole('radio', { name: '12:30' }).check();
    await dialog.getByRole('button', { name: 'Offer a time' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Nobody is on this list').waitFor();
    expect((await api.get(`/waitlist/${id}`, visitor)).body).toMatchObject({
      status: 'offered',
      offer: { doctorId: standIn.id, appointmentDateTime: `${inDays(5)}T12:30:00.000Z` },
    });
    await page.context().close();
  },
  patience,
);

it(
  'turns away whose page it is not',
  async () => {
    const refused = async (username: string, paths: readonly string[]) => {
      const page = await openAs(username, paths[0] ?? '');
      for (const path of paths) {
        await goTo(page, path);
        await page.getByRole('heading', { level: 1, name: 'This page is not for your account' }).waitFor();
      }
      await page.context().close();
    };
    await refused('visitor', [
      '/app/today',
      '/app/week',
      '/app/availability',
      '/app/time-off',
      '/app/board',
      '/app/board/move',
    ]);
    await refused('doctor.here', ['/app/board']);
  },
  patience,
);

it(
  'every page is well made, narrow and wide',
  async () => {
    const views = {
      'doctor.here': [
        'today',
        `today?date=${inDays(7)}`,
        'week',
        'week?view=table',
        'availability',
        'time-off',
      ],
      'desk.here': [
        `board?location=${locationId}&date=${inDays(3)}`,
        `board?location=${locationId}&date=${inDays(3)}&view=table`,
        `board/move?doctor=${doctor.id}&date=${inDays(7)}`,
        `availability?location=${locationId}&doctor=${standIn.id}`,
      ],
    };
    for (const [username, paths] of Object.entries(views)) {
      const page = await openAs(username, `/app/${paths[0] ?? ''}`);
      for (const path of paths) {
        await goTo(page, `/app/${path}`);
        await settled(page);
        await expectWellMade(page, path, [1280, 320]);
      }
      await page.context().close();
    }
    const page = await openAs('desk.here', board(inDays(3)));
    const dialog = page.getByRole('dialog');
    for (const [name, opener] of [
      ['visit', /Robin Strand, 30 minutes/],
      ['book', 'Book a visit'],
      ['walk-in', 'Walk-in'],
    ] as const) {
      await page.getByRole('button', { name: opener }).first().click();
      await dialog.waitFor();
      await expectWellMade(page, `board-${name}`, [1280, 320]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await page.context().close();
  },
  3 * patience,
);
