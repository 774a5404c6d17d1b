import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldErrorCodes } from '../../libs/common/src/errors/field-errors.js';
import { problemCodes } from '../../libs/common/src/errors/problem-codes.js';

const root = join(import.meta.dirname, '../..');
const catalogues = ['field-errors.ts', 'problem-codes.ts'];

/** What libs and gateway say, but for the two lists themselves and for tests */
const sources = ['libs', 'apps/gateway/src']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .filter((file) => !catalogues.some((name) => file.endsWith(name)))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

/** Whether a code stands in the sources, whole or in its two halves, of which the second is in a variable */
function isUsed(code: string): boolean {
  const [first, second] = code.split('.');
  return (
    sources.includes(`'${code}'`) || (sources.includes(`\`${first}.\${`) && sources.includes(`'${second}'`))
  );
}

// That no code is used without being listed, the compiler sees.
it.each([
  ['problem', problemCodes],
  ['field error', fieldErrorCodes],
])('every code of a %s is one that a request can be refused with', (_, codes) => {
  expect(codes.filter((code) => !isUsed(code))).toEqual([]);
});

it.each([
  ['problem', problemCodes],
  ['field error', fieldErrorCodes],
])('codes of a %s are two words with a dot between them, or one, and each is listed once', (_, codes) => {
  for (const code of codes) expect(code).toMatch(/^[a-z_]+(?:\.[a-z_0-9]+)?$/);
  expect(new Set(codes).size).toBe(codes.length);
});
