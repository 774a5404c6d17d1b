import { parseArgs } from 'node:util';
import { loadDatabaseEnv } from '#libs/config';
import { appDatabaseComplaint, applicationRole, Database } from '#libs/database';
import { eventTypes, OutboxOperationsRepository, type ReplayFilter } from '#libs/messaging';
import { runCommand, UsageError } from '../command.js';

const usage = `npm run outbox -- status
npm run outbox -- replay --id <event id>
npm run outbox -- replay --missing
npm run outbox -- replay --from <time> [--to <time>] [--type <event type>]

Times are ISO-8601, such as 2026-12-01T09:00:00Z. Published events are kept for a week.
--missing: those that are known to have reached no consumer.`;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function timeOf(name: string, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) throw new UsageError(`--${name} is no time.`);
  return time;
}

function filterOf(args: readonly string[]): ReplayFilter {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { id: text, type: text, from: text, to: text, missing: { type: 'boolean' } },
  });
  const { id, type, from, to, missing } = values;
  if (id !== undefined && !uuid.test(id)) throw new UsageError('--id is no event id.');
  if (type !== undefined && !eventTypes.some((known) => known === type))
    throw new UsageError(`--type must be one of ${eventTypes.join(', ')}.`);
  // Without a limit, one slip of the hand would publish everything again.
  if (id === undefined && from === undefined && missing !== true)
    throw new UsageError('--id, --missing or --from is needed.');
  return { eventId: id, type, from: timeOf('from', from), to: timeOf('to', to), missing };
}

async function tellStatus(outbox: OutboxOperationsRepository): Promise<void> {
  const { waiting, oldestSeconds, failing, publishedLastHour, missing, retries } = await outbox.status();
  const oldest = waiting === 0 ? '' : `, the oldest for ${Math.round(oldestSeconds)} s`;
  console.log(`waiting to be published   ${waiting}${oldest}`);
  console.log(`of these failed before    ${failing}`);
  console.log(`published in the last hour ${publishedLastHour}`);
  console.log(`published and missing     ${missing}`);
  for (const { reason, count } of retries) console.log(`tried again by consumers  ${count} (${reason})`);
}

runCommand(usage, async ([command, ...args]) => {
  if (command !== 'status' && command !== 'replay') throw new UsageError('Say what to do.');
  const filter = command === 'replay' ? filterOf(args) : undefined;
  const env = loadDatabaseEnv();
  const complaint = await appDatabaseComplaint(env);
  if (complaint !== undefined) throw new Error(complaint);
  const database = new Database(env, applicationRole);
  try {
    const outbox = new OutboxOperationsRepository(database);
    if (filter === undefined) await tellStatus(outbox);
    else console.log(`${await outbox.replay(filter)} events will be published again.`);
  } finally {
    await database.close();
  }
});
