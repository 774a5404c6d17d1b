import { call } from '../support/http.js';
import { type Visit } from './free-slots.js';
import { leavesOf } from './json-parameter.js';
import { type Ask } from './load.js';
import { type Site, startSiteGateway } from './site.js';
import { openStatementLog, type Statement } from './statement-log.js';

/** One booking, and what the gateway asked PostgreSQL for on the way. */
export interface HotPath {
  readonly visit: Visit;
  readonly key: string;
  /** Each is one round trip. */
  readonly statements: readonly Statement[];
  /** How many a booking by the same gateway took that knew no doctor's hours */
  readonly first: number;
}

const fewestBookings = 3;
const mostBookings = 200;
const dayMilliseconds = 86_400_000;

async function book(gateway: string, ask: Ask): Promise<void> {
  const { status, text } = await call('POST', gateway + ask.path, {
    ...(ask.body !== undefined && { body: ask.body }),
    ...(ask.headers && { headers: ask.headers }),
  });
  if (status !== 201) throw new Error(`A booking was answered ${status}: ${text}`);
}

/** Milliseconds since 1970 UTC of a parameter that is a time, else not a number. Times without a zone are in UTC. */
export function instantOf(parameter: string): number {
  const [, date, time = '', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/.exec(parameter) ?? [];
  return date === undefined ? Number.NaN : Date.parse(`${date}T${time}${zone}`);
}

/** The only element of an array, and anything else as it is. */
export const elementOf = (parameter: string): string =>
  /^\{"?([^",]*)"?\}$/.exec(parameter)?.[1] ?? parameter;

/** Whether a parameter can only have come from this booking. */
const isOf =
  ({ doctorId, userId, start }: Visit, key: string) =>
  (parameter: string | null): boolean =>
    leavesOf(parameter ?? '')
      .map(String)
      .some(
        (leaf) =>
          leaf === key ||
          elementOf(leaf) === String(doctorId) ||
          leaf === String(userId) ||
          Math.abs(instantOf(leaf) - Date.parse(start)) < dayMilliseconds,
      );

const isControl = (sql: string | undefined, pattern: RegExp): boolean => pattern.test(sql?.trim() ?? '');

/**
 * The gateway's relay asks too, on the same connection. A booking's statements name its doctor, patient, key or time;
 * what stands between them, and what opens or ends their transaction, is the booking's as well.
 */
function ownPart(statements: readonly Statement[], visit: Visit, key: string): readonly Statement[] {
  const names = isOf(visit, key);
  const own = statements.map(({ parameters }) => parameters.some(names));
  let first = own.indexOf(true);
  let last = own.lastIndexOf(true);
  if (first < 0) throw new Error('The statement log has nothing of the booking.');
  if (isControl(statements[first - 1]?.sql, /^(begin|start)\b/i)) first -= 1;
  if (isControl(statements[last + 1]?.sql, /^(commit|end)\b/i)) last += 1;
  return statements.slice(first, last + 1);
}

/**
 * Books visits one by one through a gateway with a single connection to PostgreSQL, and reads what it asks, until it books
 * with a doctor whom it has booked with before.
 *
 * @returns the booking with the fewest statements: into another one, the relay may have put one of its own
 */
export async function recordHotPath({ databaseUrl, slots }: Site): Promise<HotPath> {
  const log = await openStatementLog(databaseUrl);
  const gateway = await startSiteGateway(log.url, { poolSize: 1 });
  try {
    await slots.reserve(mostBookings);
    const paths: Omit<HotPath, 'first'>[] = [];
    const doctors = new Set<number>();
    while (paths.length < fewestBookings || doctors.size === paths.length) {
      const visit = slots.take();
      const ask = slots.ask(visit);
      const { authorization = '', 'idempotency-key': key = '' } = ask.headers ?? {};
      // The session is looked up once a minute: that is sign-in's, not booking's.
      await call('GET', `${gateway.url}/me`, { headers: { authorization } });
      log.take();
      await book(gateway.url, ask);
      doctors.add(visit.doctorId);
      paths.push({ visit, key, statements: ownPart(log.take(), visit, key) });
    }
    const fewest = paths.reduce((one, other) =>
      other.statements.length < one.statements.length ? other : one,
    );
    return { ...fewest, first: paths[0]?.statements.length ?? Number.NaN };
  } finally {
    await gateway.stop();
    log.close();
  }
}
