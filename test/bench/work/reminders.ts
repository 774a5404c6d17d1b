import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { withPostgres } from '../../support/run/connections.js';
import { createEmptyDatabase } from '../../support/database.js';
import { freePort } from '../../support/private-services.js';
import { type App, startNotifications } from '../../support/processes.js';
import { currentRun } from '../../support/run/run.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { asked } from '../asked.js';
import { type Row, type Stage } from '../row.js';

const work = 'reminders';
const due = 1000;
const withinSeconds = 60;
/** At some hours a thousand doctors get the list of their day first. How long those take is not what is measured. */
const listsSeconds = 15;
const patience = 300_000;

/** A mail server that takes everything and keeps nothing. */
async function startMailServer(): Promise<{ url: string; close: () => void }> {
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 200,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, callback) => {
      stream.on('end', () => {
        callback();
      });
      stream.resume();
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => {
      server.close();
    },
  };
}

async function numberOf(url: string, sql: string): Promise<number> {
  const { rows } = await withPostgres(url, (client) => client.query<{ number: string | null }>(sql));
  return Number(rows[0]?.number ?? 0);
}

const toCome = `
  SELECT count(*) AS number FROM appointments
  WHERE starts_at > now() + interval '2 days' AND status IN ('pending', 'confirmed')`;
const planned = `
  SELECT count(DISTINCT d.appointment_id) AS number FROM deliveries d JOIN appointments a ON a.id = d.appointment_id
  WHERE a.starts_at > now() + interval '2 days' AND a.status IN ('pending', 'confirmed')`;

/** How many visits are planned in a second when none is: each batch of 500 takes the same few statements. */
async function planning(url: string): Promise<Row> {
  const visits = await numberOf(url, toCome);
  const began = performance.now();
  await eventually(async () => (await numberOf(url, planned)) >= visits, { within: patience, every: 250 });
  const seconds = (performance.now() - began) / 1000;
  const note = `visits planned a second: ${visits} in ${seconds.toFixed(1)} s, in batches of 500`;
  return {
    work,
    name: 'planning',
    ratio: { value: visits / seconds, unit: '/s', ...asked.plannedPerSecond },
    note,
  };
}

/** What became of some deliveries, such as `1000 sent`. */
async function endsOf(url: string, ids: readonly number[]): Promise<{ open: number; text: string }> {
  const sql = `
    SELECT CASE WHEN state = 'sent' THEN 'sent' ELSE concat_ws(' ', state, reason) END AS "end", count(*)::int AS times,
      state IN ('planned', 'uncertain') AND doubts < 2 AS "isOpen"
    FROM deliveries WHERE id = ANY($1) GROUP BY 1, 3 ORDER BY times DESC`;
  const { rows } = await withPostgres(url, (client) =>
    client.query<{ end: string; times: number; isOpen: boolean }>(sql, [ids]),
  );
  return {
    open: rows.reduce((sum, { times, isOpen }) => sum + (isOpen ? times : 0), 0),
    text: rows.map(({ end, times }) => `${times} ${end}`).join(', '),
  };
}

/** Lets reminders fall due, spread over a minute, and reads from the ledger how late each of them left. */
async function leaving(url: string): Promise<Row> {
  const ids = await withPostgres(url, async (client) => {
    const { rows } = await client.query<{ id: number }>(`
      UPDATE deliveries SET due_at = now() + ${listsSeconds} * interval '1 second' + random() * interval '${withinSeconds} seconds', expires_at = now() + interval '1 hour'
      WHERE id IN (SELECT id FROM deliveries WHERE state = 'planned' AND lease_until IS NULL AND occasion = 'reminder' AND channel = 'email'
        ORDER BY id LIMIT ${due})
      RETURNING id`);
    return rows.map(({ id }) => id);
  });
  let ends = await endsOf(url, ids);
  const haveEnded = async (): Promise<boolean> => {
    ends = await endsOf(url, ids);
    return ends.open === 0;
  };
  await eventually(haveEnded, { within: patience, every: 500 }).catch(() => {
    throw new Error(`After ${patience / 1000} s of ${due} reminders: ${ends.text}.`);
  });
  const late = await numberOf(
    url,
    `SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM sent_at - due_at)) AS number
     FROM deliveries WHERE state = 'sent' AND id = ANY('{${ids.join(',')}}')`,
  );
  const note = `p99 of how late a reminder left, ${due} due in one minute: ${ends.text}`;
  return { work, name: 'leaving', ratio: { value: late, unit: ' s', ...asked.reminderSeconds }, note };
}

/** Planning the reminders of all visits to come, and sending those that are due. */
export async function reminders({ sites: [site] }: Stage): Promise<Row[]> {
  const clinic = await createEmptyDatabase(new URL(site.copyUrl).pathname.slice(1));
  const server = await startMailServer();
  let app: App | undefined;
  try {
    app = await startNotifications({
      databaseUrl: clinic.url,
      rabbitmqUrl: services().rabbitmqUrl,
      namespace: newNamespace(),
      env: { SMTP_URL: server.url },
      outputFile: join(currentRun().folder, `notifications-${await freePort()}.log`),
    });
    return [await planning(clinic.url), await leaving(clinic.url)];
  } finally {
    await app?.stop();
    server.close();
    await clinic.drop();
  }
}
