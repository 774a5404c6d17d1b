import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { eventually } from '../support/wait.js';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** The one rule of axe that the colours of a page decide. */
const rulesOfColours = ['color-contrast'];

let source: string | undefined;

/**
 * What axe finds wrong with the page as it stands, one line for each element.
 *
 * @param rules left out, all of them
 */
export async function accessibilityFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  source ??= readFileSync(
    createRequire(`${process.cwd()}/package.json`).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  // Through the debugger, not as a script of the page: the page's own policy would refuse it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(source);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

async function expectToFit(page: Page, view: string, width: number): Promise<void> {
  const fits = () =>
    eventually(async () => {
      expect([view, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([view, width]);
    });
  await fits();
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  await fits();
  await page.evaluate("document.documentElement.style.fontSize = ''");
}

/** Where pictures of every view go, to look at: `npm run screenshots`. Left out, none are taken. */
const pictures = process.env.SCREENSHOTS;

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/**
 * That the view, as it stands, has no accessibility fault in light and in dark colours, and no sideways scroll,
 * with text at 200 % either.
 *
 * @param view a name for messages and pictures
 * @param widths of the window, in pixels; where pictures are taken, all views are looked at narrow and wide
 */
export async function expectWellMade(
  page: Page,
  view: string,
  widths: readonly number[] = [320],
): Promise<void> {
  const showIn = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
  };
  const name = view.replaceAll(/\W+/g, '-');
  for (const width of pictures === undefined ? widths : [1280, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await showIn('light');
    expect([view, width, await accessibilityFaults(page)]).toEqual([view, width, []]);
    await expectToFit(page, view, width);
    await picture(page, `${name}-${width}-light`);
    await showIn('dark');
    expect([view, width, await accessibilityFaults(page, rulesOfColours)]).toEqual([view, width, []]);
    await picture(page, `${name}-${width}-dark`);
  }
  await showIn('light');
}
