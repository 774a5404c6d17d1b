import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What the name of a file with an injectable says about it; CONTRIBUTING.md lists the same. */
const roles =
  'module controller service repository consumer scheduler guard filter interceptor strategy pipe pipes client server relay listener planner channel worker'.split(
    ' ',
  );

const sources = ['libs', 'apps']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter(
    (file) =>
      file.includes('/src/') &&
      /\.tsx?$/.test(file) &&
      !/\.spec\.tsx?$|\.d\.ts$|\/generated\/|\/messages\/(en|de|ar)\//.test(file),
  );

it('a file with an injectable says its role', () => {
  const nameless = sources.filter(
    (file) =>
      /^@Injectable\(/m.test(readFileSync(join(root, file), 'utf8')) &&
      !roles.some((role) => file.endsWith(`.${role}.ts`)),
  );
  expect(nameless).toEqual([]);
});

it('no folder has more than 15 source files beside its sub-folders', () => {
  const counts = new Map<string, number>();
  for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 15)).toEqual([]);
});

it('CONTRIBUTING.md lists the roles', () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  expect(roles.filter((role) => role !== 'pipes' && !new RegExp(`\\b${role}\\b`).test(text))).toEqual([]);
});

it('every test that docs/security-tests.md names is there, and so is each line', () => {
  const page = readFileSync(join(root, 'docs/security-tests.md'), 'utf8');
  const lines = [...page.matchAll(/^\| (\d+) +\| (.+) \|$/gm)];
  expect(lines.map(([, number]) => Number(number))).toEqual(lines.map((_, index) => index + 1));
  expect(lines).toHaveLength(43);
  const named = [...page.matchAll(/`(\S+\.spec\.ts)`: (.+?)(?=<br>| +\|$)/gm)];
  expect(named.length).toBeGreaterThan(lines.length);
  const missing = named.filter(([, file = '', test = '']) => {
    return !readFileSync(join(root, file), 'utf8').includes(test);
  });
  expect(missing.map(([whole]) => whole)).toEqual([]);
});
