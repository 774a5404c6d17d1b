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

async function book({ token }: Patient, doctorId = doctor.id): Promise<{ id: number; start: string }> {
  const [start = ''] = await freeStarts(doctorId);
  const body = { doctorId, appointmentDateTime: start, reason: 'Persistent cough' };
  const booked = await api.post('/appointments', body, token);
  expect(booked.status).toBe(201);
  return { id: fieldOf(booked, 'id') as number, start };
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
  'are nobody else’s, and an unknown one does not exist',
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

    // Somebody else is quicker.
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
  'cannot be changed after the cut-off, which says why and whom to call',
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
