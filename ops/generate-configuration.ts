import { readFile, writeFile } from 'node:fs/promises';
import { configurationTable, envExample } from '#libs/config';

const begin = '<!-- configuration -->';
const end = '<!-- /configuration -->';

/** Puts the table between its two marks. */
function withTable(readme: string): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md lacks ${begin} and ${end}.`);
  return `${before}${begin}\n\n${configurationTable()}\n\n${end}${after}`;
}

await writeFile('.env.example', envExample());
await writeFile('README.md', withTable(await readFile('README.md', 'utf8')));
