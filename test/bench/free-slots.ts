import { JwtService } from '@nestjs/jwt';
import { AccessTokens } from '#libs/auth';
import { Keys } from '../../libs/auth/src/crypto/keys.service.js';
import { withPostgres } from '../support/run/connections.js';
import { call } from '../support/http.js';
import { type App, jwtSecret } from '../support/processes.js';
import { type Amounts, firstDoctorId, firstVisitorId } from './data.js';
import { type Ask } from './load.js';

const tokenMinutes = 24 * 60;
const mostDoctors = 1000;
const daysAtOnce = 10;
const horizonDays = 90;
const dayMilliseconds = 86_400_000;

/** A free slot of a doctor, and a patient who is free then. */
export interface Visit {
  readonly doctorId: number;
  readonly userId: number;
  /** ISO-8601, UTC */
  readonly start: string;
}

/** Bookings that can all be had: no slot comes twice, and no patient has two visits at once. */
export interface FreeSlots {
  /** Makes sure that so many can be taken without a wait. */
  reserve(count: number): Promise<void>;
  take(): Visit;
  /** A visit as a request to the gateway, with its patient's token and a key of its own */
  ask(visit: Visit): Ask;
}

interface Clinic {
  readonly databaseUrl: string;
  readonly gateway: App;
  readonly amounts: Amounts;
}

interface Visitor {
  readonly userId: number;
  readonly token: string;
}

/** Tokens as the gateway gives them out, for sessions that are in the database. Signing in hashes passwords for too long. */
async function visitorsOf({ databaseUrl, amounts }: Clinic): Promise<Visitor[]> {
  const { rows } = await withPostgres(databaseUrl, (client) =>
    client.query<{ id: string; user_id: number }>('SELECT id, user_id FROM sessions WHERE user_id >= $1', [
      firstVisitorId(amounts),
    ]),
  );
  const keys = new Keys({ JWT_SECRET: jwtSecret, JWT_PREVIOUS_SECRETS: [] });
  const tokens = new AccessTokens(new JwtService(), keys, { ACCESS_TOKEN_MINUTES: tokenMinutes });
  return Promise.all(
    rows.map(async ({ id, user_id: userId }) => ({ userId, token: (await tokens.sign(userId, id)).token })),
  );
}

/** Mixes an array, the same way every time: who books next is not who sits next to each other. */
function mix<T>(items: T[]): T[] {
  let state = 1;
  for (let index = items.length - 1; index > 0; index -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (index + 1);
    [items[index], items[other]] = [items[other] as T, items[index] as T];
  }
  return items;
}

/** Reads free slots of up to 1,000 doctors from the gateway, ahead of time, and finds a patient to book each. */
export async function openFreeSlots(clinic: Clinic): Promise<FreeSlots> {
  const { gateway, amounts } = clinic;
  const visitors = await visitorsOf(clinic);
  const tokens = new Map(visitors.map(({ userId, token }) => [userId, `Bearer ${token}`]));
  const step = Math.max(1, Math.floor(amounts.doctors / mostDoctors));
  const doctorIds = Array.from(
    { length: Math.floor(amounts.doctors / step) },
    (_, index) => firstDoctorId + index * step,
  );
  const bookers = new Map<string, number>();
  let visits: Visit[] = [];
  let nextDay = 2;
  let keys = 0;

  const dateIn = (days: number): string =>
    new Date(Date.now() + days * dayMilliseconds).toISOString().slice(0, 10);

  const read = async (): Promise<void> => {
    if (nextDay > horizonDays) throw new Error('Every free slot is booked: choose fewer or shorter rounds.');
    const range = `from=${dateIn(nextDay)}&to=${dateIn(nextDay + daysAtOnce - 1)}`;
    nextDay += daysAtOnce;
    const found: Visit[] = [];
    for (const doctorId of doctorIds) {
      const answer = await call('GET', `${gateway.url}/doctors/${doctorId}/availability?${range}`);
      if (answer.status !== 200)
        throw new Error(`Availability was answered ${answer.status}: ${answer.text}`);
      const { days } = answer.body as { days: { slots: { start: string }[] }[] };
      for (const { start } of days.flatMap(({ slots }) => slots)) {
        const booker = bookers.get(start) ?? 0;
        bookers.set(start, booker + 1);
        const visitor = visitors[booker];
        if (visitor !== undefined) found.push({ doctorId, userId: visitor.userId, start });
      }
    }
    visits = [...mix(found), ...visits];
  };

  return {
    reserve: async (count) => {
      while (visits.length < count) await read();
    },
    take: () => {
      const visit = visits.pop();
      if (visit === undefined) throw new Error('More was booked than was expected.');
      return visit;
    },
    ask: ({ doctorId, userId, start }) => {
      keys += 1;
      return {
        method: 'POST',
        path: '/appointments',
        headers: {
          'content-type': 'application/json',
          authorization: tokens.get(userId) ?? '',
          'idempotency-key': `bench-${keys}`,
        },
        body: JSON.stringify({ doctorId, appointmentDateTime: start }),
      };
    },
  };
}
