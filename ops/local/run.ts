import { spawn } from 'node:child_process';

/** The user that a program runs as, when not the launcher's own. */
export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

export interface Result {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs a program to its end in its own session, so that Ctrl-C does not cut it short.
 *
 * @returns its exit code and everything that it printed; 127 when it could not be started
 */
export function run(program: string, args: readonly string[], identity: Identity = {}): Promise<Result> {
  return new Promise((resolve) => {
    // PostgreSQL's programs want a current folder that their user may enter.
    const child = spawn(program, args, {
      ...identity,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
