import { type Page } from 'playwright-core';
import { type Api, apiOf } from '../e2e/support/api.js';
import { aUser, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import {
  aFreeStart,
  bookAddress,
  bookedFor,
  confirm,
  expireHolds,
  freeStarts,
  heading,
  heldBy,
  inTwoWeeks,
  isBooked,
  isHeld,
  openDetails,
  openPractice,
  type Practice,
  reason,
  signIn,
  toReview,
  within,
} from './booking.js';
import { launchMilliseconds } from './chromium.js';
import { pageFaults, type Site, startSite } from './site.js';

/* What may come in between while a patient books: other patients, the clock, the network, the end of a session. */

const patience = 240_000;
const dayMilliseconds = 86_400_000;

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

/** Another patient, with another browser. */
async function bookForAnother({ doctorId, visitTypeId }: Practice, start: string): Promise<void> {
  const { username } = await aUser(site.database);
  const token = await api.signIn(username, password);
  const body = { doctorId, visitTypeId, appointmentDateTime: start };
  const answer = await api.post('/appointments', body, token);
  expect(answer.status).toBe(201);
}

it(
  'offers to hold a time again that was held too long, while it is still free',
  async () => {
    const practice = await openPractice(site);
    const { page, patient } = await openDetails(site, practice, await aFreeStart(site, practice));
    await toReview(page);
    await expireHolds(site, patient.id);
    await confirm(page);
    await page.getByText('The time is no longer held for you').waitFor();
    expect(await bookedFor(site, patient.id)).toEqual([]);
    await page.getByRole('button', { name: 'Hold it again' }).click();
    await isHeld(page);
    await confirm(page);
    expect((await isBooked(site, page, patient.id)).reason).toBe(reason);
    await page.context().close();
  },
  patience,
);

it(
  'counts the held time down, says when a minute is left, and extends it once',
  async () => {
    const practice = await openPractice(site);
    const { username, id } = await aUser(site.database);
    const page = await site.open('/app/sign-in');
    await page.clock.install();
    await page.goto(site.url + bookAddress(practice, await aFreeStart(site, practice)));
    await signIn(page, username);
    await isHeld(page);
    const lastMinute = page.getByRole('status').filter({ hasText: 'One minute left' });
    expect(await lastMinute.count()).toBe(0);
    await page.clock.fastForward('04:10');
    await lastMinute.waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Five more minutes' }).click();
    await page.getByText('Your time was extended once.').waitFor();
    expect(await page.getByRole('button', { name: 'Five more minutes' }).count()).toBe(0);
    expect(await heldBy(site, id)).toMatchObject({ holdExtended: true });
    await page.clock.fastForward('05:10');
    // The database has another clock: it still holds the time, so that it is not free.
    await page
      .getByRole('alert')
      .getByText(/no longer held for you|has taken this time/)
      .waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'keeps what was typed when another patient takes the time on the last step, and offers the nearest three',
  async () => {
    const practice = await openPractice(site);
    const starts = await freeStarts(site, practice);
    const wanted = starts[2] ?? '';
    const { page, patient } = await openDetails(site, practice, wanted);
    await toReview(page);
    await expireHolds(site, patient.id);
    await bookForAnother(practice, wanted);
    await confirm(page);

    const alert = page.getByRole('alert').filter({ hasText: 'Somebody else has taken this time' });
    await alert.waitFor();
    const offers = alert.getByRole('button');
    expect(await offers.count()).toBe(3);
    expect(await bookedFor(site, patient.id)).toEqual([]);
    await offers.first().click();
    await heading(page, 'Check and book');
    await isHeld(page);
    expect(await page.locator('main').innerText()).toContain(reason);
    await confirm(page);
    const visit = await isBooked(site, page, patient.id);
    expect(visit.reason).toBe(reason);
    expect([starts[0], starts[1], starts[3]].map((start) => Date.parse(start ?? ''))).toContain(
      visit.appointmentDateTime.getTime(),
    );
    await page.context().close();
  },
  patience,
);

it(
  'offers the nearest three when the time was taken before it could be held',
  async () => {
    const practice = await openPractice(site);
    const start = await aFreeStart(site, practice);
    await bookForAnother(practice, start);
    const { username, id } = await aUser(site.database);
    const page = await site.open(bookAddress(practice, start));
    await signIn(page, username);
    const alert = page.getByRole('alert').filter({ hasText: 'Somebody else has taken this time' });
    await alert.getByRole('button').first().click();
    await isHeld(page);
    await toReview(page);
    await confirm(page);
    await isBooked(site, page, id);
    await page.context().close();
  },
  patience,
);

it(
  'does not book offline, says why, and books once the connection is back',
  async () => {
    const practice = await openPractice(site);
    const { page, patient } = await openDetails(site, practice, await aFreeStart(site, practice));
    await toReview(page);
    await page.context().setOffline(true);
    await page.getByText('You are offline. Connect, and confirm then').waitFor();
    const button = page.getByRole('button', { name: 'Confirm booking' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.click({ force: true });
    await page.context().setOffline(false);
    await eventually(async () => {
      expect(await button.getAttribute('aria-disabled')).toBe('false');
    }, within);
    await confirm(page);
    await isBooked(site, page, patient.id);
    await page.context().close();
  },
  patience,
);

const isBookingCall = (url: URL): boolean => url.pathname === '/v1/appointments';

it(
  'books once when the answer is lost and the button pressed again, over a reload too',
  async () => {
    const practice = await openPractice(site);
    const { page, patient } = await openDetails(site, practice, await aFreeStart(site, practice));
    await toReview(page);
    const keys: (string | undefined)[] = [];
    await page.route(isBookingCall, async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      await route.fetch();
      await route.abort();
    });
    await confirm(page);
    await page.getByText('No answer came.').waitFor();
    expect(await bookedFor(site, patient.id)).toHaveLength(1);
    await page.unroute(isBookingCall);
    await page.reload();
    await heading(page, 'Check and book');
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.method() === 'POST' && isBookingCall(new URL(each.url()))),
      confirm(page),
    ]);
    expect(keys).toEqual([request.headers()['idempotency-key']]);
    await isBooked(site, page, patient.id);
    await page.context().close();
  },
  patience,
);

it(
  'books once when the button is pressed twice, also at two seconds of latency',
  async () => {
    const practice = await openPractice(site);
    const { page, patient } = await openDetails(site, practice, await aFreeStart(site, practice));
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 2000,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await page.reload();
    await isHeld(page);
    await toReview(page);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && isBookingCall(new URL(request.url()))) sent.push(request.url());
    });
    await page.getByRole('button', { name: 'Confirm booking' }).dblclick();
    await isBooked(site, page, patient.id);
    expect(sent).toHaveLength(1);
    await page.context().close();
  },
  patience,
);

it(
  'loses nothing that was typed when the session is ended elsewhere',
  async () => {
    const practice = await openPractice(site);
    const { page, patient } = await openDetails(site, practice, await aFreeStart(site, practice));
    await toReview(page);
    const elsewhere = await api.signIn(patient.username, password);
    expect((await api.post('/logout/everywhere', {}, elsewhere)).status).toBe(204);
    await confirm(page);
    const dialog = page.getByRole('dialog', { name: 'You were signed out' });
    await dialog.waitFor();
    await signIn(page, patient.username);
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.locator('main').innerText()).toContain(reason);
    await confirm(page);
    expect((await isBooked(site, page, patient.id)).reason).toBe(reason);
    await page.context().close();
  },
  patience,
);

it(
  'forgets what was typed when the patient signs out',
  async () => {
    const practice = await openPractice(site);
    const start = await aFreeStart(site, practice);
    const { page, patient } = await openDetails(site, practice, start);
    await toReview(page);
    await page.getByRole('button', { name: `Account menu of ${patient.username}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'Find a doctor');
    expect(await page.evaluate<string>("sessionStorage.getItem('docket.booking')")).not.toContain(reason);
    await page.context().close();
  },
  patience,
);

it(
  'takes a time away from the doctor’s page at once when another patient books it',
  async () => {
    const practice = await openPractice(site);
    const start = await aFreeStart(site, practice);
    const page = await site.open('/app/');
    // Without the look every half a minute: an event alone takes the time away.
    await page.addInitScript(
      'const every = setInterval; window.setInterval = (act, pause) => every(act, pause === 30000 ? 3600000 : pause);',
    );
    const [events] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('/v1/doctors/changes?ids=')),
      page.goto(`${site.url}/app/doctors/${practice.doctorId}?date=${inTwoWeeks()}`),
    ]);
    expect(events.status()).toBe(200);
    const slot = page.locator(`[data-start="${start}"]`);
    await slot.waitFor();
    await bookForAnother(practice, start);
    await slot.waitFor({ state: 'detached', timeout: 60_000 });
    await page.context().close();
  },
  patience,
);

/** The first day, from `from` on, whose noon is another hour in Berlin than the noon of the day before. */
function nextChange(from: number): string {
  const hour = (at: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(at);
  let noon = Date.parse(`${new Date(from).toISOString().slice(0, 10)}T12:00:00Z`);
  while (hour(noon) === hour(noon - dayMilliseconds)) noon += dayMilliseconds;
  return new Date(noon).toISOString().slice(0, 10);
}

async function shownTimes(page: Page): Promise<string> {
  await page.getByRole('region', { name: 'Your visit' }).waitFor();
  return page.getByRole('region', { name: 'Your visit' }).innerText();
}

it(
  'shows the clinic’s time and that of the device, on both sides of a clock change',
  async () => {
    const practice = await openPractice(site, 400);
    const change = nextChange(Date.now() + 3 * dayMilliseconds);
    const seen: string[] = [];
    for (const days of [-1, 1]) {
      const date = new Date(Date.parse(change) + days * dayMilliseconds).toISOString().slice(0, 10);
      const [start = ''] = await freeStarts(site, practice, date);
      const page = await site.open(bookAddress(practice, start), { timezoneId: 'Asia/Tokyo' });
      const text = await shownTimes(page);
      const inZone = (timeZone: string) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
          Date.parse(start),
        );
      expect(inZone('Europe/Berlin')).toBe('09:00');
      expect(text).toContain('09:00 – 09:30');
      expect(text).toMatch(/Berlin time \((CET|CEST)\)/);
      expect(text).toContain('On your device');
      expect(text).toContain(`${inZone('Asia/Tokyo')}, Tokyo time`);
      seen.push(inZone('Asia/Tokyo'));
      await page.context().close();
    }
    // Japan keeps its clocks, so that the same nine o'clock in Berlin is another hour there.
    expect(new Set(seen)).toEqual(new Set(['16:00', '17:00']));
  },
  patience,
);
