import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { progressOn } from './progress.mjs';

const root = dirname(dirname(import.meta.dirname));
const generated = join('libs', 'database', 'src', 'generated');
const everyBuild = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const code = ['apps/gateway', 'apps/notifications', 'libs', 'prisma', 'ops', ...everyBuild];
const rolldown = 'node_modules/rolldown/bin/cli.mjs';

/**
 * What can be built by itself: its name, the npm script that does it and the program of Node that this script runs, what
 * it is made from, what there is then, and the part that has to be there before.
 *
 * @typedef {{ name: string, script: string, command: readonly string[], sources: readonly string[],
 *   results: readonly string[], needs?: Part }} Part
 */

/** Prisma's client: it costs as much as everything else that runs under Node, and changes with the schema alone. */
const databaseClient = /** @type {const} */ ({
  name: 'the database client',
  script: 'generate',
  command: ['ops/local/generate.mjs'],
  sources: ['prisma/schema.prisma', 'ops/local/generate.mjs', 'package-lock.json'],
  results: [generated],
});

/** What starts everything else. @type {Part} */
export const launcher = {
  name: 'the launcher',
  script: 'build:launcher',
  command: [rolldown, '-c', 'ops/launcher.config.js'],
  sources: ['ops/launcher.config.js', 'ops/local', 'libs/config', ...everyBuild],
  results: ['dist/launcher/start.js'],
};

/** Everything else that runs under Node. @type {Part} */
export const programs = {
  name: 'the programs',
  script: 'build:programs',
  command: [rolldown, '-c', 'ops/bundle.config.js'],
  sources: code,
  results: ['dist/bundle/gateway.js'],
  needs: databaseClient,
};

/** The web client, which nobody on this machine needs in its smallest form. @type {Part} */
export const webClient = {
  name: 'the web client',
  script: 'build:web',
  command: ['node_modules/vite/bin/vite.js', 'build', 'apps/web', '--mode', 'quick'],
  sources: ['apps/web', ...everyBuild],
  results: ['dist/web/index.html'],
};

/** The apps file by file and with their types checked, for development. @type {Part} */
export const compiledApps = {
  name: 'the apps for development',
  script: 'build:compiled',
  command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
  sources: [...code, 'nest-cli.json'],
  results: ['dist/apps/gateway/src/main.js'],
};

/**
 * One hash over the names and contents of files, read one after the other: for many small ones that is the fastest.
 *
 * @param {readonly string[]} paths files and folders, seen from the root of the repository; missing ones are left out
 * @param {(path: string) => boolean} [wanted] which files count
 * @returns {string}
 */
export function digest(paths, wanted = () => true) {
  const files = paths.flatMap((path) => filesIn(join(root, path))).map((file) => relative(root, file));
  const hash = createHash('sha256');
  for (const file of files.filter(wanted).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
}

/** @param {string} path */
const isSource = (path) =>
  !path.startsWith(generated + sep) && !path.endsWith('.spec.ts') && !basename(path).startsWith('.');

/** @param {Part} part */
const stampOf = ({ script }) => join(root, `dist/.${script.replace(':', '-')}-stamp`);

/**
 * A stamp older than a result was written before some other build, so it says nothing about what is in `dist`.
 *
 * @param {Part} part
 * @param {string} wanted
 */
async function isBuilt(part, wanted) {
  const stamp = stampOf(part);
  const results = part.results.map((path) => join(root, path));
  if (![stamp, ...results].every((path) => existsSync(path))) return false;
  const written = statSync(stamp).mtimeMs;
  if (results.some((result) => written < statSync(result).mtimeMs)) return false;
  return (await readFile(stamp, 'utf8')) === wanted;
}

/**
 * Runs a program of Node. A signal ends it and not this process, which may have a database to stop by then.
 *
 * @param {readonly string[]} command
 * @param {AbortSignal} ending ends it as well
 * @returns {Promise<{ code: number, output: string, wasStopped: boolean }>}
 */
function run(command, ending) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let wasStopped = false;
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      wasStopped = true;
      child.kill(signal);
    };
    const end = () => pass('SIGTERM');
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    ending.addEventListener('abort', end);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, pass);
      ending.removeEventListener('abort', end);
      resolve({ code: code ?? 1, output, wasStopped });
    });
  });
}

/**
 * Builds a part of the product, and what it needs, unless `dist` holds a build of these very sources.
 *
 * @param {Part} part
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} ending cuts it short
 * @returns {Promise<boolean>} whether it may be used; if not, the output of the build is on standard error
 */
async function build(part, progress, ending) {
  if (part.needs !== undefined && !(await build(part.needs, progress, ending))) return false;
  const wanted = digest(part.sources, isSource);
  if (ending.aborted) return false;
  if (await isBuilt(part, wanted)) return true;
  const stamp = stampOf(part);
  await rm(stamp, { force: true });
  const { code, output, wasStopped } = await progress.during(`Building ${part.name}`, () =>
    run(part.command, ending),
  );
  if (code !== 0) {
    progress.clear();
    if (!wasStopped) process.stderr.write(`${output}The build failed (npm run ${part.script}).\n`);
    return false;
  }
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
  return true;
}

/**
 * Builds several parts at once. When one fails, the others are ended.
 *
 * @param {import('./progress.mjs').Progress} progress
 */
export function buildSite(progress) {
  const ending = new AbortController();
  /** @type {Promise<boolean>[]} */
  const begun = [];
  return {
    /** @param {...Part} parts one after the other @returns {Promise<boolean>} */
    build(...parts) {
      const outcome = (async () => {
        for (const part of parts) if (!(await build(part, progress, ending.signal))) return false;
        return true;
      })();
      const ended = outcome.then((isBuilt) => {
        if (!isBuilt) ending.abort();
        return isBuilt;
      });
      begun.push(ended);
      return ended;
    },
    /** Ends what is being built, and waits until it has ended. */
    async end() {
      ending.abort();
      await Promise.allSettled(begun);
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const site = buildSite(progressOn(process.stdout));
  const outcomes = await Promise.all([programs, webClient].map((part) => site.build(part)));
  if (outcomes.includes(false)) process.exit(1);
}
