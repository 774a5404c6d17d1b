import { type Page } from 'playwright-core';
import { aLocation, aVisitType } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { expectWellMade } from './accessibility.js';
import { goTo, settled } from './own-pages.js';
import { inTwoWeeks } from './booking.js';
import { launchMilliseconds } from './chromium.js';
import { type Availability, type Doctor, pageFaults, type Site, startSite } from './site.js';

/** A page, its data and a few clicks on a slow machine. */
const patience = 180_000;
const dayMilliseconds = 86_400_000;

let site: Site;
/** Opens the practice in three weeks, so that the first week on show is empty. */
let newDoctor: number;

const isoDate = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

const sixDaysAfter = (date: string): string => isoDate(Date.parse(date) + 6 * dayMilliseconds);

async function addNewDoctor(): Promise<number> {
  const { database } = site;
  const [location, visitType] = await Promise.all([
    aLocation(database, { name: 'Quayside Practice' }),
    aVisitType(database, { name: 'Consultation' }),
  ]);
  const validFrom = new Date(isoDate(Date.now() + 21 * dayMilliseconds));
  const doctor = await database.client.doctor.create({
    data: {
      name: 'Dr. Quirina Zwart',
      specialization: 'Sleep medicine',
      locationId: location.id,
      visitTypes: { create: { visitTypeId: visitType.id, position: 0 } },
      windows: {
        create: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
          weekday,
          startMinute: 540,
          endMinute: 600,
          validFrom,
        })),
      },
    },
  });
  return doctor.id;
}

beforeAll(async () => {
  site = await startSite();
  newDoctor = await addNewDoctor();
}, launchMilliseconds);

afterAll(async () => {
  await site.stop();
}, patience);

afterEach(() => {
  expect(pageFaults.splice(0)).toEqual([]);
});

const cardNames = (page: Page): Promise<string[]> => page.locator('article h3').allInnerTexts();

/** The starts of the free times inside, as instants in the order shown. */
const startsIn = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(`${selector} time`)})].map((time) => time.dateTime)`,
  );

async function search(page: Page, specialization: string, name: string): Promise<void> {
  await page.getByLabel('Specialization').selectOption(specialization);
  await page.getByLabel('Doctor’s name').fill(name);
}

describe('search', () => {
  it(
    'finds doctors by specialization and shows the next three free times of each',
    async () => {
      const [specialization = ''] = await site.read<string[]>('/v1/specializations');
      const found = await site.read<Doctor[]>(
        `/v1/doctors?limit=10&specialization=${encodeURIComponent(specialization)}`,
      );
      expect(found.length).toBeGreaterThan(1);
      const page = await site.open('/app/');

      await page.getByLabel('Specialization').selectOption(specialization);

      const names = found.map(({ name }) => name);
      await eventually(async () => {
        expect(await cardNames(page)).toEqual(names);
      });
      expect(new URL(page.url()).searchParams.get('specialization')).toBe(specialization);
      const [first] = found;
      if (first === undefined) throw new Error('no doctor');
      const today = new Intl.DateTimeFormat('sv-SE', { timeZone: first.location.timeZone }).format();
      const until = isoDate(Date.parse(today) + 13 * dayMilliseconds);
      await eventually(async () => {
        const { days } = await site.read<Availability>(
          `/v1/doctors/${first.id}/availability?from=${today}&to=${until}`,
        );
        const next = days.flatMap(({ slots }) => slots.map(({ start }) => Date.parse(start))).slice(0, 3);
        const shown = await startsIn(page, `article[aria-labelledby="doctor-${first.id}"]`);
        expect(shown.map((start) => Date.parse(start))).toEqual(next);
        expect(next).toHaveLength(3);
      });
      await page.context().close();
    },
    patience,
  );

  it(
    'finds a doctor by name, and keeps the search over a reload and the way back',
    async () => {
      const [wanted] = await site.read<Doctor[]>('/v1/doctors?limit=1&q=Zwart');
      const page = await site.open('/app/');
      await search(page, 'Sleep medicine', 'zwart');
      const onlyOne = () =>
        eventually(async () => {
          expect(await cardNames(page)).toEqual([wanted?.name]);
          expect(await page.getByLabel('Doctor’s name').inputValue()).toBe('zwart');
          expect(await page.getByLabel('Specialization').inputValue()).toBe('Sleep medicine');
          expect(new URL(page.url()).search).toBe('?specialization=Sleep+medicine&q=zwart');
        });
      await onlyOne();

      await page.reload();
      await onlyOne();

      await page.getByRole('link', { name: 'Dr. Quirina Zwart' }).click();
      await page.getByRole('heading', { level: 1, name: 'Dr. Quirina Zwart' }).waitFor();
      await page.goBack();
      await onlyOne();
      await page.getByRole('link', { name: 'Dr. Quirina Zwart' }).click();
      await page.getByRole('link', { name: 'All doctors' }).click();
      await onlyOne();
      await page.context().close();
    },
    patience,
  );

  it(
    'shows more doctors page by page, also after a reload',
    async () => {
      const all = await site.read<Doctor[]>('/v1/doctors?limit=20');
      const names = all.map(({ name }) => name);
      const page = await site.open('/app/');
      await eventually(async () => {
        expect(await cardNames(page)).toEqual(names.slice(0, 10));
      });

      await page.getByRole('button', { name: 'Show more doctors' }).click();

      const both = () =>
        eventually(async () => {
          expect(await cardNames(page)).toEqual(names);
        });
      await both();
      await page.reload();
      await both();
      await page.context().close();
    },
    patience,
  );

  it(
    'offers to widen a search that finds no doctor',
    async () => {
      const page = await site.open('/app/?specialization=Sleep+medicine&q=no-one+of+that+name');
      await page.getByRole('heading', { name: 'No doctor matches' }).waitFor();
      const waitlist = page.getByRole('link', { name: 'Join the waitlist' });
      expect(await waitlist.getAttribute('href')).toBe('/app/waitlist?specialization=Sleep+medicine');
      await page.getByRole('link', { name: 'Any name' }).click();
      await eventually(async () => {
        expect(await cardNames(page)).toEqual(['Dr. Quirina Zwart']);
      });
      expect(await page.getByLabel('Doctor’s name').inputValue()).toBe('');
      await page.context().close();
    },
    patience,
  );
});

describe('filters', () => {
  it(
    'sorts by the distance from where the device is, once that is asked for',
    async () => {
      const geolocation = { latitude: 52.52, longitude: 13.4 };
      const near = await site.read<Doctor[]>('/v1/doctors?limit=10&near=52.52,13.40');
      const page = await site.open('/app/', { geolocation, permissions: ['geolocation'] });
      await page.getByRole('button', { name: 'Near me' }).click();
      await eventually(async () => {
        expect(await cardNames(page)).toEqual(near.map(({ name }) => name));
      });
      expect(new URL(page.url()).searchParams.get('near')).toBe('52.52,13.40');
      expect(await page.locator('article').first().innerText()).toMatch(/\d km away/);
      expect(await page.getByLabel('Sort by').inputValue()).toBe('distance');
      await page.context().close();
    },
    patience,
  );

  it(
    'says so when the device does not tell where it is',
    async () => {
      const page = await site.open('/app/');
      await page.getByRole('button', { name: 'Near me' }).click();
      await page.getByText('Your device did not tell where you are.').waitFor();
      await page.context().close();
    },
    patience,
  );

  it(
    'keeps place, kind of visit, language and order in the address, and drops each where no doctor is found',
    async () => {
      const [place] = await site.read<{ id: number; name: string }[]>('/v1/locations');
      const page = await site.open('/app/');
      await page.getByLabel('Place').selectOption(place?.name ?? '');
      await page.getByText('More filters').click();
      await page.getByLabel('Kind of visit').selectOption('Video');
      await page.getByRole('combobox', { name: 'Language' }).selectOption('English');
      await page.getByLabel('Sort by').selectOption('Earliest free time');
      const query = `location=${place?.id ?? 0}&mode=video&language=en&sort=earliest`;
      const found = await site.read<Doctor[]>(`/v1/doctors?limit=10&${query}`);
      await eventually(async () => {
        expect(await cardNames(page)).toEqual(found.map(({ name }) => name));
        expect(new URL(page.url()).search).toBe(`?${query}`);
      });
      await page.getByLabel('Doctor’s name').fill('no-one of that name');
      await page.getByRole('heading', { name: 'No doctor matches' }).waitFor();
      await page.getByRole('link', { name: 'In person or video' }).click();
      await page.getByRole('link', { name: 'Any place' }).click();
      await page.getByRole('link', { name: 'Any name' }).click();
      await page.locator('article').first().waitFor();
      expect(new URL(page.url()).search).toBe('?language=en&sort=earliest');
      await page.context().close();
    },
    patience,
  );

  it(
    'leads from a free time on a card to booking it, in the kind of visit that was asked for',
    async () => {
      const page = await site.open('/app/?mode=video');
      await page
        .getByRole('link', { name: /minutes, video$/ })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: 'Sign in to book' }).waitFor();
      expect(await page.getByRole('region', { name: 'Your visit' }).innerText()).toContain('Video');
      await page.context().close();
    },
    patience,
  );
});

describe('a doctor’s week', () => {
  it(
    'shows exactly the free times of the API, in words with their day and length',
    async () => {
      const [doctor] = await site.read<Doctor[]>('/v1/doctors?limit=1');
      if (doctor === undefined) throw new Error('no doctor');
      const { timeZone } = doctor.location;
      const from = inTwoWeeks(timeZone);
      const { days } = await site.read<Availability>(
        `/v1/doctors/${doctor.id}/availability?from=${from}&to=${sixDaysAfter(from)}`,
      );
      const slots = days.flatMap((day) => day.slots);
      expect(slots.length).toBeGreaterThan(5);
      const page = await site.open('/app/', { viewport: { width: 1280, height: 900 } });
      await page.getByRole('link', { name: doctor.name }).first().click();
      await page.getByRole('button', { name: 'Next week' }).click();
      await page.getByRole('button', { name: 'Next week' }).click();

      await eventually(async () => {
        const shown = await startsIn(page, 'main section');
        expect(shown.map((start) => Date.parse(start))).toEqual(slots.map(({ start }) => Date.parse(start)));
      });
      expect(new URL(page.url()).searchParams.get('date')).toBe(from);
      const [slot] = slots;
      const words = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(Date.parse(slot?.start ?? ''));
      const time = words({ hour: '2-digit', minute: '2-digit' });
      const minutes = (Date.parse(slot?.end ?? '') - Date.parse(slot?.start ?? '')) / 60_000;
      const sentence = `${words({ weekday: 'long' })} ${words({ day: 'numeric' })} ${words({ month: 'long' })}, ${time}, ${minutes} minutes`;
      expect(await page.getByRole('listitem').filter({ hasText: sentence }).count()).toBe(1);
      expect(await page.locator('main section time').first().innerText()).toBe(time);
      const zoneName = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
      expect(await page.locator('main').innerText()).toContain(`All times are ${zoneName}`);
      await page.context().close();
    },
    patience,
  );

  it(
    'leads from an empty week to the next free time',
    async () => {
      const page = await site.open(`/app/doctors/${newDoctor}`);
      await page.getByRole('heading', { name: 'No free times in these seven days' }).waitFor();

      await page.getByRole('button', { name: /^Next available / }).click();

      const { nextAvailable } = await site.read<Availability>(
        `/v1/doctors/${newDoctor}/availability?from=${isoDate(Date.now())}&to=${isoDate(Date.now())}`,
      );
      await eventually(async () => {
        const [first = ''] = await startsIn(page, 'section[data-chosen]');
        expect(Date.parse(first)).toBe(Date.parse(nextAvailable ?? ''));
      });
      await page.context().close();
    },
    patience,
  );

  it(
    'moves from day to day by keyboard on a phone',
    async () => {
      const [doctor] = await site.read<Doctor[]>('/v1/doctors?limit=1');
      const page = await site.open(`/app/doctors/${doctor?.id ?? 0}`, {
        viewport: { width: 320, height: 640 },
      });
      const days = page.getByRole('toolbar', { name: 'Choose a day' }).getByRole('button');
      await days.first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      expect(await days.nth(2).getAttribute('aria-pressed')).toBe('true');
      expect(await page.evaluate('document.activeElement.dataset.date')).toBe(
        await days.nth(2).getAttribute('data-date'),
      );
      await page.keyboard.press('End');
      expect(await days.nth(6).getAttribute('aria-pressed')).toBe('true');
      expect(await page.locator('main section section:visible').count()).toBe(1);
      await page.context().close();
    },
    patience,
  );

  it(
    'says so when the doctor is not listed',
    async () => {
      const page = await site.open('/app/doctors/99999999');
      await page.getByRole('heading', { level: 1, name: 'This doctor is not listed' }).waitFor();
      await page.context().close();
    },
    patience,
  );
});

const isSearch = (url: URL): boolean => url.pathname === '/v1/doctors';

const refusal = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: 'Unavailable',
    status: 503,
    code: 'unavailable',
    requestId: 'r-4711',
  }),
};

describe('when the outside world fails', () => {
  it(
    'shows a refusal in place, with its request id, and tries again on demand',
    async () => {
      const page = await site.open('/app/doctors/99999999');
      await page.route(isSearch, (route) => route.fulfill(refusal));
      await page.getByRole('link', { name: 'Find a doctor', exact: true }).click();
      const alert = page.getByRole('alert');
      await alert.getByText('The doctors could not be loaded').waitFor();
      expect(await alert.innerText()).toContain('r-4711');

      await page.unroute(isSearch);
      await alert.getByRole('button', { name: 'Try again' }).click();

      await page.locator('article').first().waitFor();
      expect(await alert.count()).toBe(0);
      await page.context().close();
    },
    patience,
  );

  it(
    'keeps what it has when the connection is lost, and says how old it is',
    async () => {
      const page = await site.open('/app/');
      await page.locator('article').first().waitFor();
      const before = await cardNames(page);
      await page.context().setOffline(true);
      await page.getByText('You are offline.').waitFor();
      await page.getByText('Not up to date').first().waitFor();
      expect(await cardNames(page)).toEqual(before);

      await page.getByLabel('Doctor’s name').fill('another doctor');
      await page.getByText('The doctors could not be loaded').waitFor();

      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('No doctor matches').waitFor();
      await page.context().close();
    },
    patience,
  );
});

it(
  'every view is well made, narrow and wide',
  async () => {
    const [doctor] = await site.read<Doctor[]>('/v1/doctors?limit=1');
    const views = {
      search: '/app/',
      nobody: '/app/?specialization=Sleep+medicine&q=no-one',
      doctor: `/app/doctors/${doctor?.id ?? 0}?date=${inTwoWeeks('UTC')}`,
      'empty-week': `/app/doctors/${newDoctor}`,
      missing: '/app/doctors/99999999',
      nowhere: '/app/no/such/page',
      failure: '/app/?q=failure',
    };
    const page = await site.open('/app/');
    await page.route(
      (url) => url.searchParams.get('q') === 'failure' && isSearch(url),
      (route) => route.fulfill(refusal),
    );
    for (const [view, path] of Object.entries(views)) {
      await goTo(page, path);
      await settled(page);
      await expectWellMade(page, view, [320, 1280]);
    }
    await page.context().close();
  },
  3 * patience,
);
