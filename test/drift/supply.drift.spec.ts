import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Package {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly deprecated?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> };
const installed = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ ...entry, name: path.slice(path.lastIndexOf('node_modules/') + 13) }));
const namesOf = (found: readonly { name: string }[]): string[] =>
  [...new Set(found.map(({ name }) => name))].sort();

/** Licences that allow what we do with the package, whether it ships or only helps to build. */
const allowed =
  /^(?:0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|CC-BY-4\.0|CC0-1\.0|EPL-2\.0|ISC|MIT|MIT-0|MPL-2\.0|Python-2\.0|Unlicense|Zlib)$/;
/** They say it in a file of theirs alone: MIT, read there. */
const saidElsewhere = ['memorystream', 'passport-strategy', 'pause', 'seq-queue'];
describe('every package that the lockfile names', () => {
  it('is the very one that was looked at', () => {
    expect(installed.length).toBeGreaterThan(100);
    expect(namesOf(installed.filter(({ integrity }) => !(integrity ?? '').startsWith('sha512-')))).toEqual(
      [],
    );
  });

  it('has a licence that is known and allows its use', () => {
    const strange = installed.filter(({ name, license }) => {
      if (license === undefined) return !saidElsewhere.includes(name);
      return !license
        .replaceAll(/[()]/g, '')
        .split(/ (?:AND|OR|and) /)
        .every((one) => allowed.test(one));
    });
    expect(namesOf(strange)).toEqual([]);
  });

  it('is not given up by its maker', () => {
    expect(namesOf(installed.filter(({ deprecated }) => deprecated !== undefined))).toEqual([]);
  });
});

it('npm ci runs no script of a package, and has nothing to warn of on this Node', async () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  const { stdout, stderr } = await execute('npm', ['ci', '--dry-run', '--offline'], { cwd: root });
  expect(`${stdout}${stderr}`).not.toMatch(/warn/i);
}, 120_000);

it('images are built without install scripts, from exact versions', () => {
  for (const line of read('Dockerfile').match(/npm ci.*/g) ?? ['none']) {
    expect(line).toContain('--ignore-scripts');
  }
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  for (const version of Object.values({ ...dependencies, ...devDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
  }
});
