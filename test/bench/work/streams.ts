import { Agent, get, type ClientRequest } from 'node:http';
import { JwtService } from '@nestjs/jwt';
import { AccessTokens } from '#libs/auth';
import { loadEnv } from '#libs/config';
import { inboxSignal } from '#libs/notifications';
import { Keys } from '../../../libs/auth/src/crypto/keys.service.js';
import { jwtSecret } from '../../support/processes.js';
import { withPostgres } from '../../support/run/connections.js';
import { firstVisitorId } from '../data.js';
import { type Measured, quantile } from '../load.js';
import { type Row, type Stage } from '../row.js';
import { type Site } from '../site.js';

const streamsOfEach = 2;
/** As many as a gateway takes unless told otherwise */
const mostStreams = 2000;
const openedAtOnce = 50;
const secondsOfEach = 10;
const pauseMilliseconds = 20;
const told = { at: 50, people: 10 };

interface Visitor {
  readonly userId: number;
  readonly authorization: string;
}

async function visitorsOf({ databaseUrl, amounts }: Site): Promise<Visitor[]> {
  const env = loadEnv({ DATABASE_URL: databaseUrl, JWT_SECRET: jwtSecret });
  const tokens = new AccessTokens(new JwtService(), new Keys(env), env);
  const { rows } = await withPostgres(databaseUrl, (client) =>
    client.query<{ id: string; user_id: number }>('SELECT id, user_id FROM sessions WHERE user_id >= $1', [
      firstVisitorId(amounts),
    ]),
  );
  return Promise.all(
    rows.map(async ({ id, user_id: userId }) => {
      const { token } = await tokens.sign(userId, id);
      return { userId, authorization: `Bearer ${token}` };
    }),
  );
}

/** Streams that are read, and how many messages have come over them. */
class OpenStreams {
  messages = 0;
  private readonly requests: ClientRequest[] = [];
  private readonly agent = new Agent({ maxSockets: Infinity });

  get count(): number {
    return this.requests.length;
  }

  async open(url: string, visitors: readonly Visitor[]): Promise<void> {
    for (let from = 0; from < visitors.length; from += openedAtOnce)
      await Promise.all(
        visitors.slice(from, from + openedAtOnce).map((visitor) => this.openOne(url, visitor)),
      );
  }

  close(): void {
    for (const request of this.requests) request.destroy();
  }

  private openOne(url: string, { authorization }: Visitor): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { accept: 'text/event-stream', authorization };
      const request = get(`${url}/me/notifications/stream`, { headers, agent: this.agent }, (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`A stream was answered ${response.statusCode ?? 0}.`));
          return;
        }
        response.on('data', (chunk: Buffer) => {
          this.messages += chunk.toString().split('event: notification').length - 1;
        });
        response.on('error', () => undefined);
        this.requests.push(request);
        resolve();
      });
      request.on('error', reject);
    });
  }
}

/** Writes messages as apps/notifications does, until it is told to stop. */
async function tell(url: string, visitors: readonly Visitor[], signal: AbortSignal): Promise<void> {
  await withPostgres(url, async (client) => {
    for (let turn = 0; !signal.aborted; turn += 1) {
      const ids = Array.from(
        { length: told.people },
        (_, index) => visitors[(turn * told.people + index) % visitors.length]?.userId,
      );
      await client.query(
        `INSERT INTO notifications (user_id, type, version, channel, title, body, created_at)
         SELECT id, 'waitlist.ended', 0, 'in_app', 'A message', 'About something', clock_timestamp() FROM unnest($1::int[]) id`,
        [ids],
      );
      await client.query('SELECT pg_notify($1, id::text) FROM unnest($2::int[]) id', [inboxSignal, ids]);
      await new Promise((resolve) => setTimeout(resolve, told.at));
    }
  });
}

/** How long one request after the other takes, with a pause between two. */
async function ask(url: string, { authorization }: Visitor): Promise<{ measured: Measured; p95: number }> {
  const times: number[] = [];
  const errors: Record<string, number> = {};
  const started = performance.now();
  while (performance.now() - started < secondsOfEach * 1000) {
    const began = performance.now();
    const response = await fetch(`${url}/me`, { headers: { authorization } });
    await response.text();
    if (response.ok) times.push(performance.now() - began);
    else errors[response.status] = (errors[response.status] ?? 0) + 1;
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share)) as [
    number,
    number,
    number,
  ];
  const rate = times.length / secondsOfEach;
  return { measured: { answers: times.length, rate, p50, p99, errors }, p95 };
}

/** What thousands of streams that are told of messages cost another request. */
export async function streams({ sites: [site] }: Stage): Promise<Row[]> {
  const visitors = await visitorsOf(site);
  const [asker] = visitors;
  if (asker === undefined) throw new Error('There is no visitor.');
  const stop = new AbortController();
  const telling = tell(site.databaseUrl, visitors, stop.signal);
  const open = new OpenStreams();
  try {
    return [await compare(site, asker, visitors, open)];
  } finally {
    stop.abort();
    open.close();
    await telling;
  }
}

/** The same requests without streams and with them, while messages are written. */
async function compare(
  { name, gateway: { url } }: Site,
  asker: Visitor,
  visitors: readonly Visitor[],
  open: OpenStreams,
): Promise<Row> {
  await ask(url, asker);
  const alone = await ask(url, asker);
  const readers = visitors.flatMap((visitor) => Array.from({ length: streamsOfEach }, () => visitor));
  await open.open(url, readers.slice(0, mostStreams));
  const before = open.messages;
  const beside = await ask(url, asker);
  const arrived = (open.messages - before) / secondsOfEach;
  const note = `p95 ${beside.p95.toFixed(1)} ms against ${alone.p95.toFixed(1)} ms; ${Math.round(arrived)} messages/s arrive`;
  const ratio = { value: beside.p95 / alone.p95, unit: '×' };
  return { work: `GET /me beside ${open.count} streams`, name, result: beside.measured, ratio, note };
}
