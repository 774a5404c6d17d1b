import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { currentRun } from '../../support/run/run.js';
import { eventually } from '../../support/wait.js';
import { functionsOf, placesOf } from './places.js';
import { type Answered, type CpuProfile, selfTimes, summary } from './summary.js';

const writingMilliseconds = 60_000;
const nothing: Answered = { answers: 0, milliseconds: 0 };

/** Where the processor time of one server goes while it is measured. */
export interface ServerProfile {
  /** What Node is started with for it */
  readonly nodeOptions: readonly string[];
  /** Tells whose profile it is, once that runs. */
  watch(pid: number): void;
  begin(): void;
  end(answered: Answered): Promise<void>;
  /** Sums up all profiles since the last call, as text for people; undefined when there are none. */
  take(): Promise<string | undefined>;
}

export async function openServerProfile(name: string): Promise<ServerProfile> {
  const folder = await mkdtemp(join(currentRun().folder, 'profile-'));
  const preload = pathToFileURL(resolve('test/bench/profile/on-signal.mjs'));
  preload.searchParams.set('folder', folder);
  let pid = 0;
  let written = 0;
  let all = nothing;
  let files: string[] = [];
  return {
    nodeOptions: [`--import=${preload.href}`],
    watch: (watched) => {
      pid = watched;
    },
    begin: () => {
      process.kill(pid, 'SIGWINCH');
    },
    end: async (answered) => {
      const file = join(folder, `${written}.cpuprofile`);
      process.kill(pid, 'SIGWINCH');
      await eventually(() => existsSync(file), { within: writingMilliseconds });
      written += 1;
      all = {
        answers: all.answers + answered.answers,
        milliseconds: all.milliseconds + answered.milliseconds,
      };
      files.push(file);
    },
    take: async () => {
      if (files.length === 0) return undefined;
      const profiles = await Promise.all(
        files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as CpuProfile),
      );
      const places = placesOf();
      const text = [places, functionsOf(places)]
        .map((placeOf) => summary(name, selfTimes(profiles, placeOf), all))
        .join('\n\n');
      files = [];
      all = nothing;
      return text;
    },
  };
}
