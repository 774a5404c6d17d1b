import { type BrowserContextOptions, type Page } from 'playwright-core';
import { ar } from '../../apps/web/src/messages/ar/index.js';
import { de } from '../../apps/web/src/messages/de/index.js';
import { en } from '../../apps/web/src/messages/en/index.js';
import { type Api, apiOf } from '../e2e/support/api.js';
import { aUser, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { goTo, settled, signInOn } from './own-pages.js';
import { launchMilliseconds } from './chromium.js';
import { pageFaults, type Site, startSite } from './site.js';

/* The page in the reader's language: by the browser, by choice, by the account. */

const patience = 240_000;

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

function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : [];
}

/** Whole English texts that no translation shares: one of them on a translated page was forgotten. */
const englishTexts = (translation: object): Set<string> => {
  const shared = new Set(textsOf(translation));
  return new Set(textsOf(en).filter((text) => !shared.has(text)));
};

/** What a visitor reads or hears on the page, text by text */
const wordsOn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [document.title];
    while (walker.nextNode()) words.push(walker.currentNode.data.trim());
    for (const element of document.querySelectorAll('[aria-label], [placeholder]'))
      words.push(element.ariaLabel ?? '', element.placeholder ?? '');
    return words;
  })()`);

const directionOf = (page: Page) =>
  page.evaluate('document.documentElement.dir + " " + document.documentElement.lang');

const speaks = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: title }).waitFor();

const visitorsPages = ['/app/', '/app/?q=no-one', '/app/sign-in', '/app/register', '/app/forgot-password'];

/** What is said beside a field, and read with it by a screen reader */
async function faultsAt(page: Page, name: string): Promise<string[]> {
  const field = page.locator(`input[name=${name}][aria-invalid=true]`);
  const ids = (await field.getAttribute('aria-describedby'))?.match(/\S+/g) ?? [];
  return Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
}

describe.each([
  { locale: 'de-AT', lang: 'de', dir: 'ltr', translation: de },
  { locale: 'ar-EG', lang: 'ar', dir: 'rtl', translation: ar },
])('a browser that prefers $locale', ({ locale, lang, dir, translation }) => {
  it(
    'finds no English text on the pages, and none that runs the wrong way or out of the screen',
    async () => {
      const english = englishTexts(translation);
      const [doctor] = await site.read<{ id: number }[]>('/v1/doctors?limit=1');
      const page = await site.open('/app/', { locale });
      for (const path of [
        ...visitorsPages,
        `/app/doctors/${doctor?.id ?? 0}`,
        '/app/doctors/99999999',
        '/app/no/such',
      ]) {
        await goTo(page, path);
        await settled(page);
        expect(await directionOf(page)).toBe(`${dir} ${lang}`);
        expect((await wordsOn(page)).filter((text) => english.has(text))).toEqual([]);
        await expectWellMade(page, `${lang}${path}`);
      }
      await page.context().close();
    },
    2 * patience,
  );

  it(
    'reads in its own words why it cannot sign in or register',
    async () => {
      const page = await site.open('/app/sign-in', { locale });
      await page.locator('input[name=username]').fill('patient');
      await page.locator('input[name=password]').fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText(translation.errors['auth.bad_credentials']).waitFor();
      await page.goto(`${site.url}/app/register`);
      await page.locator('input[name=name]').fill('A visitor');
      await page.locator('input[name=email]').fill('visitor@clinic.example');
      await page.locator('input[name=username]').fill('patient');
      await page.locator('input[name=password]').fill('password1');
      await page.keyboard.press('Enter');
      expect(await faultsAt(page, 'password')).toContain(
        translation.fieldErrors['password.too_common'] as string,
      );
      await page.locator('input[name=password]').fill('a good long password');
      await page.keyboard.press('Enter');
      expect(await faultsAt(page, 'username')).toContain(translation.errors['user.username_taken']);
      await page.context().close();
    },
    patience,
  );
});

it(
  'speaks the language that was chosen, over a reload, whatever the browser prefers',
  async () => {
    const page = await site.open('/app/');
    await speaks(page, en.search.title);
    await page.getByRole('button', { name: 'العربية' }).click();
    await speaks(page, ar.search.title);
    expect(await directionOf(page)).toBe('rtl ar');
    await page.reload();
    await speaks(page, ar.search.title);
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await speaks(page, de.search.title);
    expect(await directionOf(page)).toBe('ltr de');
    await page.context().close();
  },
  patience,
);

it(
  'keeps the choice in the account, for messages and for the next device',
  async () => {
    const { username } = await aUser(site.database);
    const options: BrowserContextOptions = { locale: 'en-GB' };
    const page = await site.open('/app/sign-in', options);
    await signInOn(page, { username, password });
    await speaks(page, en.search.title);
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await speaks(page, de.search.title);
    const preferences = await api.get('/me/preferences', await api.signIn(username, password));
    expect(preferences.body).toMatchObject({ locale: 'de' });
    await page.context().close();

    const other = await site.open('/app/sign-in', options);
    await speaks(other, en.signIn.title);
    await signInOn(other, { username, password });
    await speaks(other, de.search.title);
    await eventually(async () => {
      expect(await directionOf(other)).toBe('ltr de');
    });
    await other.context().close();
  },
  patience,
);

it(
  'writes to a new user in the language of the page',
  async () => {
    const page = await site.open('/app/register', { locale: 'ar' });
    await page.locator('input[name=name]').fill('قارئة');
    await page.locator('input[name=email]').fill('reader@clinic.example');
    await page.locator('input[name=username]').fill('reader');
    await page.locator('input[name=password]').fill('a good long password');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('/register'));
    const preferences = await api.get('/me/preferences', await api.signIn('reader', 'a good long password'));
    expect(preferences.body).toMatchObject({ locale: 'ar' });
    await page.context().close();
  },
  patience,
);
