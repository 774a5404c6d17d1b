import { withPostgres } from '../../support/run/connections.js';
import { eventually } from '../../support/wait.js';
import { compare, type Contestant } from '../compare.js';
import { type HotPath, recordHotPath } from '../hot-path.js';
import { load } from '../load.js';
import { type Options } from '../options.js';
import { startNaive } from '../peers/peers.js';
import { findPgbench, pgbenchContestant } from '../pgbench.js';
import { growth, type Row, share, type Stage } from '../row.js';
import { type Site } from '../site.js';

const work = 'booking';
/** More than any server here books, so that slots are there before they are asked for. */
const mostPerSecond = 4000;
const relayMilliseconds = 120_000;

/** Waits until a gateway's relay has handed over what was booked, or the relay would take time from what is measured next. */
function relayed(url: string): Promise<unknown> {
  const look = async (): Promise<boolean> =>
    withPostgres(url, async (client) => {
      const { rowCount } = await client.query(
        'SELECT 1 FROM outbox_events WHERE published_at IS NULL LIMIT 1',
      );
      return rowCount === 0;
    });
  return eventually(look, { within: relayMilliseconds });
}

const docket = ({ name, gateway, databaseUrl, slots }: Site, { connections }: Options): Contestant => ({
  name,
  run: async (effort) => {
    await slots.reserve(effort.amount === undefined ? effort.seconds * mostPerSecond : 2 * effort.amount);
    const measured = await load(gateway.url, () => slots.ask(slots.take()), { connections, ...effort });
    await relayed(databaseUrl);
    return measured;
  },
});

async function naive({ amounts }: Site, { connections }: Options): Promise<Contestant> {
  const url = await startNaive(amounts);
  const start = Date.now();
  let turn = 0;
  const next = () => {
    turn += 1;
    const body = JSON.stringify({
      userId: 1 + (turn % amounts.doctors),
      doctorId: 1 + (turn % amounts.doctors),
      appointmentDateTime: new Date(start + turn * 60_000).toISOString(),
    });
    const headers = { 'content-type': 'application/json' };
    return { method: 'POST' as const, path: '/appointments', headers, body };
  };
  return { name: 'naive Express + Prisma', run: (effort) => load(url, next, { connections, ...effort }) };
}

/** The first words of each of a booking's statements. */
const heads = ({ statements }: HotPath): string[] =>
  statements.map(({ sql }) => `${sql.trim().replace(/\s+/g, ' ').slice(0, 100)}…`);

/** Booking free slots, against the seed's insert and against PostgreSQL alone. */
export async function booking({ sites, options }: Stage): Promise<Row[]> {
  const [site] = sites;
  const path = await recordHotPath(site);
  const program = findPgbench();
  const dockets = sites.map((each) => docket(each, options));
  const peers = [await naive(site, options)];
  if (program !== undefined) {
    peers.push(await pgbenchContestant(program, path, site.copyUrl, site.amounts));
  }
  const [usual, ...others] = await compare([...dockets, ...peers], options);
  if (usual === undefined) return [];
  const rows = others.map((result, index): Row => {
    const name = [...dockets, ...peers][index + 1]?.name ?? '';
    if (index + 1 < sites.length) {
      return { work, name, result, ratio: growth(usual, result), note: 'p99 against the usual data' };
    }
    const atLeast = name.startsWith('naive') ? 1.3 : 0.25;
    return { work, name, result, ratio: share(usual, result, atLeast), note: 'Docket against this' };
  });
  if (program === undefined) {
    const note = 'not measured: pgbench is missing; Debian has it in postgresql-contrib';
    rows.push({ work, name: 'pgbench, same statements', note });
  }
  const trips = { value: path.statements.length, unit: '', atMost: 2 };
  return [
    { work, name: site.name, result: usual },
    ...rows,
    { work, name: site.name, ratio: trips, note: 'round trips to PostgreSQL', statements: heads(path) },
  ];
}
