import { loadDatabaseEnv, ownersDatabase } from '#libs/config';
import { databaseComplaint } from '#libs/database';
import { runCommand } from '../ops/command.js';
import { migrate } from './migrate.js';

const usage = 'npm run db:migrate\n  Brings the database up to date.';

runCommand(usage, async () => {
  const env = loadDatabaseEnv();
  const { url, variable } = ownersDatabase(env);
  const complaint = await databaseComplaint(url, variable);
  if (complaint !== undefined) throw new Error(complaint);
  const applied = await migrate(env);
  for (const name of applied) console.log(`applied ${name}`);
  if (applied.length === 0) console.log('up to date');
});
