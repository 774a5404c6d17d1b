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
import { type Row, type Stage } from '../row.js';

const work = 'reminders';
const due = 1000;
const withinSeconds = 60;
/** At some hours a thousand doctors get the list of their day first. How long those take is not what is measured. */
const listsSeconds = 15;
const patience = 600_000;

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
  return { work, name: 'planning', ratio: { value: visits / seconds, unit: '/s', atLeast: 500 }, note };
}

/** Lets reminders fall due, spread over a minute, and reads from the ledger how late each of them left. */
async function leaving(url: string): Promise<Row> {
  await withPostgres(url, (client) =>
    client.query(`
      UPDATE deliveries SET due_at = now() + ${listsSeconds} * interval '1 second' + random() * interval '${withinSeconds} seconds', expires_at = now() + interval '1 hour'
      WHERE id IN (SELECT id FROM deliveries WHERE state = 'planned' AND occasion = 'reminder' AND channel = 'email'
        ORDER BY id LIMIT ${due})`),
  );
  const sent = `SELECT count(*) AS number FROM deliveries WHERE state = 'sent' AND occasion = 'reminder'`;
  await eventually(async () => (await numberOf(url, sent)) >= due, { within: patience, every: 500 });
  const late = await numberOf(
    url,
    `SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM sent_at - due_at)) AS number
     FROM deliveries WHERE state = 'sent' AND occasion = 'reminder'`,
  );
  const note = `p99 of how late a reminder left, ${due} due in one minute`;
  return { work, name: 'leaving', ratio: { value: late, unit: ' s', atMost: 5 }, note };
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
