import { join } from 'node:path';
import { createDatabase, createEmptyDatabase } from '../support/database.js';
import { call } from '../support/http.js';
import { freePort } from '../support/private-services.js';
import { raisedLimits } from '../support/limits.js';
import { type App, startGateway } from '../support/processes.js';
import { currentRun } from '../support/run/run.js';
import { newNamespace, services } from '../support/services.js';
import { type Workers, workersOf } from './cost/meter.js';
import { type Amounts, fillClinic } from './data.js';
import { type FreeSlots, openFreeSlots } from './free-slots.js';
import { type ServerProfile } from './profile/server-profile.js';

/** A clinic with data, and a gateway as it runs in production. */
export interface Site {
  readonly name: string;
  readonly amounts: Amounts;
  readonly databaseUrl: string;
  /** A database with the same rows that no gateway works on */
  readonly copyUrl: string;
  readonly gateway: App;
  readonly workers: Workers;
  /** What can be booked there; each booking takes from here, so that nothing is booked twice */
  readonly slots: FreeSlots;
  /** A figure of the gateway's metrics, such as `process_cpu_seconds_total` */
  metric(name: string): Promise<number>;
}

/** More than any server here books, so that slots are there before they are asked for. */
export const mostBookingsPerSecond = 4000;

/** Options for Node that whoever measures wants a server to have */
export const ownNodeOptions = (): string[] =>
  (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter((option) => option !== '');

/**
 * Starts a gateway on a database, with Redis and RabbitMQ. It relays what is booked to the broker, as every gateway
 * does. The notifications app is left out: in earnest it works on another machine, here it would take a core's time.
 */
export async function startSiteGateway(
  databaseUrl: string,
  { poolSize, profile }: { readonly poolSize?: number; readonly profile?: ServerProfile | undefined } = {},
): Promise<App> {
  const { redisUrl, rabbitmqUrl } = services();
  return startGateway({
    databaseUrl,
    redisUrl,
    rabbitmqUrl,
    namespace: newNamespace(),
    // Not NODE_ENV=production, which refuses the guest login of the broker that tests use.
    env: { ...raisedLimits, ...(poolSize !== undefined && { DATABASE_POOL_SIZE: String(poolSize) }) },
    // The log is written as always, but past this process, which has requests to send.
    outputFile: join(currentRun().folder, `gateway-${await freePort()}.log`),
    nodeOptions: [...ownNodeOptions(), ...(profile?.nodeOptions ?? [])],
  });
}

export async function openSite(name: string, amounts: Amounts, profile?: ServerProfile): Promise<Site> {
  const { url: databaseUrl } = await createDatabase();
  await fillClinic(databaseUrl, amounts);
  const { url: copyUrl } = await createEmptyDatabase(new URL(databaseUrl).pathname.slice(1));
  const gateway = await startSiteGateway(databaseUrl, { profile });
  profile?.watch(gateway.pid);
  const slots = await openFreeSlots({ databaseUrl, gateway, amounts });
  return {
    name,
    amounts,
    databaseUrl,
    copyUrl,
    gateway,
    workers: await workersOf(gateway.pid, profile),
    slots,
    metric: async (name) => {
      const { text } = await call('GET', `${gateway.url}/metrics`);
      const value = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1];
      if (value === undefined) throw new Error(`The gateway has no metric ${name}.`);
      return Number(value);
    },
  };
}
