import { type BrowserContextOptions, type Page } from 'playwright-core';
import { type Doctor } from '#libs/database';
import { type Api, apiOf, dayFromNow, fieldOf } from '../e2e/support/api.js';
import { aDoctor, aLocation, aUser, aVisitType, password, type UserWithAccount } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { launchMilliseconds } from './chromium.js';
import { arrivedAt, follow, goTo, openSignedIn, press, signInOn } from './own-pages.js';
import { type Availability, pageFaults, type Site, startSite } from './site.js';

/* What a patient does with visits that are booked: look, move, cancel and take it back, online and offline. */

const patience = 240_000;
/** No visit of these tests comes near while they run. */
const day = dayFromNow(14);
const accessTokenMilliseconds = 15 * 60_000;

let site: Site;
let api: Api;
let doctor: Doctor;

beforeAll(async () => {
  site = await startSite();
  api = apiOf(site.url);
  doctor = await aDoctor(site.database, { name: 'Dr. Noor Amadi' });
}, launchMilliseconds);

afterAll(async () => {
  await site.stop();
}, patience);

afterEach(() => {
  expect(pageFaults.splice(0)).toEqual([]);
});

interface Patient extends UserWithAccount {
  readonly token: string;
}

async function aPatient(): Promise<Patient> {
  const user = await aUser(site.database);
  return { ...user, token: await api.signIn(user.username, password) };
}

async function freeStarts(doctorId = doctor.id): Promise<string[]> {
  const path = `/doctors/${doctorId}/availability?from=${day}&to=${day}`;
  const { days } = await site.read<Availability>(path);
  return days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

async function book(
  { token }: Patient,
  doctorId = doctor.id,
  wish: { visitTypeId?: number } = {},
): Promise<{ id: number; start: string }> {
  const [start = ''] = await freeStarts(doctorId);
  const body = { doctorId, appointmentDateTime: start, reason: 'Persistent cough', ...wish };
  const booked = await api.post('/appointments', body, token);
  expect(booked.status).toBe(201);
  return { id: fieldOf(booked, 'id') as number, start };
}

/** @returns the ids of three visits, a week apart */
async function bookSeries({ token }: Patient, doctorId: number, start: string): Promise<number[]> {
  const recurrence = { frequency: 'weekly', count: 3 };
  const body = { doctorId, appointmentDateTime: start, recurrence };
  const booked = await api.post('/appointments/series', body, token);
  expect(booked.status).toBe(201);
  return (fieldOf(booked, 'appointments') as { id: number }[]).map(({ id }) => id);
}

const openAs = (patient: Patient, path: string, options?: BrowserContextOptions): Promise<Page> =>
  openSignedIn(site, { username: patient.username, password }, path, options);

const clockOf = (instant: string): string => instant.slice(11, 16);
const stored = (id: number) => site.database.client.appointment.findUniqueOrThrow({ where: { id } });

it(
  'are listed, and shown with both clocks, and how they came about',
  async () => {
    const patient = await aPatient();
    const { id, start } = await book(patient);
    const page = await openAs(patient, '/app/appointments', { timezoneId: 'Asia/Tokyo' });
    await follow(page, 'Dr. Noor Amadi');
    await arrivedAt(page, 'Visit with Dr. Noor Amadi');
    const facts = page.locator('main dl');
    expect(await facts.getByText('Persistent cough').count()).toBe(1);
    expect(await facts.getByText(`${clockOf(start)}–`).count()).toBe(1);
    expect(await facts.getByText('Tokyo time (GMT+9)').count()).toBe(1);
    await page.getByText('Confirmed', { exact: true }).waitFor();
    await page.getByText(/^Booked for/).waitFor();

    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Calendar file')]);
    expect(download.suggestedFilename()).toBe(`docket-${id}.ics`);
    const google = await page.getByRole('link', { name: /Google Calendar/ }).getAttribute('href');
    expect(google).toContain(encodeURIComponent(start.replaceAll(/[-:]|\.\d{3}/g, '')));

    await goTo(page, `/app/appointments/${id}?booked=1`);
    await arrivedAt(page, 'Your visit is booked');
    await goTo(page, '/app/appointments?tab=past');
    await page.getByText('No visits so far').waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'are shown to their patient alone, and an unknown one does not exist',
  async () => {
    const { id } = await book(await aPatient());
    const page = await openAs(await aPatient(), `/app/appointments/${id}`);
    await arrivedAt(page, 'There is no such appointment');
    await goTo(page, '/app/appointments/999999999');
    await arrivedAt(page, 'There is no such appointment');
    await goTo(page, '/app/appointments/nonsense');
    await arrivedAt(page, 'There is no such page');
    await page.context().close();
  },
  patience,
);

it(
  'are moved, with the old time struck through until the new one is certain',
  async () => {
    const patient = await aPatient();
    const { id, start } = await book(patient);
    const [next = '', after = ''] = await freeStarts();
    const page = await openAs(patient, `/app/appointments/${id}/move?date=${day}`);
    await arrivedAt(page, 'Move your visit');
    expect(await page.locator('main del').count()).toBe(0);
    const slot = (instant: string) =>
      page.getByRole('button', { name: new RegExp(`, ${clockOf(instant)}, 30 minutes`) });
    await slot(next).first().waitFor();
    const shown = page.getByRole('region', { name: 'Free times' }).locator(`time[datetime="${next}"]`);
    await shown.click();
    await page.locator('main del').waitFor();
    await page.reload();
    await page.locator('main del').waitFor();

    // Another patient is quicker.
    const rival = await aPatient();
    await api.post('/appointments', { doctorId: doctor.id, appointmentDateTime: next }, rival.token);
    await press(page, 'Move to this time');
    await page.getByText(/Somebody else took this time/).waitFor();
    expect((await stored(id)).appointmentDateTime.toISOString()).toBe(start);
    await page.getByRole('alert').getByRole('button').first().click();
    await eventually(async () => {
      expect(await page.getByRole('alert').count()).toBe(0);
    });
    await press(page, 'Move to this time');
    await arrivedAt(page, 'Your visit has been moved');
    const moved = await stored(id);
    expect(moved.appointmentDateTime.toISOString()).not.toBe(start);
    expect(moved.version).toBe(2);
    expect([next, after]).not.toContain('');
    await page.getByText(/^Moved to/).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'R7: are moved within a kind that the doctor no longer offers, or to another one, and keep its name',
  async () => {
    const { client } = site.database;
    const ofOld = { name: 'Old consultation', durationMinutes: 20 };
    const old = await aVisitType(site.database, ofOld);
    const other = await aVisitType(site.database, { name: 'Long talk', durationMinutes: 60 });
    const changing = await aDoctor(site.database, { visitTypeIds: [old.id, other.id] });
    const patient = await aPatient();
    const { id, start } = await book(patient, changing.id, { visitTypeId: old.id });
    const offer = { doctorId: changing.id, visitTypeId: old.id };
    await client.doctorVisitType.delete({ where: { doctorId_visitTypeId: offer } });

    const page = await openAs(patient, `/app/appointments/${id}`);
    await page.locator('main dl').getByText('Old consultation, 20 minutes').waitFor();
    await goTo(page, `/app/appointments/${id}/move?date=${day}`);
    await arrivedAt(page, 'Move your visit');
    const times = page.getByRole('region', { name: 'Free times' });
    const slot = (instant: string) => times.locator(`time[datetime="${instant}"]`);
    const later = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000).toISOString();
    await slot(later(20)).waitFor();
    expect(await page.getByText(/on our side/).count()).toBe(0);
    expect(await page.getByRole('radio', { name: /Old consultation/ }).isChecked()).toBe(true);
    await expectWellMade(page, 'move', [1280, 320]);

    // The time that it has is one of them, and moves nothing.
    await slot(start).click();
    await page.getByText('Your visit is at this time already.').waitFor();
    const button = page.getByRole('button', { name: 'Move to this time' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await slot(later(20)).click();
    await press(page, 'Move to this time');
    await arrivedAt(page, 'Your visit has been moved');
    expect(await stored(id)).toMatchObject({ visitTypeId: old.id, version: 2 });
    await page.locator('main dl').getByText('Old consultation, 20 minutes').waitFor();

    // To the other kind, at a time that its own one took.
    await goTo(page, `/app/appointments/${id}/move?date=${day}`);
    await page.getByRole('radio', { name: /Long talk/ }).check();
    await slot(start).click();
    await press(page, 'Move to this time');
    await arrivedAt(page, 'Your visit has been moved');
    const moved = await stored(id);
    expect([moved.visitTypeId, moved.appointmentDateTime.toISOString()]).toEqual([other.id, start]);
    await page.getByText('Kind of visit: Long talk').waitFor();

    // What is refused while the page is open is said in its own words.
    await goTo(page, `/app/appointments/${id}/move?date=${day}`);
    await slot(start).waitFor();
    await api.post(`/appointments/${id}/cancel`, {}, patient.token);
    await press(page, 'Next week');
    await page.getByText('The visit has moved on meanwhile, and this is no longer possible.').waitFor();
    expect(await page.getByText(/on our side/).count()).toBe(0);
    await expectWellMade(page, 'move-refused', [1280, 320]);
    await press(page, 'Load again');
    await page.getByRole('heading', { name: 'This visit can no longer be moved' }).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'are not moved over a change that the reader has not seen',
  async () => {
    const patient = await aPatient();
    const { id } = await book(patient);
    const page = await openAs(patient, `/app/appointments/${id}/move?date=${day}`);
    const [next = '', other = ''] = await freeStarts();
    await page.locator(`main time[datetime="${next}"]`).first().click();
    const elsewhere = await api.patch(`/appointments/${id}`, { appointmentDateTime: other }, patient.token);
    expect(elsewhere.status).toBe(200);
    await press(page, 'Move to this time');
    await page.getByText(/This visit was changed meanwhile/).waitFor();
    expect((await stored(id)).appointmentDateTime.toISOString()).toBe(other);
    await press(page, 'Move to this time');
    await arrivedAt(page, 'Your visit has been moved');
    expect((await stored(id)).appointmentDateTime.toISOString()).toBe(next);
    await page.context().close();
  },
  patience,
);

it(
  'R26b: of a series are moved with all that follow, by the patient and by the desk, but for what does not fit',
  async () => {
    const busy = await aDoctor(site.database);
    const patient = await aPatient();
    const [first = '', second = '', third = ''] = await freeStarts(busy.id);
    const ids = await bookSeries(patient, busy.id, first);
    const weekLater = new Date(Date.parse(second) + 7 * 24 * 3_600_000).toISOString();
    const rival = { doctorId: busy.id, appointmentDateTime: weekLater };
    expect((await api.post('/appointments', rival, (await aPatient()).token)).status).toBe(201);

    const page = await openAs(patient, `/app/appointments/${ids[0]}/move?date=${day}`);
    await follow(page, 'This and all that follow');
    await arrivedAt(page, 'Move this and all that follow');
    await goTo(page, `/app/appointments/${ids[0]}/move-following?date=${day}`);
    const choose = (on: Page, start: string) => on.locator(`main button time[datetime="${start}"]`).click();
    await choose(page, second);
    await page.getByText('One of 3 visits does not fit there.').waitFor();
    await page.getByText('This time is taken.').waitFor();
    expect(await page.locator(':focus').textContent()).toContain('One of 3 visits does not fit there.');
    await expectWellMade(page, 'visit-move-following');
    await press(page, 'Move 2 visits, and leave the others where they are');
    await arrivedAt(page, '2 visits are moved');
    const starts = async () =>
      (await Promise.all(ids.map(stored))).map(({ appointmentDateTime }) => appointmentDateTime.getTime());
    const week = 7 * 24 * 3_600_000;
    const now = [Date.parse(second), Date.parse(first) + week, Date.parse(second) + 2 * week];
    expect(await starts()).toEqual(now);
    await page.context().close();

    const staff = await aUser(site.database, { role: 'staff' });
    const path = `/app/appointments/${ids[0]}/move-following?date=${day}`;
    const credentials = { username: staff.username, password };
    const desk = await openSignedIn(site, credentials, path, { viewport: { width: 1280, height: 900 } });
    await choose(desk, third);
    await desk.getByText('All 3 visits fit there.').waitFor();
    await desk.getByLabel('Why it is moved').fill('The doctor comes later');
    await desk.getByLabel('Why it is moved').blur();
    await press(desk, 'Move all 3 visits');
    await arrivedAt(desk, '3 visits are moved');
    expect(await starts()).toEqual([0, 1, 2].map((weeks) => Date.parse(third) + weeks * week));
    await desk.context().close();
  },
  patience,
);

it(
  'are cancelled for a reason, and taken back while the time is free',
  async () => {
    const patient = await aPatient();
    const { id, start } = await book(patient);
    const page = await openAs(patient, `/app/appointments/${id}`);
    await follow(page, 'Cancel');
    await arrivedAt(page, 'Cancel your visit');
    await page.getByLabel('Another reason').check();
    await page.getByLabel('Your reason (optional)').fill('The cough is gone');
    await press(page, 'Cancel the visit');
    await page.getByRole('heading', { name: 'This visit is cancelled' }).waitFor();
    await page.getByText('Reason: The cough is gone').waitFor();
    expect((await stored(id)).status).toBe('cancelled');

    await press(page, 'Undo');
    await arrivedAt(page, 'Your visit is booked again');
    const again = await site.database.client.appointment.findFirstOrThrow({
      where: { userId: patient.id, status: 'confirmed' },
    });
    expect(again).toMatchObject({ doctorId: doctor.id, reason: 'Persistent cough' });
    expect(again.appointmentDateTime.toISOString()).toBe(start);
    expect(page.url()).toContain(`/app/appointments/${again.id}?booked=again`);
    await page.getByText(`It has a new reference: ${again.id}.`).waitFor();

    await page.goto(`${site.url}/app/appointments/${id}`);
    await page.getByText('The time is no longer free.').waitFor();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.context().close();
  },
  patience,
);

it(
  'cannot be changed after the cut-off, which says why and which number to call',
  async () => {
    const weeks = 21 * 24 * 60;
    const type = await aVisitType(site.database, {
      cancelCutoffMinutes: weeks,
      rescheduleCutoffMinutes: weeks,
    });
    const { id: locationId } = await aLocation(site.database, { phone: '+49 30 123456' });
    const strict = await aDoctor(site.database, { locationId, visitTypeIds: [type.id] });
    const patient = await aPatient();
    const { id } = await book(patient, strict.id);
    const page = await openAs(patient, `/app/appointments/${id}`);
    for (const path of ['', '/cancel', '/move']) {
      await goTo(page, `/app/appointments/${id}${path}`);
      await page.getByRole('heading', { name: 'It is too late to change this visit online' }).waitFor();
      const call = page.getByRole('link', { name: 'Call +49 30 123456' });
      expect(await call.getAttribute('href')).toBe('tel:+4930123456');
    }
    await page.context().close();
  },
  patience,
);

it(
  'keep what was chosen when the session is ended elsewhere, and when the access token runs out',
  async () => {
    const patient = await aPatient();
    const { id } = await book(patient);
    const page = await openAs(patient, `/app/appointments/${id}/cancel`);
    await page.getByLabel('Another reason').check();
    await page.getByLabel('Your reason (optional)').fill('I am travelling');
    await api.post('/logout/everywhere', {}, patient.token);
    await press(page, 'Cancel the visit');
    await page.getByRole('heading', { name: 'You were signed out' }).waitFor();
    await signInOn(page, { username: patient.username, password });
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Your reason (optional)').inputValue()).toBe('I am travelling');

    await page.clock.setSystemTime(Date.now() + accessTokenMilliseconds);
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/v1/token/refresh') && response.ok()),
      press(page, 'Cancel the visit'),
    ]);
    await page.getByRole('heading', { name: 'This visit is cancelled' }).waitFor();
    await page.getByText('Reason: I am travelling').waitFor();
    await page.context().close();
  },
  patience,
);

const cachedOnPage = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `caches.has('docket-visits').then(async (has) =>
      has ? (await (await caches.open('docket-visits')).keys()).map(({ url }) => url) : [])`,
  );

it(
  'are read offline, after a reload too, and forgotten at sign-out',
  async () => {
    const patient = await aPatient();
    const { id } = await book(patient);
    const page = await openAs(patient, '/app/appointments', { serviceWorkers: 'allow' });
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await eventually(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'));
    await page.reload();
    await follow(page, 'Dr. Noor Amadi');
    await arrivedAt(page, 'Visit with Dr. Noor Amadi');
    await page.getByText(/^Booked for/).waitFor();
    await eventually(async () => {
      const kept = (await cachedOnPage(page)).map((url) => new URL(url).pathname);
      expect(kept).toEqual(
        expect.arrayContaining([
          '/v1/me',
          '/v1/appointments',
          `/v1/appointments/${id}`,
          `/v1/doctors/${doctor.id}`,
        ]),
      );
    });

    await page.context().setOffline(true);
    await page.reload();
    await arrivedAt(page, 'Visit with Dr. Noor Amadi');
    await page.getByText('Persistent cough').waitFor();
    await page
      .getByText(/^Not up to date/)
      .first()
      .waitFor();
    await page.getByText('You are offline. Connect to book, move or cancel.').waitFor();
    expect(await page.getByRole('link', { name: 'Cancel', exact: true }).count()).toBe(0);
    await page.goto(`${site.url}/app/appointments`);
    await page.getByRole('link', { name: 'Dr. Noor Amadi' }).waitFor();

    await page.context().setOffline(false);
    await page
      .getByText(/^You are offline/)
      .first()
      .waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: `Account menu of ${patient.username}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await eventually(async () => {
      expect(await cachedOnPage(page)).toEqual([]);
    });
    await page.context().setOffline(true);
    await page.goto(`${site.url}/app/appointments`);
    await arrivedAt(page, 'Sign in');
    expect(await page.getByText('Dr. Noor Amadi').count()).toBe(0);
    await page.context().close();
  },
  patience,
);

it(
  'can be installed, by a manifest whose icons are there',
  async () => {
    const page = await site.open('/app/');
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const manifest = (await (await fetch(site.url + (href ?? ''))).json()) as {
      start_url: string;
      icons: { src: string; purpose?: string }[];
    };
    expect(manifest.start_url).toBe('/app/');
    expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
    for (const { src } of manifest.icons) {
      const icon = await fetch(new URL(src, `${site.url}${href ?? ''}`));
      expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/png']);
    }
    const worker = await fetch(`${site.url}/app/service-worker.js`);
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    await page.context().close();
  },
  patience,
);

it(
  'every page is well made',
  async () => {
    const patient = await aPatient();
    const { id } = await book(patient);
    const { id: gone } = await book(patient, (await aDoctor(site.database)).id);
    await api.post(`/appointments/${gone}/cancel`, {}, patient.token);
    const page = await openAs(patient, '/app/appointments');
    for (const [name, path, ready] of [
      ['appointments', '/app/appointments', 'Confirmed'],
      ['appointments-past', '/app/appointments?tab=past', 'No visits so far'],
      ['visit-booked', `/app/appointments/${id}?booked=1`, 'Confirmed'],
      ['visit-move', `/app/appointments/${id}/move?date=${day}`, 'Free times'],
      ['visit-cancel', `/app/appointments/${id}/cancel`, 'Why do you cancel?'],
      ['visit-cancelled', `/app/appointments/${gone}`, 'Undo'],
      ['waitlist', '/app/waitlist', 'You are on no list'],
      ['messages', '/app/messages', 'No messages yet'],
    ] as const) {
      await goTo(page, path);
      await page.locator('main').getByText(ready, { exact: true }).first().waitFor();
      await expectWellMade(page, name);
    }
    await page.context().close();
  },
  2 * patience,
);
