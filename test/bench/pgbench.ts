import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { currentRun } from '../support/run/run.js';
import { type Contestant } from './compare.js';
import { processBehind } from './cost/processes.js';
import { type Amounts, bookedIn, firstDoctorId, firstVisitorId } from './data.js';
import { elementOf, type HotPath, instantOf } from './hot-path.js';
import { type Leaf, patternOf } from './json-parameter.js';
import { quantile } from './load.js';
import { type Site } from './site.js';

const run = promisify(execFile);

/** As many connections as a gateway has by default. */
const clients = 10;
const threads = 2;
const weekSeconds = 7 * 86_400;
const daySeconds = 86_400;
const slotSeconds = 1800;
/** Saturday six o'clock to Sunday six in the evening, UTC: free in every zone of the data. */
const slotsOfWeekend = 72;

/** Debian keeps it away from the path, in a folder for each version. */
export function findPgbench(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = [
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
}

/** Six o'clock of the first Saturday that is a week away, in seconds since 1970 UTC; that year began on a Thursday. */
function firstSaturday(): number {
  const today = Math.floor(Date.now() / 1000 / daySeconds);
  return (today + 7 + ((9 - (today % 7)) % 7)) * daySeconds + 6 * 3600;
}

/** Variables of one transaction: a doctor, a patient and a time that no other transaction has, and a new key. */
const variables = (amounts: Amounts): string => {
  const pairs = Math.min(amounts.doctors, amounts.visitors);
  return [
    `i :n * ${clients} + :client_id`,
    'n :n + 1',
    `doctor ${firstDoctorId} + :i % ${pairs}`,
    `patient ${firstVisitorId(amounts)} + :i % ${pairs}`,
    `k :i / ${pairs}`,
    `start ${firstSaturday()} + :k / ${slotsOfWeekend} * ${weekSeconds} + :k % ${slotsOfWeekend} * ${slotSeconds}`,
    'key :i',
  ]
    .map((line) => `\\set ${line}\n`)
    .join('');
};

interface Script {
  readonly text: string;
  /** What is the same in every transaction, by name */
  readonly constants: Readonly<Record<string, string>>;
}

/** What stands in a script for a value that is this booking's own; undefined for any other value. */
const ownValue =
  ({ visit, key }: HotPath) =>
  (leaf: Leaf): string | undefined => {
    const value = String(leaf);
    if (value === key) return ':key::text';
    if (value === String(visit.doctorId)) return ':doctor::int';
    if (value === String(visit.userId)) return ':patient::int';
    const fromStart = (instantOf(value) - Date.parse(visit.start)) / 1000;
    return Math.abs(fromStart) < daySeconds ? `to_timestamp(:start + (${fromStart}))` : undefined;
  };

/** The statements of a booking, with pgbench's variables in the places of its doctor, patient, time and key. */
export function toScript(path: HotPath, amounts: Amounts): Script {
  const constants: Record<string, string> = {};
  const constant = (value: string): string => {
    const name = `constant_${Object.keys(constants).length}`;
    constants[name] = value;
    return `:${name}`;
  };
  const own = ownValue(path);
  const sqlOf = (parameter: string | null): string => {
    if (parameter === null) return 'NULL';
    const json = patternOf(parameter, own);
    if (json !== undefined) return `format(${[constant(json.pattern), ...json.gaps].join(', ')})`;
    if (elementOf(parameter) === parameter) return own(parameter) ?? constant(parameter);
    const element = own(elementOf(parameter));
    return element === undefined ? constant(parameter) : `ARRAY[${element}]`;
  };
  const lines = path.statements.map(({ sql, parameters }) => {
    const accident = /(?<!:):[A-Za-z_]\w*/.exec(sql);
    if (accident !== null) throw new Error(`pgbench would take ${accident[0]} for a variable of its own.`);
    return `${sql.replace(/\$(\d+)/g, (_, number) => sqlOf(parameters[Number(number) - 1] ?? null))};\n`;
  });
  return { text: variables(amounts) + lines.join(''), constants };
}

/** Milliseconds that each transaction took, from pgbench's own log. */
async function timesIn(folder: string, prefix: string): Promise<number[]> {
  const files = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const logs = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const lines = logs.flatMap((log) => log.split('\n').filter((line) => line !== ''));
  return lines.map((line) => Number(line.split(' ')[2]) / 1000);
}

/** pgbench running what a booking runs, on a database that nothing else works on. */
export async function pgbenchContestant(
  program: string,
  path: HotPath,
  { copyUrl: databaseUrl, amounts }: Pick<Site, 'copyUrl' | 'amounts'>,
): Promise<Contestant> {
  const folder = await mkdtemp(join(currentRun().folder, 'pgbench-'));
  const file = join(folder, 'booking.sql');
  const { text, constants } = toScript(path, amounts);
  await writeFile(file, text);
  const defined = Object.entries(constants).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  let turn = 0;
  let first = 0;
  return {
    name: 'pgbench, same statements',
    workers: { pids: { PostgreSQL: await processBehind(databaseUrl, 'postgres') } },
    run: async ({ seconds, amount }) => {
      turn += 1;
      const prefix = `round-${turn}`;
      const before = await bookedIn(databaseUrl);
      const started = performance.now();
      const length = amount === undefined ? ['-T', Math.ceil(seconds)] : ['-t', Math.ceil(amount / clients)];
      const options = ['-n', '-M', 'prepared', '-c', clients, '-j', threads, ...length, '-f', file];
      const log = ['--log', `--log-prefix=${join(folder, prefix)}`];
      await run(program, [...options.map(String), ...log, '-D', `n=${first}`, ...defined, databaseUrl]);
      const elapsed = (performance.now() - started) / 1000;
      const times = await timesIn(folder, `${prefix}.`);
      // Clients do not count alike, so the next round keeps away from what the fastest of this one may have booked.
      first += 100 + Math.ceil((3 * times.length) / clients);
      const lost = times.length - ((await bookedIn(databaseUrl)) - before);
      return {
        answers: times.length,
        rate: times.length / elapsed,
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        errors: lost === 0 ? {} : { 'booked nothing': lost },
      };
    },
  };
}
