import { defineConfig } from 'rolldown';

/**
 * What `npm start` runs itself, bundled by itself in a moment: it makes the database while everything else is built.
 * So it takes from libs only what needs no Prisma client, which may not be there yet.
 */
export default defineConfig({
  input: { start: 'ops/local/start.ts' },
  platform: 'node',
  tsconfig: 'tsconfig.build.json',
  resolve: { conditionNames: ['source', 'node', 'default'], extensionAlias: { '.js': ['.ts', '.js'] } },
  // Packages, but not our own libs (#libs/…).
  external: /^[@a-z]/,
  treeshake: { moduleSideEffects: false },
  output: { dir: 'dist/launcher', cleanDir: true, format: 'esm' },
});
