import { defineConfig } from 'rolldown';

/** What code asks for that Docket never runs: packages that others know how to use when they are there. */
const expected = new Set(['UNRESOLVED_IMPORT', 'EVAL']);

/** The compiled apps with their libraries in a few files: Node starts them in half the time that a thousand take. */
export default defineConfig({
  input: {
    gateway: 'dist/apps/gateway/src/main.js',
    notifications: 'dist/apps/notifications/src/main.js',
  },
  platform: 'node',
  // Native code cannot be bundled.
  external: ['@node-rs/argon2'],
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
