import { type Page } from 'playwright-core';
import { aUser, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import {
  aFreeStart,
  bookAddress,
  confirm,
  freeStarts,
  heading,
  heldBy,
  inTwoWeeks,
  isBooked,
  isHeld,
  openDetails,
  openPractice,
  reason,
  signIn,
  toReview,
  within,
} from './booking.js';
import { launchMilliseconds } from './chromium.js';
import { pageFaults, type Site, startSite } from './site.js';

/* Booking a visit, from a search to the visit's own page. */

const patience = 240_000;

let site: Site;

beforeAll(async () => {
  site = await startSite();
}, launchMilliseconds);

afterAll(async () => {
  await site.stop();
}, patience);

afterEach(() => {
  expect(pageFaults.splice(0)).toEqual([]);
});

const userNamed = (username: string) => site.database.client.user.findUniqueOrThrow({ where: { username } });

it.each([320, 1280])(
  'books as a new patient, from search to done, at %i pixels',
  async (width) => {
    const practice = await openPractice(site);
    const start = await aFreeStart(site, practice);
    const username = `new-${width}`;
    const page = await site.open('/app/', { viewport: { width, height: 800 } });
    await page.getByLabel('Doctor’s name').fill(practice.name);
    await page.getByRole('link', { name: practice.name }).click();
    await heading(page, practice.name);
    await page.getByRole('button', { name: 'Next week' }).click();
    await page.getByRole('button', { name: 'Next week' }).click();
    await page
      .getByRole('link', { name: /, 09:00, 30 minutes, in person$/ })
      .first()
      .click();
    await heading(page, 'Sign in to book');
    await page.getByRole('link', { name: 'Open an account' }).click();
    await heading(page, 'Open an account to book');
    await page.getByLabel('Your name').fill(`Noor ${width}`);
    await page.getByLabel('E-mail address').fill(`${username}@example.org`);
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Open account' }).click();

    await heading(page, 'About your visit');
    await isHeld(page);
    await toReview(page);
    const review = await page.locator('main').innerText();
    for (const text of [
      practice.name,
      'Harbour Practice',
      'Kai 7',
      '45.00',
      `Myself (Noor ${width})`,
      reason,
    ])
      expect(review).toContain(text);
    await confirm(page);

    const visit = await isBooked(site, page, (await userNamed(username)).id);
    await heading(page, 'Your visit is booked');
    expect(visit).toMatchObject({ status: 'confirmed', reason, doctorId: practice.doctorId });
    expect(visit.appointmentDateTime.toISOString()).toBe(new Date(start).toISOString());

    await page.goto(site.url + bookAddress(practice, start));
    await heading(page, 'This visit is booked');
    await page.context().close();
  },
  patience,
);

const focused = (page: Page, expression: string) =>
  page.evaluate<unknown>(`(() => { const focus = document.activeElement; return ${expression}; })()`);

/** Presses Tab until what has the focus answers to this. */
async function tabTo(page: Page, expression: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page, expression)) === true) return;
  }
  throw new Error(`Tab never led to ${expression}`);
}

it(
  'R15: Enter makes a line in what the visit is about, Ctrl and Enter send it, and its page shows the lines',
  async () => {
    const practice = await openPractice(site);
    const { page, patient } = await openDetails(site, practice, await aFreeStart(site, practice));
    await page.getByRole('checkbox').check();
    await page.getByLabel('What is it about?').focus();
    await page.keyboard.type('A cough.\nSince May.');
    await heading(page, 'About your visit');
    await page.keyboard.press('Control+Enter');
    await heading(page, 'Check and book');
    await confirm(page);
    expect((await isBooked(site, page, patient.id)).reason).toBe('A cough.\nSince May.');
    await page.getByText('Since May.').waitFor();
    expect(await page.locator('main').innerText()).toContain('A cough.\nSince May.');
    await page.context().close();
  },
  patience,
);

it(
  'books by keyboard alone at 320 pixels',
  async () => {
    const practice = await openPractice(site);
    const { username, id } = await aUser(site.database);
    const starts = await freeStarts(site, practice);
    const page = await site.open(`/app/doctors/${practice.doctorId}?date=${inTwoWeeks()}`, {
      viewport: { width: 320, height: 640 },
    });
    const at = (start = '') => `focus.dataset.start === ${JSON.stringify(start)}`;
    const arrivesAt = (start: string | undefined) =>
      eventually(async () => {
        expect(await focused(page, 'focus.dataset.start')).toBe(start);
      }, within);
    await page.locator('[data-start]:visible').first().waitFor();
    await tabTo(page, at(starts[0]));
    await page.keyboard.press('ArrowDown');
    await arrivesAt(starts[1]);
    await page.keyboard.press('PageDown');
    await eventually(async () => {
      expect(new URL(page.url()).searchParams.get('date')).not.toBe(inTwoWeeks());
      expect(await focused(page, 'focus.dataset.start !== undefined')).toBe(true);
    }, within);
    await page.keyboard.press('PageUp');
    await page.locator(`[data-start="${starts[0] ?? ''}"]`).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    expect(await focused(page, 'focus.textContent')).toBe('Free times');
    await tabTo(page, 'focus.dataset.start !== undefined');
    const chosen = await focused(page, 'focus.dataset.start');
    await page.keyboard.press('Enter');

    await heading(page, 'Sign in to book');
    await tabTo(page, 'focus.name === "username"');
    await page.keyboard.type(username);
    await tabTo(page, 'focus.name === "password"');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await heading(page, 'About your visit');
    await isHeld(page);
    await tabTo(page, 'focus.name === "reason"');
    await page.keyboard.type(reason);
    await tabTo(page, 'focus.type === "submit"');
    await page.keyboard.press('Enter');
    await eventually(async () => {
      expect(await focused(page, 'focus.type + focus.getAttribute("aria-invalid")')).toBe('checkboxtrue');
    }, within);
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'Check and book');
    await eventually(async () => {
      expect(await focused(page, 'focus.tagName')).toBe('H1');
    }, within);
    await tabTo(page, 'focus.textContent === "Confirm booking"');
    await page.keyboard.press('Enter');
    const visit = await isBooked(site, page, id);
    expect(visit.appointmentDateTime.getTime()).toBe(Date.parse(String(chosen)));
    expect(visit.reason).toBe(reason);
    await page.context().close();
  },
  patience,
);

it(
  'books in Arabic, from right to left',
  async () => {
    const practice = await openPractice(site);
    const { username, id } = await aUser(site.database);
    const page = await site.open(bookAddress(practice, await aFreeStart(site, practice)), {
      locale: 'ar-EG',
    });
    await page.locator('input[name=username]').waitFor();
    expect(await page.evaluate('document.documentElement.dir')).toBe('rtl');
    await signIn(page, username);
    await page.locator('textarea').fill('سعال لا يزول');
    await page.getByRole('checkbox').check();
    await page.locator('main button[type=submit]').click();
    await page.waitForURL(/step=review/);
    await page.locator('main dl').waitFor();
    await expectWellMade(page, 'book-review-ar');
    await page.locator('main button:not([aria-disabled=true])').last().click();
    expect((await isBooked(site, page, id)).reason).toBe('سعال لا يزول');
    await page.context().close();
  },
  patience,
);

it(
  'holds the time for the patient of the visit, and keeps what was typed over reloads and the way back',
  async () => {
    const practice = await openPractice(site);
    const guardian = await aUser(site.database);
    const child = await site.database.client.user.create({ data: { name: 'Robin' } });
    await site.database.client.guardianship.create({
      data: { guardianId: guardian.id, dependantId: child.id, relationship: 'child', createdAt: new Date() },
    });
    const { page } = await openDetails(site, practice, await aFreeStart(site, practice), {
      patient: guardian,
    });
    await page.getByRole('radio', { name: 'Robin' }).check();
    const hold = await heldBy(site, child.id);
    await isHeld(page);
    await toReview(page);
    await page.reload();
    await heading(page, 'Check and book');
    await isHeld(page);
    await page.getByRole('region', { name: 'Your visit' }).getByText('Robin').waitFor();
    await page.goBack();
    await heading(page, 'About your visit');
    expect(await page.getByLabel('What is it about?').inputValue()).toBe(reason);
    expect((await heldBy(site, child.id))?.id).toBe(hold?.id);
    await page.goForward();
    await confirm(page);
    const visit = await isBooked(site, page, child.id);
    expect(visit.id).toBe(hold?.id);
    await page.context().close();
  },
  patience,
);

it(
  'gives the time back when the page is left',
  async () => {
    const practice = await openPractice(site);
    const start = await aFreeStart(site, practice);
    const { page, patient } = await openDetails(site, practice, start);
    await heldBy(site, patient.id);
    await page.getByRole('link', { name: `All times of ${practice.name}` }).click();
    await heading(page, practice.name);
    await eventually(async () => {
      expect(await freeStarts(site, practice)).toContain(start);
    }, within);
    await page.locator(`[data-start="${start}"]`).waitFor();
    await page.context().close();
  },
  patience,
);

it(
  'each step is well made, narrow and wide',
  async () => {
    const practice = await openPractice(site);
    const start = await aFreeStart(site, practice);
    const { username } = await aUser(site.database);
    const page = await site.open(bookAddress(practice, start));
    const looksRight = (step: string) => expectWellMade(page, `book-${step}`, [320, 1280]);
    await heading(page, 'Sign in to book');
    await looksRight('account');
    await signIn(page, username);
    await heading(page, 'About your visit');
    await isHeld(page);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Agree that the clinic may use these details.').waitFor();
    await page.locator('input[name="consent"]:focus').waitFor();
    await looksRight('details');
    await toReview(page);
    await looksRight('review');
    await page.goto(`${site.url}/app/book?doctor=99999999&start=${start}`);
    await heading(page, 'There is nothing to book here');
    await looksRight('nothing');
    await page.context().close();
  },
  2 * patience,
);
