import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { buildSite, compiledApps, digest, launcher, programs, webClient } from './build.mjs';
import { lockFolder } from './lock.mjs';
import { watchNpm } from './npm-parent.mjs';
import { progressOn } from './progress.mjs';

// Under npm the launcher has to end with npm, even when npm was killed before the launcher could look.
const isNpmGone = watchNpm();

/** @param {string} message @returns {never} */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function prepareFolder() {
  process.chdir(dirname(dirname(import.meta.dirname)));
  try {
    mkdirSync('.docket', { recursive: true });
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (error) {
    refuse(`Cannot start in ${process.cwd()}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function takeLock() {
  try {
    return await lockFolder('.docket/instance.sock');
  } catch (error) {
    return refuse(
      `Cannot lock .docket/instance.sock: ${error instanceof Error ? error.message : String(error)}. ` +
        'Run as the user that owns .docket, or remove that folder.',
    );
  }
}

prepareFolder();
const lock = await takeLock();
if ('holder' in lock) {
  refuse(`Docket runs in this folder already (process ${lock.holder}). Stop it first, or use another clone.`);
}
const isWatched = process.argv.includes('--watch');
const progress = progressOn(process.stdout);
const site = buildSite(progress);
// The launcher comes first, as it makes the database while the rest is built.
const isLauncherBuilt = site.build(launcher);
const builds = {
  programs: site.build(...(isWatched ? [programs, compiledApps] : [programs])),
  web: site.build(webClient),
};
if (!(await isLauncherBuilt)) {
  await site.end();
  process.exit(1);
}
const program = new URL('../../dist/launcher/start.js', import.meta.url).href;
const { start } = await import(program);
const code = await start({
  environment: process.env,
  isNpmGone,
  isWatched,
  builds,
  endBuilds: () => site.end(),
  progress,
  digest: () => digest(['dist/apps', 'dist/libs'], (path) => path.endsWith('.js')),
});
lock.release();
process.exit(code);
