import { parseArgs } from 'node:util';

const profiles = ['gateway', 'notifications'] as const;

type Profiled = (typeof profiles)[number];

export interface Options {
  /** With 200 appointments each */
  readonly doctors: number;
  /** So many times as much data beside it, to see how work grows; 1 leaves that out */
  readonly scale: number;
  /** Length of each round */
  readonly seconds: number;
  readonly rounds: number;
  /** Of each round, which then lasts as long as they take */
  readonly requests: number | undefined;
  readonly connections: number;
  /** Minutes of load before memory is read the second time */
  readonly memoryMinutes: number;
  /** Names of work; all but what is measured on request when empty */
  readonly only: readonly string[];
  /** Whether every commit waits for the disk, as in a clinic */
  readonly isDurable: boolean;
  /** The app whose processor time is looked into */
  readonly profile: Profiled | undefined;
  /** Whether to write docs/benchmarks.md */
  readonly write: boolean;
}

/** @param works names of all that can be measured */
export const usage = (works: readonly string[]): string => `npm run bench -- [options]
  --doctors N         with 200 appointments each (1000)
  --scale N           also with N times the data, to see how work grows (1: not)
  --seconds N         length of each round (4)
  --rounds N          rounds that count (5)
  --requests N        a round lasts until so many are answered, for a machine that has other work to do
  --connections N     connections that ask at once (32)
  --memory-minutes N  minutes of load before memory is read again (1)
  --only NAMES        some of ${works.join(', ')}; start is left out unless it is named
  --durable           PostgreSQL waits for the disk at each commit, for Docket and for its peers
  --profile APP       where the processor time of the ${profiles.join(' or of the ')} app goes
  --write             write the results to docs/benchmarks.md`;

const numbers = {
  doctors: '1000',
  scale: '1',
  seconds: '4',
  rounds: '5',
  connections: '32',
  'memory-minutes': '1',
};

const numberOptions = Object.fromEntries(
  Object.entries(numbers).map(([name, usual]) => [name, { type: 'string' as const, default: usual }]),
);

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new Error(`--${option} ${value}: it is one of ${known.join(', ')}.`);
  return found;
}

/**
 * @param works names of all that can be measured
 * @returns undefined when the options ask for help
 * @throws Error of one line about an option that is wrong
 */
export function readOptions(args: readonly string[], works: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...numberOptions,
      requests: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      durable: { type: 'boolean', default: false },
      profile: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const positive = (name: keyof typeof numbers | 'requests'): number => {
    const value = Number((values as Record<string, unknown>)[name]);
    if (!(value > 0)) throw new Error(`--${name} must be a number above 0.`);
    return value;
  };
  const names = values.only.flatMap((list) => list.split(',')).map((name) => name.trim());
  return {
    doctors: Math.ceil(positive('doctors')),
    scale: positive('scale'),
    seconds: positive('seconds'),
    rounds: positive('rounds'),
    requests: values.requests === undefined ? undefined : Math.ceil(positive('requests')),
    connections: positive('connections'),
    memoryMinutes: positive('memory-minutes'),
    only: names.map((name) => oneOf('only', name, works)),
    isDurable: values.durable,
    profile: values.profile === undefined ? undefined : oneOf('profile', values.profile, profiles),
    write: values.write,
  };
}
