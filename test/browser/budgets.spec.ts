import { gzipSync } from 'node:zlib';
import { type Page } from 'playwright-core';
import { launchMilliseconds } from './chromium.js';
import { pageFaults, type Site, startSite } from './site.js';

/* What the first view costs. Bytes and requests are promised; time is measured and printed, for it depends on the machine. */

const patience = 240_000;
const mostScriptBytes = 200_000;
const mostRequests = 60;
const slowdown = 4;

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

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** As a visitor sees it who was never here before. */
async function openFirst(): Promise<Page> {
  const page = await site.open('/app/');
  await page.locator('article').first().waitFor();
  return page;
}

it(
  'opens with at most 200 kB of compressed JavaScript, in few requests',
  async () => {
    const page = await openFirst();
    await page.waitForLoadState('networkidle');
    const names = await page.evaluate<string[]>(
      "performance.getEntriesByType('resource').map(({ name }) => name)",
    );
    const scripts = [...new Set(names.filter((name) => name.endsWith('.js')))];
    const sizes = scripts.map(async (url) => gzipSync(await (await fetch(url)).arrayBuffer()).length);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    tell(`first route: ${bytes} bytes of compressed JavaScript, ${names.length + 1} requests`);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(mostScriptBytes);
    expect(names.length + 1).toBeLessThanOrEqual(mostRequests);
    await page.context().close();
  },
  patience,
);

/** Milliseconds to the largest thing that was painted, of a page without a cache. */
async function largestPaint(): Promise<number> {
  const page = await site.open('/app/no/such/page');
  const developer = await page.context().newCDPSession(page);
  await developer.send('Network.setCacheDisabled', { cacheDisabled: true });
  await developer.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(`${site.url}/app/`);
  await page.locator('article').first().waitFor();
  const paint = await page.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
      .observe({ type: 'largest-contentful-paint', buffered: true });
  })`);
  await page.context().close();
  return paint;
}

it(
  'measures the largest paint with a processor that is four times slower',
  async () => {
    const paints: number[] = [];
    for (let load = 0; load < 3; load += 1) paints.push(await largestPaint());
    const median = paints.sort((one, other) => one - other)[1] ?? 0;
    tell(
      `largest contentful paint, ${slowdown} times slower: ${Math.round(median)} ms, the median of 3 loads`,
    );
    expect(median).toBeGreaterThan(0);
  },
  2 * patience,
);
