import { type Page } from 'playwright-core';
import { eventually } from '../support/wait.js';

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

/** Signs in on the page, which then shows `path`. */
export async function signInOn(
  page: Page,
  { username, password }: { username: string; password: string },
  path = '/app/appointments',
): Promise<void> {
  await page.goto(new URL(`/app/sign-in?next=${encodeURIComponent(path)}`, page.url()).href);
  await page.getByLabel('Username or e-mail address').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname + url.search === path);
}

export const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('button', { name: button, exact: true }).click();

export const follow = (page: Page, link: string): Promise<void> =>
  page.getByRole('link', { name: link, exact: true }).click();
