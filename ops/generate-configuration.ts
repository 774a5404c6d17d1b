import { readFile, writeFile } from 'node:fs/promises';
import { configurationTable, envExample } from '#libs/config';

const page = 'docs/configuration.md';
const begin = '<!-- configuration -->';
const end = '<!-- /configuration -->';

/** Puts the table between its two marks. */
function withTable(text: string): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} lacks ${begin} and ${end}.`);
  return `${before}${begin}\n\n${configurationTable()}\n\n${end}${after}`;
}

await writeFile('.env.example', envExample());
await writeFile(page, withTable(await readFile(page, 'utf8')));
