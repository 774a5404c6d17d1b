import { withPostgres } from '../../support/run/connections.js';
import { eventually } from '../../support/wait.js';
import { asked } from '../asked.js';
import { bookingsPerStatement } from '../batches.js';
import { compare, type Contestant } from '../compare.js';
import { type HotPath, recordHotPath } from '../hot-path.js';
import { load, type Measured } from '../load.js';
import { type Options } from '../options.js';
import { startNaive } from '../peers/peers.js';
import { findPgbench, pgbenchContestant } from '../pgbench.js';
import { growth, type Ratio, type Row, share, type Stage } from '../row.js';
import { mostBookingsPerSecond, type Site } from '../site.js';

const work = 'booking';
const relayMilliseconds = 60_000;
const relayLookMilliseconds = 250;

/**
 * Waits until a gateway's relay has handed over what was booked: that is a part of the work, and would take time from what
 * is measured next.
 */
function relayed(url: string): Promise<unknown> {
  const look = async (): Promise<boolean> =>
    withPostgres(url, async (client) => {
      const { rowCount } = await client.query(
        'SELECT 1 FROM outbox_events WHERE published_at IS NULL LIMIT 1',
      );
      return rowCount === 0;
    });
  return eventually(look, { within: relayMilliseconds, every: relayLookMilliseconds }).catch(() => {
    throw new Error(
      `The relay has not handed over all that was booked within ${relayMilliseconds / 1000} s.`,
    );
  });
}

const docket = (
  { name, gateway, databaseUrl, slots, workers }: Site,
  { connections }: Options,
): Contestant => ({
  name,
  workers,
  prepare: ({ seconds, amount }) =>
    slots.reserve(amount === undefined ? seconds * mostBookingsPerSecond : 2 * amount),
  run: async (effort) => {
    const measured = await load(gateway.url, () => slots.ask(slots.take()), { connections, ...effort });
    await relayed(databaseUrl);
    return measured;
  },
});

async function naive(
  name: string,
  program: Parameters<typeof startNaive>[0],
  { amounts }: Site,
  { connections }: Options,
): Promise<Contestant> {
  const { url, workers } = await startNaive(program, amounts);
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
  return { name, workers, run: (effort) => load(url, next, { connections, ...effort }) };
}

interface Peer {
  readonly contestant: Contestant;
  /** Of Docket's rate against it */
  readonly ratio: (docket: Measured, peer: Measured) => Ratio;
}

async function peersOf(site: Site, path: HotPath, options: Options): Promise<Peer[]> {
  const bounds = options.isDurable ? asked.durableBooking : asked.booking;
  const peers: Peer[] = [
    {
      contestant: await naive('naive Express + Prisma', 'naive', site, options),
      ratio: (usual, peer) => share(usual, peer, bounds),
    },
    {
      contestant: await naive('naive node:http + pg, prepared', 'naive-pg', site, options),
      ratio: share,
    },
  ];
  const program = findPgbench();
  if (program === undefined) return peers;
  const contestant = await pgbenchContestant(program, path, site);
  return [...peers, { contestant, ratio: (usual, peer) => share(usual, peer, asked.bookingOfPgbench) }];
}

/** The first words of each of a booking's statements. */
const heads = ({ statements }: HotPath): string[] =>
  statements.map(({ sql }) => `${sql.trim().replace(/\s+/g, ' ').slice(0, 100)}…`);

/** What one booking takes, whatever the machine. */
function costRows({ name }: Site, { cost = {} }: Measured, path: HotPath, together: number): Row[] {
  const milliseconds = (value: number | undefined, bounds: object, note: string): Row =>
    value === undefined
      ? { work, name, note: `not measured: ${note}` }
      : { work, name, ratio: { value, unit: ' ms', ...bounds }, note };
  return [
    milliseconds(cost.server, asked.gatewayMilliseconds, 'CPU of the gateway for one booking'),
    milliseconds(cost.PostgreSQL, asked.postgresMilliseconds, 'CPU of PostgreSQL for one booking'),
    {
      work,
      name,
      ratio: { value: path.statements.length, unit: '', ...asked.roundTrips },
      note: `round trips to PostgreSQL of a lone booking; ${path.first} by a gateway that knows nothing yet`,
      statements: heads(path),
    },
    { work, name, ratio: { value: together, unit: '' }, note: 'bookings in one statement when many come' },
  ];
}

/** Booking free slots, against the seed's insert and against PostgreSQL alone. */
export async function booking({ sites, options }: Stage): Promise<Row[]> {
  const [site, ...grown] = sites;
  const path = await recordHotPath(site);
  const peers = await peersOf(site, path, options);
  const contestants = [
    ...sites.map((each) => docket(each, options)),
    ...peers.map((peer) => peer.contestant),
  ];
  const [usual, ...others] = await compare(contestants, options);
  if (usual === undefined) return [];
  const rows = others.map((result, index): Row => {
    const name = contestants[index + 1]?.name ?? '';
    const ratio = peers[index - grown.length]?.ratio(usual, result);
    return ratio === undefined
      ? { work, name, result, ratio: growth(usual, result), note: 'p99 against the usual data' }
      : { work, name, result, ratio, note: 'Docket against this' };
  });
  if (findPgbench() === undefined) {
    const note = 'not measured: pgbench is missing; Debian has it in postgresql-contrib';
    rows.push({ work, name: 'pgbench, same statements', note });
  }
  const together = await bookingsPerStatement(site, options);
  return [{ work, name: site.name, result: usual }, ...rows, ...costRows(site, usual, path, together)];
}
