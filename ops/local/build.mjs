import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = dirname(dirname(import.meta.dirname));
const stamp = join(root, 'dist/.build-stamp');
const programs = ['dist/apps/gateway/src/main.js', 'dist/bundle/gateway.js'].map((path) => join(root, path));
const sources = ['apps', 'libs', 'prisma', 'ops', 'package-lock.json', 'nest-cli.json'];
const generated = join('libs', 'database', 'src', 'generated');

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

async function sourceDigest() {
  const configs = (await readdir(root)).filter((name) => /^tsconfig.*\.json$/.test(name));
  return digest([...sources, ...configs], isSource);
}

/**
 * A stamp older than a program was written before some other build, so it says nothing about what is in `dist`.
 *
 * @param {string} wanted
 */
async function isBuilt(wanted) {
  if (![stamp, join(root, generated), ...programs].every((path) => existsSync(path))) return false;
  const written = statSync(stamp).mtimeMs;
  if (programs.some((program) => written < statSync(program).mtimeMs)) return false;
  return (await readFile(stamp, 'utf8')) === wanted;
}

/** @returns {Promise<{ code: number, output: string }>} */
function runBuild() {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', 'build'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      child.kill(signal);
      process.exit(1);
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
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Builds the product unless `dist` holds a build of these very sources.
 *
 * @returns {Promise<boolean>} whether `dist` may be used; if not, the output of the build is on standard error
 */
export async function buildIfNeeded() {
  const wanted = await sourceDigest();
  if (await isBuilt(wanted)) return true;
  console.log('Building…');
  await rm(stamp, { force: true });
  const { code, output } = await runBuild();
  if (code !== 0) {
    process.stderr.write(`${output}The build failed.\n`);
    return false;
  }
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
  return true;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!(await buildIfNeeded())) process.exit(1);
}
