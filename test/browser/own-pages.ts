import { type BrowserContextOptions, type Page } from 'playwright-core';
import { eventually } from '../support/wait.js';
import { type Site } from './site.js';

/** Whether a step is on show, with the focus on its heading. */
export async function arrivedAt(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  await eventually(async () => {
    expect(await page.title()).toBe(`${title} · Docket`);
  });
}

/** Shows what it loads: a page with live changes is never without a request. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await eventually(async () => {
    expect(await page.locator('[aria-busy=true], .mantine-Skeleton-root').count()).toBe(0);
  });
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Signs in on the page that is open, and waits until it has led on. */
export async function signInOn(page: Page, { username, password }: Credentials): Promise<void> {
  const form = page.locator('form', { has: page.locator('input[name=password]') });
  await form.locator('input[name=username]').fill(username);
  await form.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** A page of its own that a user comes to by signing in. */
export async function openSignedIn(
  site: Site,
  credentials: Credentials,
  path: string,
  options?: BrowserContextOptions,
): Promise<Page> {
  const page = await site.open(`/app/sign-in?next=${encodeURIComponent(path)}`, options);
  await signInOn(page, credentials);
  return page;
}

/** Whether the view on show is that of the address, as the page's router knows it. */
const isShown = `(({ status, resolvedLocation }) =>
  status === 'idle' && resolvedLocation?.publicHref === location.pathname + location.search + location.hash
)(__TSR_ROUTER__.state)`;

/** Goes to another view as a link does, without loading the whole page anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
  await eventually(() => page.evaluate<boolean>(isShown));
}

export const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('button', { name: button, exact: true }).click();

export const follow = (page: Page, link: string): Promise<void> =>
  page.getByRole('link', { name: link, exact: true }).click();
