import { parseArgs } from 'node:util';

export interface Options {
  /** With 200 appointments each */
  readonly doctors: number;
  /** So many times as much data beside it, to see how work grows; 1 leaves that out */
  readonly scale: number;
  /** Length of each round */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  /** Minutes of load before memory is read the second time */
  readonly memoryMinutes: number;
  /** Names of work; all when empty */
  readonly only: readonly string[];
  /** Whether to write docs/benchmarks.md */
  readonly write: boolean;
}

export const usage = `npm run bench -- [options]
  --doctors N         with 200 appointments each (1000)
  --scale N           also with N times the data, to see how work grows (1: not)
  --seconds N         length of each round (4)
  --rounds N          rounds that count (5)
  --connections N     connections that ask at once (32)
  --memory-minutes N  minutes of load before memory is read again (1)
  --only NAME         search, availability, calendar-cost, earliest, patient-search, sign-in, booking, events, streams, reminders or memory; may be repeated
  --write             write the results to docs/benchmarks.md`;

/**
 * @returns undefined when the options ask for help
 * @throws Error of one line about an option that is wrong
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      doctors: { type: 'string', default: '1000' },
      scale: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '32' },
      'memory-minutes': { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: [] },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const positive = (
    name: 'doctors' | 'scale' | 'seconds' | 'rounds' | 'connections' | 'memory-minutes',
  ): number => {
    const value = Number(values[name]);
    if (!(value > 0)) throw new Error(`--${name} must be a number above 0.`);
    return value;
  };
  return {
    doctors: Math.ceil(positive('doctors')),
    scale: positive('scale'),
    seconds: positive('seconds'),
    rounds: positive('rounds'),
    connections: positive('connections'),
    memoryMinutes: positive('memory-minutes'),
    only: values.only,
    write: values.write,
  };
}
