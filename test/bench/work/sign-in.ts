import { Reflector } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { type ExecutionContext } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { JwtStrategy } from '../../../apps/gateway/src/accounts/auth/jwt.strategy.js';
import { AccessGuard } from '../../../apps/gateway/src/http/access/access.guard.js';
import { VerifiedTokens } from '../../../apps/gateway/src/http/access/verified-tokens.service.js';
import { MeController } from '../../../apps/gateway/src/accounts/me/me.controller.js';
import { AccessTokens, SessionsService } from '#libs/auth';
import { StateCache } from '#libs/cache';

import { loadEnv } from '#libs/config';
import { Database } from '#libs/database';
import { Keys } from '../../../libs/auth/src/crypto/keys.service.js';
import { SystemClock } from '../../../libs/common/src/clock.js';
import { RefreshTokens } from '../../../libs/auth/src/crypto/refresh-tokens.service.js';
import { SessionLifetimes } from '../../../libs/auth/src/sessions/session-lifetimes.service.js';
import { SessionsRepository } from '../../../libs/auth/src/sessions/sessions.repository.js';
import { withPostgres } from '../../support/run/connections.js';
import { call } from '../../support/http.js';
import { jwtSecret } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { asked } from '../asked.js';
import { metered } from '../cost/meter.js';
import { firstVisitorId } from '../data.js';
import { load, quantile } from '../load.js';
import { type Row, type Stage } from '../row.js';
import { mostBookingsPerSecond, type Site } from '../site.js';

const guesses = 60;
const batches = 30;
const checksOfBatch = 200;
const people = 50;

/** How long the gateway takes to refuse each of some sign-ins, by turns, so that whatever else happens meets both. */
async function refusals({ gateway }: Site): Promise<{ unknown: number; wrong: number }> {
  const account = {
    username: 'benchmark',
    email: 'benchmark@clinic.example',
    password: 'a long enough password',
  };
  await call('POST', `${gateway.url}/register`, { body: account });
  const times = { unknown: [] as number[], wrong: [] as number[] };
  for (let turn = 0; turn < guesses; turn += 1) {
    for (const [kind, username] of [
      ['unknown', `unknown-${turn}`],
      ['wrong', account.username],
    ] as const) {
      const started = performance.now();
      const { status } = await call('POST', `${gateway.url}/login`, {
        body: { username, password: `not the password ${turn}` },
      });
      if (status !== 401) throw new Error(`A wrong sign-in was answered ${status}.`);
      times[kind].push(performance.now() - started);
    }
  }
  return { unknown: quantile(times.unknown, 0.5), wrong: quantile(times.wrong, 0.5) };
}

interface Check {
  /** Milliseconds of this process' processor for one check, the median of batches */
  readonly cpu: number;
  /** Milliseconds until one check was done, the median of all */
  readonly latency: number;
  /** Look-ups in the cache for one check */
  readonly lookups: number;
}

/** The guard of every route, with the sessions in PostgreSQL and Redis behind it, as a gateway has them. */
function openGuard(url: string) {
  const env = loadEnv({
    DATABASE_URL: url,
    REDIS_URL: services().redisUrl,
    JWT_SECRET: jwtSecret,
    NAMESPACE: newNamespace(),
  });
  const database = new Database(env);
  const looked = new Counter({
    name: 'looked',
    help: 'Look-ups',
    labelNames: ['cache', 'result'],
    registers: [new Registry()],
  });
  const cache = new StateCache(env, looked);
  const keys = new Keys(env);
  const tokens = new AccessTokens(new JwtService(), keys, env);
  const lifetimes = new SessionLifetimes(new SystemClock(), env);
  const refreshTokens = new RefreshTokens(keys);
  const sessions = new SessionsService(
    database,
    new SessionsRepository(database),
    tokens,
    refreshTokens,
    lifetimes,
    cache,
  );
  // Passport knows a strategy from the moment on at which it is made.
  const verified = new VerifiedTokens(sessions, new SystemClock());
  new JwtStrategy(tokens, sessions, verified);
  const guard = new AccessGuard(new Reflector(), env, verified);
  const lookups = async (): Promise<number> =>
    (await looked.get()).values.reduce((sum, { value }) => sum + value, 0);
  const close = async (): Promise<void> => {
    cache.close();
    await database.close();
  };
  return { guard, tokens, lookups, close };
}

const contextOf = (token: string): ExecutionContext => {
  const request = { headers: { authorization: `Bearer ${token}` } };
  const http = { getRequest: () => request, getResponse: () => ({}), getNext: () => undefined };
  return {
    getHandler: () => Reflect.get(MeController.prototype, 'me') as () => unknown,
    getClass: () => MeController,
    switchToHttp: () => http,
  } as unknown as ExecutionContext;
};

/** What it costs to find out who asks, once their sessions are in the cache. */
async function sessionCheck({ databaseUrl, amounts }: Site): Promise<Check> {
  const { guard, tokens, lookups, close } = openGuard(databaseUrl);
  try {
    const { rows } = await withPostgres(databaseUrl, (client) =>
      client.query<{ id: string; user_id: number }>(
        'SELECT id, user_id FROM sessions WHERE user_id >= $1 LIMIT $2',
        [firstVisitorId(amounts), people],
      ),
    );
    const signed = await Promise.all(rows.map(({ id, user_id }) => tokens.sign(user_id, id)));
    const check = (turn: number): Promise<boolean> =>
      guard.canActivate(contextOf(signed[turn % signed.length]?.token ?? ''));
    for (let turn = 0; turn < 10 * checksOfBatch; turn += 1) await check(turn);
    const before = await lookups();
    const cpu: number[] = [];
    const latency: number[] = [];
    for (let batch = 0; batch < batches; batch += 1) {
      const used = process.cpuUsage();
      for (let turn = 0; turn < checksOfBatch; turn += 1) {
        const started = performance.now();
        await check(turn);
        latency.push(performance.now() - started);
      }
      const { user, system } = process.cpuUsage(used);
      cpu.push((user + system) / 1000 / checksOfBatch);
    }
    const looked = ((await lookups()) - before) / (batches * checksOfBatch);
    return { cpu: quantile(cpu, 0.5), latency: quantile(latency, 0.5), lookups: looked };
  } finally {
    await close();
  }
}

/** Signing in, and what a session costs every request. */
export async function signIn({ sites: [site], options }: Stage): Promise<Row[]> {
  const { unknown, wrong } = await refusals(site);
  const apart = Math.max(unknown, wrong) / Math.min(unknown, wrong);
  const { cpu, latency, lookups } = await sessionCheck(site);
  const { connections, seconds } = options;
  await site.slots.reserve(2 * seconds * mostBookingsPerSecond);
  const book = () =>
    load(site.gateway.url, () => site.slots.ask(site.slots.take()), { connections, seconds });
  await book();
  const result = await metered(site.workers, book);
  const booking = result.cost?.server ?? Number.NaN;
  const row = (work: string, ratio: Row['ratio'], note: string): Row => ({
    work,
    name: site.name,
    note,
    ...(ratio !== undefined && { ratio }),
  });
  return [
    row(
      'refused sign-in',
      { value: apart, unit: '×', ...asked.refusalsApart },
      `unknown user ${unknown.toFixed(1)} ms, wrong password ${wrong.toFixed(1)} ms, medians of ${guesses}`,
    ),
    row(
      'session check',
      { value: cpu, unit: ' ms', ...asked.sessionCheckMilliseconds },
      'CPU of one check, cached, median',
    ),
    row('session check', { value: latency, unit: ' ms' }, 'until it is done, median'),
    row('session check', { value: lookups, unit: '', ...asked.sessionLookups }, 'look-ups in Redis'),
    {
      ...row(
        'booking, CPU',
        { value: booking / (booking - cpu), unit: '×' },
        `with sign-in (${booking.toFixed(2)} ms) against without (less one check)`,
      ),
      result,
    },
  ];
}
