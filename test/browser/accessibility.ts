import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

let source: string | undefined;

/** What axe finds wrong with the page as it stands, one line for each element. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  source ??= readFileSync(
    createRequire(`${process.cwd()}/package.json`).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  // Through the debugger, not as a script of the page: the page's own policy would refuse it.
  await page.evaluate(source);
  const violations = await page.evaluate<Violation[]>(
    'axe.run(document).then(({ violations }) => violations)',
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
