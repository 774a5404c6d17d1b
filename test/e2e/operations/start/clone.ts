import { execFile, spawn } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A program in the clone, in a process group of its own, as a terminal gives it one. */
export interface Program {
  readonly pid: number;
  /** Resolves with the exit code when it has ended; no code when a signal ended it. */
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
  output(): string;
  /** Lines on standard error */
  errors(): string[];
  /** What Ctrl-C does: the signal reaches the whole group. */
  interrupt(): void;
  /** Sends a signal to this process alone. */
  signal(name: NodeJS.Signals): void;
}

/** A fresh clone of what is committed, with the packages that are installed here: an empty home, no services named. */
export class Clone {
  private readonly programs: Program[] = [];

  private constructor(
    private readonly work: string,
    readonly folder: string,
    private readonly port: number,
  ) {}

  static async install(port: number): Promise<Clone> {
    const work = await mkdtemp(join(tmpdir(), 'docket-start-'));
    // The user that PostgreSQL runs as when root starts it has to get in.
    await chmod(work, 0o755);
    const clone = new Clone(work, join(work, 'docket'), port);
    await mkdir(join(work, 'home'));
    await execute('git', ['clone', '--quiet', '--no-local', process.cwd(), clone.folder]);
    // A machine that runs these tests has run `npm ci` on the same lock file.
    const packages = ['node_modules', clone.folder];
    // Links do not reach into another file system.
    await execute('cp', ['-al', ...packages]).catch(() => execute('cp', ['-a', ...packages]));
    return clone;
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: join(this.work, 'home'),
      LANG: 'C.UTF-8',
      PORT: String(this.port),
    };
  }

  /** What `npm start` runs, without npm: its process and its exit code are the launcher's own. */
  launch(variables: NodeJS.ProcessEnv = {}, ...options: readonly string[]): Program {
    return this.run(process.execPath, ['ops/local/start.mjs', ...options], variables);
  }

  run(command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Program {
    const child = spawn(command, args, {
      cwd: this.folder,
      env: { ...this.environment(), ...variables },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      errors += text;
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    const { pid = 0 } = child;
    const program: Program = {
      pid,
      ended,
      hasEnded: () => child.exitCode !== null || child.signalCode !== null,
      output: () => output,
      errors: () => errors.split('\n').filter((line) => line !== ''),
      interrupt: () => void process.kill(-pid, 'SIGINT'),
      signal: (name) => void child.kill(name),
    };
    this.programs.push(program);
    return program;
  }

  /** Tracked files that changed, and files that git does not know. */
  async changes(): Promise<string> {
    const { stdout } = await execute('git', ['status', '--porcelain'], { cwd: this.folder });
    return stdout;
  }

  /** Changes a source. */
  append(path: string, text: string): Promise<void> {
    return appendFile(join(this.folder, path), text);
  }

  /** Undoes all changes of sources. */
  async restore(): Promise<void> {
    await execute('git', ['checkout', '--quiet', '.'], { cwd: this.folder });
  }

  /** Processes that work in the clone or were told its path. */
  async processes(): Promise<string[]> {
    const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      ids.map(async (id) => {
        const cwd = await readlink(`/proc/${id}/cwd`).catch(() => '');
        const args = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
        const isHere = cwd.startsWith(this.folder) || args.includes(this.folder);
        return isHere ? `${id} ${args.replaceAll('\0', ' ')}` : '';
      }),
    );
    return found.filter((line) => line !== '');
  }

  async remove(): Promise<void> {
    for (const program of this.programs) {
      if (program.hasEnded()) continue;
      process.kill(-program.pid, 'SIGKILL');
      await program.ended;
    }
    await rm(this.work, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 });
  }
}
