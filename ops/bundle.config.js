import { defineConfig } from 'rolldown';

/** What code asks for that Docket never runs: packages that others know how to use when they are there. */
const expected = new Set(['UNRESOLVED_IMPORT', 'EVAL']);

/** The compiled apps with most of their libraries in a few files, which Node reads sooner than some two thousand. */
export default defineConfig({
  input: {
    gateway: 'dist/apps/gateway/src/main.js',
    notifications: 'dist/apps/notifications/src/main.js',
  },
  platform: 'node',
  external: [
    // Native code cannot be bundled.
    '@node-rs/argon2',
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
    // Decorators need reflect-metadata to be there before them, as the sources import it.
    strictExecutionOrder: true,
  },
});
