import { loadDatabaseEnv } from '#libs/config';
import { runCommand } from '../ops/command.js';
import { demoLogins, demoPassword, seedNamedDatabase } from './seed.js';

const usage = 'npm run db:seed\n  Fills an empty database with demo data.';

runCommand(usage, async () => {
  await seedNamedDatabase(loadDatabaseEnv());
  const names = demoLogins.map(({ username }) => username).join(', ');
  console.log(`Demo data is in place. Sign in as ${names}: ${demoPassword}`);
});
