import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { seed } from '../../prisma/seed.js';
import { createFilledDatabase, type TestDatabase } from '../support/database.js';
import { call } from '../support/http.js';
import { type App, startGateway, startNotifications } from '../support/processes.js';
import { newNamespace, services } from '../support/services.js';
import { launchChromium } from './chromium.js';

export interface Doctor {
  readonly id: number;
  readonly name: string;
  readonly specialization: string;
  readonly location: { readonly timeZone: string };
}

export interface Availability {
  readonly timeZone: string;
  readonly days: readonly {
    readonly date: string;
    readonly slots: readonly { start: string; end: string }[];
  }[];
  readonly nextAvailable: string | null;
}

/** The real gateway with the demo clinic, and a browser to look at its pages with. */
export interface Site {
  readonly url: string;
  readonly database: TestDatabase['database'];
  /** A page of its own, as on a phone in Berlin unless told otherwise */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** The body of a 200 from the REST API */
  read<T>(path: string): Promise<T>;
  stop(): Promise<void>;
}

/** Faults that pages reported: scripts that failed, or broke the Content-Security-Policy. */
export const pageFaults: string[] = [];

/** A page on a slow and busy machine; whatever is waited for ends the wait. */
const pageMilliseconds = 90_000;

async function openPage(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    // Requests that go through a service worker cannot be held back or answered by a test.
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(pageMilliseconds);
  const page = await context.newPage();
  page.on('pageerror', (error) => pageFaults.push(error.message));
  page.on('console', (message) => {
    // That a request failed is the business of the test that made it fail.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      pageFaults.push(message.text());
    }
  });
  await page.goto(url);
  return page;
}

/** @param smtpUrl where mails are to be sent to; left out, none are */
export async function startSite(smtpUrl?: string): Promise<Site> {
  const [database, browser] = await Promise.all([createFilledDatabase('demo', seed), launchChromium()]);
  const { redisUrl, rabbitmqUrl } = services();
  const options = { databaseUrl: database.url, redisUrl, namespace: newNamespace() };
  const joined = smtpUrl === undefined ? options : { ...options, rabbitmqUrl };
  const gateway: App = await startGateway(joined);
  const apps = [gateway];
  if (smtpUrl !== undefined) {
    const env = { SMTP_URL: smtpUrl, PUBLIC_URL: gateway.url };
    apps.push(await startNotifications({ ...joined, env }));
  }
  return {
    url: gateway.url,
    database: database.database,
    open: (path, options = {}) => openPage(browser, gateway.url + path, options),
    read: async <T>(path: string) => {
      const { status, body } = await call('GET', gateway.url + path);
      expect(status).toBe(200);
      return body as T;
    },
    stop: async () => {
      await browser.close();
      await Promise.all(apps.map((app) => app.stop()));
      await database.drop();
    },
  };
}
