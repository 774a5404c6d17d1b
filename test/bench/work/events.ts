import { setTimeout as pause } from 'node:timers/promises';
import { declareTopology, topologyOf } from '../../../libs/messaging/src/rabbitmq/topology.js';
import { withPostgres, withRabbitmq } from '../../support/run/connections.js';
import { call } from '../../support/http.js';
import { type App, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { asked } from '../asked.js';
import { metered, workersOf } from '../cost/meter.js';
import { quantile } from '../load.js';
import { type Row, type Stage } from '../row.js';
import { ownNodeOptions, type Site } from '../site.js';

const amount = 10_000;
const lookMilliseconds = 250;
const patience = 300_000;
const work = 'events, from the queue to committed rows';

interface Event {
  readonly id: string;
  readonly appointmentId: number;
  readonly doctorId: number;
}

/** One event for each of the last appointments, of which no message has been sent yet. */
async function eventsOf({ databaseUrl }: Site): Promise<Event[]> {
  const sql = `SELECT gen_random_uuid() AS id, id AS "appointmentId", doctor_id AS "doctorId"
    FROM appointments WHERE status IN ('pending', 'confirmed') ORDER BY id DESC LIMIT ${amount}`;
  return withPostgres(databaseUrl, async (client) => (await client.query<Event>(sql)).rows);
}

/** Fills the queue while no consumer takes from it. */
async function publish(namespace: string, events: readonly Event[]): Promise<void> {
  const type = 'appointment.booked.v1';
  const occurredAt = new Date().toISOString();
  await withRabbitmq(services().rabbitmqUrl, async (connection) => {
    const channel = await connection.createConfirmChannel();
    const topology = topologyOf(namespace);
    await declareTopology(channel, topology);
    for (const { id, appointmentId, doctorId } of events) {
      const data = { appointmentId, version: 1, doctorId };
      const envelope = { id, type, occurredAt, requestId: null, traceparent: null, data };
      const content = Buffer.from(JSON.stringify({ pattern: type, data: envelope }));
      channel.publish(topology.events, type, content, { persistent: true });
    }
    await channel.waitForConfirms();
  });
}

interface Look {
  readonly at: number;
  readonly handled: number;
  readonly bytes: number;
}

async function look(databaseUrl: string, { url }: App): Promise<Look> {
  const { text } = await call('GET', `${url}/metrics`);
  const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
  const handled = await withPostgres(databaseUrl, async (client) => {
    const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM inbox_events');
    return Number(rows[0]?.count);
  });
  return { at: performance.now(), handled, bytes };
}

/** Lets an app take events until none is left, and looks at it now and then. */
async function watch({ databaseUrl }: Site, app: App, count: number): Promise<Look[]> {
  const looks: Look[] = [];
  const deadline = performance.now() + patience;
  do {
    if (performance.now() > deadline)
      throw new Error(
        `After ${patience / 1000} s ${looks.at(-1)?.handled ?? 0} of ${count} events were handled.`,
      );
    looks.push(await look(databaseUrl, app));
    await pause(lookMilliseconds);
  } while ((looks.at(-1)?.handled ?? 0) < count);
  return looks;
}

/** What was handled before the first look and after the last but one was not watched from end to end. */
function rowsOf(looks: readonly Look[], count: number): Row[] {
  const first = looks.find(({ handled }) => handled > 0);
  const last = looks.find(({ handled }) => handled >= count);
  if (first === undefined || last === undefined || first === last)
    return [{ work, name: 'Docket', failure: 'too fast to be watched' }];
  const value = (1000 * (last.handled - first.handled)) / (last.at - first.at);
  const tenth = Math.max(1, Math.floor(looks.length / 10));
  const sizes = looks.map(({ bytes }) => bytes);
  // V8 lets its heap grow to what a busy process makes of garbage, and then no further.
  const early = quantile(sizes.slice(5 * tenth, 6 * tenth), 0.5);
  const late = quantile(sizes.slice(-tenth), 0.5);
  const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
  const memory = `memory: ${mebibytes(late)} MiB at the end against ${mebibytes(early)} MiB half-way`;
  return [
    {
      work,
      name: 'Docket',
      ratio: { value, unit: ' /s', ...asked.eventsPerSecond },
      note: `with ${count} waiting, by one process`,
    },
    {
      work,
      name: 'Docket',
      ratio: { value: late / early, unit: '×', ...asked.notificationsMemory },
      note: memory,
    },
  ];
}

/** One notifications app that finds up to 10,000 events waiting: how many it handles in a second, what each takes, and whether it grows. */
export async function events({ sites: [site], options, profile }: Stage): Promise<Row[]> {
  const namespace = newNamespace();
  const waiting = await eventsOf(site);
  const count = waiting.length;
  await publish(namespace, waiting);
  const own = options.profile === 'notifications' ? profile : undefined;
  const app = await startNotifications({
    databaseUrl: site.databaseUrl,
    rabbitmqUrl: services().rabbitmqUrl,
    namespace,
    nodeOptions: [...ownNodeOptions(), ...(own?.nodeOptions ?? [])],
  });
  own?.watch(app.pid);
  try {
    let looks: Look[] = [];
    const result = await metered(await workersOf(app.pid, own), async () => {
      const began = performance.now();
      looks = await watch(site, app, count);
      const rate = (1000 * count) / (performance.now() - began);
      return { answers: count, rate, p50: Number.NaN, p99: Number.NaN, errors: {} };
    });
    const [rate, ...others] = rowsOf(looks, count);
    return rate === undefined ? [] : [{ ...rate, result }, ...others];
  } finally {
    await app.stop();
  }
}
