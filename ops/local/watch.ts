import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { type Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type Apps } from './apps.js';

const quietMilliseconds = 300;

/** Where the compiled apps lie. Not `dist/web` beside them: Vite empties it, and a watched folder that vanishes is an error. */
const programs = ['dist/apps', 'dist/libs'];

/** Runs a compiler until its input ends, which it does with the launcher, however that ends. */
const compilerScript = '"$@" & cat > /dev/null; kill $!';

type Compiler = ChildProcessByStdio<Writable, null, null>;

function compile(program: string, ...args: readonly string[]): Compiler {
  return spawn('/bin/sh', ['-c', compilerScript, 'sh', `node_modules/.bin/${program}`, ...args], {
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}

/**
 * Compiles whatever changes, and restarts the apps when their programs did. A failing compile changes no program, so
 * the apps go on.
 *
 * @param digest over the compiled programs, as the compiler writes its files anew even when they are the same
 * @returns a function that ends the watching
 */
export function watchAndRestart(apps: Apps, digest: () => string): () => Promise<void> {
  let current = digest();
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  const restart = async () => {
    let next = digest();
    // A compiler that is held up may have emptied a file that it has not filled yet.
    for (let seen = ''; next !== current && next !== seen; next = digest()) {
      seen = next;
      await pause(quietMilliseconds);
    }
    if (next === current) return;
    current = next;
    console.log('Restarting…');
    await apps.stop();
    apps.start();
  };
  const changed = (_event: string, file: string | null) => {
    if (file?.endsWith('.js') !== true) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One after the other: a change during a restart asks for another one.
      work = work.then(restart).catch((error: unknown) => {
        console.error(error);
      });
    }, quietMilliseconds);
  };
  const watchers = programs.map((folder) => watch(folder, { recursive: true }, changed));
  const compilers = [
    compile('nest', 'build', '--watch'),
    compile('vite', 'build', 'apps/web', '--mode', 'quick', '--watch'),
  ];
  return async () => {
    for (const watcher of watchers) watcher.close();
    clearTimeout(timer);
    for (const compiler of compilers) compiler.stdin.end();
    // A restart that has begun must not start apps after the others have been stopped.
    await work;
  };
}
