import { type Page } from 'playwright-core';
import { type Api, apiOf, fieldOf, listOf } from '../e2e/support/api.js';
import { aDoctor, aLocation, aUser, aVisitType, daily, letWork, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { launchMilliseconds } from './chromium.js';
import { arrivedAt, goTo, openSignedIn, press, settled } from './own-pages.js';
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
  locationId = (await aLocation(database, { name: 'A Harbour Clinic', country: 'DE' })).id;
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
async function book(date: string, doctorId = doctor.id, userId = patientId): Promise<Booked> {
  const availability = await api.get(`/doctors/${doctorId}/availability?from=${date}&to=${date}`);
  const [day] = fieldOf(availability, 'days') as { slots: { start: string }[] }[];
  const [slot] = day?.slots ?? [];
  const request = { doctorId, userId, appointmentDateTime: slot?.start };
  const booked = await api.post('/appointments', request, staff);
  expect(booked.status).toBe(201);
  return booked.body as Booked;
}

const endingIn = (time: string): RegExp => new RegExp(`, ${time}$`);

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
  'R22: shows a second person what the first has saved of a week meanwhile, and loses nothing of either',
  async () => {
    const path = `/app/availability?doctor=${standIn.id}`;
    const [first, second] = [await openAs('desk.here', path), await openAs('desk.here', path)];
    const start = (page: Page, day: string) =>
      page.getByRole('region', { name: day, exact: true }).getByLabel('From').first();
    const save = async (page: Page): Promise<void> => {
      await page.getByRole('button', { name: 'Show what changes' }).click();
      await page.getByRole('button', { name: 'Save hours' }).click();
    };
    await start(second, 'Monday').fill('02:00');
    await start(second, 'Tuesday').fill('03:00');
    await start(first, 'Monday').fill('01:00');
    await start(first, 'Friday').fill('05:00');
    await save(first);
    await first.getByText('The hours are saved.').waitFor();

    await save(second);
    const dialog = second.getByRole('dialog', { name: 'Somebody changed this meanwhile' });
    const rows = dialog.getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^Monday\s+There now\s+01:00–12:00 and 12:00–00:00\s+Yours\s+02:00–12:00 and/),
      expect.stringMatching(
        /^Friday\s+There now\s+05:00–12:00 and 12:00–00:00\s+Yours\s+You left this alone/,
      ),
    ]);
    await eventually(async () => {
      expect(await dialog.locator(':focus').count()).toBe(1);
    });
    await expectWellMade(second, 'hours that somebody changed meanwhile');
    await second.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await start(second, 'Monday').inputValue()).toBe('02:00');
    await second.locator('[type=submit]:focus').waitFor();

    await second.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Save mine all the same' }).click();
    await second.getByText('The hours are saved.').waitFor();
    expect(await start(second, 'Friday').inputValue()).toBe('05:00');
    await start(second, 'Tuesday').fill('04:00');
    await save(second);
    await second.getByText('The hours are saved.').waitFor();
    const { windows } = (await api.get(`/doctors/${standIn.id}/schedule`)).body as {
      windows: { weekday: number; start: string }[];
    };
    const starts = windows.filter((window) => window.start !== '12:00').map((window) => window.start);
    expect(starts).toEqual(['02:00', '04:00', '00:00', '00:00', '05:00', '00:00', '00:00']);
    await Promise.all([first.context().close(), second.context().close()]);
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
    await dialog.getByLabel('Phone').fill('+49030 7654321');
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
  'R18: asks for another address of an account, shows it until it is agreed to, and takes it back',
  async () => {
    const user = await aUser(site.database, { username: 'mover', name: 'Moira Mover' });
    // Known nowhere yet, and found by a part of the name by a look at the whole clinic alone, which opens the record.
    const page = await openAs('desk.here', '/app/patients?q=moira');
    await page.getByText('Nobody found').first().waitFor();
    await page.getByLabel('Reason').fill('Is on the phone.');
    await press(page, 'Look in the whole clinic');
    const found = page.getByRole('link', { name: /Moira Mover/ });
    await found.waitFor();
    await expectWellMade(page, 'patients-whole-clinic', [1280, 320]);
    await found.click();
    const correctTo = async (email: string) => {
      await page.getByRole('link', { name: 'Correct' }).click();
      await page.getByLabel('E-mail address').fill(email);
      await press(page, 'Save');
      await page.getByText('Saved.').waitFor();
    };
    await correctTo('moved@elsewhere.example');
    await page.getByText(`${user.email} (to become moved@elsewhere.example once`).waitFor();
    await expectWellMade(page, 'record-pending-address', [1280, 320]);
    await correctTo('');
    await page.getByText(user.email, { exact: true }).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'R19: shows the records that a new patient looks like before one is written down, and uses one of them or adds all the same',
  async () => {
    const known = { name: 'Jörg Müller-Specht', birthDate: '1966-03-04', phone: '+4930555888' };
    const id = Number(fieldOf(await api.post('/users/patients', known, staff), 'id'));
    const count = () => site.database.client.user.count({ where: { name: { contains: 'Specht' } } });
    const page = await openAs('desk.here', board(inDays(12)));
    const dialog = page.getByRole('dialog');
    const begin = async (name: string) => {
      await page.getByRole('button', { name: 'Book a visit' }).click();
      await dialog.getByLabel('Who is it for?').fill(name);
      await dialog.getByRole('button', { name: 'New patient' }).click();
    };
    await begin('Specht-Mueller Joerg');
    await dialog.getByLabel('Date of birth').fill(known.birthDate);
    const alike = dialog.getByRole('button', {
      name: /Jörg Müller-Specht.*Similar name · Same date of birth/,
    });
    await alike.waitFor();
    await dialog.getByRole('button', { name: 'Add all the same' }).waitFor();
    await expectWellMade(page, 'likenesses', [1280, 320]);
    await dialog.getByLabel('Date of birth').fill('1966-03-05');
    await alike.waitFor({ state: 'detached' });
    await dialog.getByLabel('Date of birth').fill(known.birthDate);
    await alike.focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('030 555888').waitFor();
    await dialog.getByRole('button', { name: 'Book the visit' }).waitFor();
    expect(await count()).toBe(1);
    await page.keyboard.press('Escape');

    // Sent at once, before what was typed has settled.
    await begin('Anna Specht');
    await dialog.getByLabel('Phone').fill('030 555 888');
    await page.keyboard.press('Enter');
    await dialog.getByText('1 record looks like this patient').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toContain('1 record looks like');
    expect(await count()).toBe(1);
    await dialog.getByRole('button', { name: 'Add all the same' }).click();
    await dialog.getByRole('button', { name: 'Book the visit' }).waitFor();
    expect(await count()).toBe(2);
    await api.put(`/users/patients/${id}/death`, { on: '2026-01-01' }, staff);
    await page.keyboard.press('Escape');
    await begin('Anna Specht');
    await dialog.getByLabel('Phone').fill('030 555 888');
    await dialog.getByRole('link', { name: /Jörg Müller-Specht.*Died on.*Same phone number/ }).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'R7: moves a visit within a kind that its doctor no longer offers, and with a colleague to what that one offers',
  async () => {
    const { client } = site.database;
    const { id: visitTypeId } = await aVisitType(site.database, { name: 'Old therapy', durationMinutes: 30 });
    const offer = { doctorId: doctor.id, visitTypeId };
    await client.doctorVisitType.create({ data: { ...offer, position: 9 } });
    const date = inDays(20);
    const wish = { ...offer, userId: patientId, appointmentDateTime: `${date}T09:00:00Z` };
    const id = Number(fieldOf(await api.post('/appointments', wish, staff), 'id'));
    await client.doctorVisitType.delete({ where: { doctorId_visitTypeId: offer } });

    const page = await openAs('desk.here', board(date));
    const dialog = page.getByRole('dialog');
    const openMove = async () => {
      await page
        .getByRole('button', { name: /Robin Strand/ })
        .first()
        .click();
      await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    };
    const kinds = dialog.getByLabel('Kind of visit');
    const choose = async (time: string) => {
      await dialog.getByRole('radio', { name: time }).check({ force: true });
      await dialog.getByRole('button', { name: 'Move the visit' }).click();
    };
    await page
      .getByRole('button', { name: /Robin Strand/ })
      .first()
      .click();
    await dialog.getByText('Old therapy').waitFor();
    await page.keyboard.press('Escape');
    await openMove();
    await eventually(async () => {
      expect(await kinds.locator('option').allTextContents()).toEqual([
        'Old therapy, 30 min',
        'Check-up, 30 min',
      ]);
    }, within);
    await choose('09:00');
    await dialog.getByText('The visit is at this time already. Choose another one.').waitFor();
    await expectWellMade(page, 'board-move', [1280, 320]);
    await page.setViewportSize(wide.viewport);
    await choose('10:00');
    await dialog.waitFor({ state: 'detached' });
    const stored = () => client.appointment.findUniqueOrThrow({ where: { id } });
    expect(await stored()).toMatchObject({ visitTypeId, appointmentDateTime: new Date(`${date}T10:00:00Z`) });

    await openMove();
    await dialog.getByLabel('Doctor').selectOption({ value: String(standIn.id) });
    await dialog.getByText('This doctor does not offer “Old therapy”.').waitFor();
    await choose('10:00');
    await dialog.waitFor({ state: 'detached' });
    const [checkUp] = await client.doctorVisitType.findMany({ where: { doctorId: standIn.id } });
    expect(await stored()).toMatchObject({ doctorId: standIn.id, visitTypeId: checkUp?.visitTypeId });
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
    const toast = page.getByRole('alert').filter({ hasText: 'Completed: Robin Strand' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await row.getByText('Here', { exact: true }).waitFor();
    await toast.waitFor({ state: 'detached' });

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
    await late.getByRole('button', { name: 'Details: Robin Strand' }).click();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => {
      expect(await statusOf(missed.id)).toBe('confirmed');
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
    await dialog.getByRole('button', { name: 'Move' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Move the visit' }).waitFor();
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
    expect(await page.getByRole('cell', { name: '030 555777' }).isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    await page.context().close();
  },
  patience,
);

it(
  'offers a time to a waiting patient',
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
  'R18: corrects the record of a patient from a visit, and says what it said before, and who changed it',
  async () => {
    const wrong = { name: 'Robn Amsel', phone: '+4930555701', birthDate: '1980-01-02' };
    const id = Number(fieldOf(await api.post('/users/patients', wrong, staff), 'id'));
    const visit = await book(inDays(11), doctor.id, id);
    const page = await openAs('desk.here', board(inDays(11)));
    await page
      .getByRole('button', { name: new RegExp(`^${timeOf(visit.appointmentDateTime)}, Robn`) })
      .click();
    await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click();
    await arrivedAt(page, 'Robn Amsel');
    await page.getByRole('link', { name: endingIn(timeOf(visit.appointmentDateTime)) }).waitFor();
    await page.getByRole('link', { name: 'Correct' }).click();
    await page.getByLabel('Name').fill('Robin Amsel');
    await page.getByLabel('Phone').fill('+49030 555702');
    await press(page, 'Save');
    await eventually(async () => {
      expect(await page.getByLabel('Phone').getAttribute('aria-invalid')).toBe('true');
    }, within);
    await page.getByLabel('Phone').fill('030 555702');
    await page.getByLabel('Address', { exact: true }).fill('1 High Street, Springfield');
    await expectWellMade(page, 'record-correction', [1280, 320]);
    await press(page, 'Save');
    await arrivedAt(page, 'Robin Amsel');
    await page.getByText('Saved.').waitFor();
    const change = page.getByRole('listitem').filter({ hasText: 'by desk.here' });
    await change.getByText('Robn Amsel').waitFor();
    await change.getByText('030 555701').waitFor();
    await expectWellMade(page, 'record', [1280, 320]);
    expect((await api.get(`/users/patients/${id}`, staff)).body).toMatchObject({
      name: 'Robin Amsel',
      phone: '+4930555702',
      birthDate: '1980-01-02',
    });

    await page.getByRole('link', { name: 'Correct' }).click();
    await page.getByLabel('Note').fill('Hard of hearing');
    await api.patch(`/users/patients/${id}`, { name: 'Robin Amsel-Beck' }, staff);
    await press(page, 'Save');
    await page.getByRole('dialog').getByText('Robin Amsel-Beck').waitFor();
    await press(page, 'Go on editing');
    await page.getByText('Somebody changed this meanwhile: it is not saved yet.').waitFor();
    expect(await page.getByLabel('Note').inputValue()).toBe('Hard of hearing');
    await press(page, 'Save');
    await press(page, 'Save mine all the same');
    await page.getByText('Saved.').waitFor();
    expect((await api.get(`/users/patients/${id}`, staff)).body).toMatchObject({
      name: 'Robin Amsel-Beck',
      note: 'Hard of hearing',
    });
    await goTo(page, '/app/patients?q=amsel-beck');
    await page.getByRole('link', { name: /Robin Amsel-Beck.*030 555702.*2 January 1980/ }).click();
    await arrivedAt(page, 'Robin Amsel-Beck');
    await page.context().close();
  },
  patience,
);

it(
  'R19: merges two records of one patient after a look at what moves, and makes two of them again',
  async () => {
    const add = async (patient: object): Promise<number> =>
      Number(fieldOf(await api.post('/users/patients', patient, staff), 'id'));
    const kept = await add({ name: 'Kim Lerche' });
    const from = await add({ name: 'Kim Lerche', phone: '+4930555721' });
    const visit = await book(inDays(13), doctor.id, from);
    const ownerOf = async (): Promise<unknown> =>
      fieldOf(await api.get(`/appointments/${visit.id}`, staff), 'userId');
    const page = await openAs('desk.here', `/app/patients/${kept}`);
    await page.getByRole('link', { name: 'Merge with another record' }).click();
    await page.getByRole('link', { name: /Kim Lerche.*030 555721/ }).click();
    await page.getByRole('row', { name: /Phone.*030 555721.*Is taken over/ }).waitFor();
    await page.getByRole('listitem').filter({ hasText: '1 visit' }).waitFor();
    await expectWellMade(page, 'record-merge', [1280, 320]);
    await press(page, 'Merge the records');
    await page.getByText('The records are merged.').waitFor();
    await page.getByRole('link', { name: endingIn(timeOf(visit.appointmentDateTime)) }).waitFor();
    expect(await ownerOf()).toBe(kept);
    await expectWellMade(page, 'record-merged', [1280, 320]);
    await press(page, 'Undo the merge');
    await press(page, 'Yes');
    await page.getByText('There are two records again.').waitFor();
    expect(await ownerOf()).toBe(from);

    await api.patch(`/users/patients/${from}`, { name: 'Kim Lark' }, staff);
    const { id: account } = await site.database.client.user.findUniqueOrThrow({
      where: { username: 'visitor' },
    });
    await goTo(page, `/app/patients/${from}/merge?from=${account}`);
    await page.getByText('Keep the record that has the account').waitFor();
    await page.getByRole('link', { name: 'Keep the other record' }).click();
    await page.getByRole('row', { name: /Name.*Kim Lark/ }).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'R20: notes a death after saying what follows, offers no booking then, and takes a mistake back',
  async () => {
    const patient = { name: 'Toni Grau', birthDate: '1931-05-02' };
    const id = Number(fieldOf(await api.post('/users/patients', patient, staff), 'id'));
    const visit = await book(inDays(15), doctor.id, id);
    const page = await openAs('desk.here', `/app/patients/${id}`);
    await page.getByRole('link', { name: 'Note a death' }).click();
    await page.getByText('1 visit to come at your locations is called off').waitFor();
    await page.getByLabel('Died on').fill('1931-05-01');
    await press(page, 'Save');
    await page.getByText('This is before the birth').waitFor();
    await expectWellMade(page, 'record-death', [1280, 320]);
    expect(await statusOf(visit.id)).toBe('confirmed');
    await page.getByLabel('Died on').fill(inDays(0));
    await press(page, 'Save');
    await page.getByText('The death is noted.').waitFor();
    expect(await statusOf(visit.id)).toBe('cancelled');

    await goTo(page, board(inDays(15)));
    await press(page, 'Book a visit');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Who is it for?').fill('Toni Grau');
    const found = dialog.getByRole('listitem').filter({ hasText: 'Died on' });
    await found.getByRole('link').waitFor();
    expect(await found.getByRole('button').count()).toBe(0);
    await found.getByRole('link').click();
    await arrivedAt(page, 'Toni Grau');
    await page.getByRole('link', { name: 'Date of death' }).click();
    await press(page, 'Take it back');
    await press(page, 'Yes');
    await page.getByText('It is taken back.').waitFor();
    await page.getByRole('link', { name: endingIn(timeOf(visit.appointmentDateTime)) }).waitFor();
    expect((await api.get(`/users/patients/${id}`, staff)).body).toMatchObject({ deceasedOn: null });
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
    await refused('doctor.here', ['/app/board', '/app/patients', `/app/patients/${patientId}`]);
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
