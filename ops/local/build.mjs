import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = dirname(dirname(import.meta.dirname));
const generated = join('libs', 'database', 'src', 'generated');
const everyBuild = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const code = ['apps/gateway', 'apps/notifications', 'libs', 'prisma', 'ops', ...everyBuild];

/**
 * What can be built by itself: its name, the npm script that does it, what it is made from, and what there is then.
 *
 * @typedef {{ name: string, script: string, sources: readonly string[], results: readonly string[] }} Part
 */

/** Everything that runs under Node. @type {Part} */
export const programs = {
  name: 'the programs',
  script: 'build:programs',
  sources: code,
  results: ['dist/bundle/gateway.js', generated],
};

/** The web client. @type {Part} */
export const webClient = {
  name: 'the web client',
  script: 'build:web',
  sources: ['apps/web', ...everyBuild],
  results: ['dist/web/index.html'],
};

/** The apps file by file and with their types checked, for development. @type {Part} */
export const compiledApps = {
  name: 'the apps for development',
  script: 'build:compiled',
  sources: [...code, 'nest-cli.json'],
  results: ['dist/apps/gateway/src/main.js'],
};

/**
 * One hash over the names and contents of files.
 *
 * @param {readonly string[]} paths files and folders, seen from the root of the repository; missing ones are left out
 * @param {(path: string) => boolean} [wanted] which files count
 * @returns {Promise<string>}
 */
export async function digest(paths, wanted = () => true) {
  const found = await Promise.all(paths.map((path) => filesIn(join(root, path))));
  const files = found.flat().map((file) => relative(root, file));
  const hash = createHash('sha256');
  for (const file of files.filter(wanted).sort()) {
    hash
      .update(`${file}\0`)
      .update(await readFile(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {Promise<string[]>} */
async function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
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
 * Runs an npm script. A signal ends the script and not this process, which may have a database to stop by then.
 *
 * @param {string} script
 * @returns {Promise<{ code: number, output: string, wasStopped: boolean }>}
 */
function run(script) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let wasStopped = false;
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      wasStopped = true;
      child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve({ code: code ?? 1, output, wasStopped });
    });
  });
}

/**
 * Builds a part of the product unless `dist` holds a build of these very sources.
 *
 * @param {Part} part
 * @returns {Promise<boolean>} whether it may be used; if not, the output of the build is on standard error
 */
export async function build(part) {
  const wanted = await digest(part.sources, isSource);
  if (await isBuilt(part, wanted)) return true;
  console.log(`Building ${part.name}…`);
  const stamp = stampOf(part);
  await rm(stamp, { force: true });
  const { code, output, wasStopped } = await run(part.script);
  if (code !== 0) {
    if (!wasStopped) process.stderr.write(`${output}The build failed (npm run ${part.script}).\n`);
    return false;
  }
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
  return true;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outcomes = await Promise.all([programs, webClient].map(build));
  if (outcomes.includes(false)) process.exit(1);
}
