const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const services = {
  globalSetup: './test/support/run/global-setup.ts',
  globalTeardown: './test/support/run/global-teardown.ts',
};

/** What works with time zones must not depend on that of the process. */
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const inEveryZone =
  '/libs/appointments/src/(?:availability/availability|series/recurrence|availability/zone-calendar)\\.spec\\.ts$';

/** The tiers: `unit` needs nothing, the others real services (test/support finds or starts them). */
export default {
  // Real processes on a busy machine take their time; a test that waits for nothing ends long before.
  testTimeout: 90_000,
  testSequencer: './test/support/run/longest-first.js',
  // What spec files leave behind in a worker makes its garbage collection dearer and dearer.
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,ops,test/bench}/**/*.spec.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, inEveryZone],
    },
    ...zones.map((zone) => ({
      ...shared,
      displayName: 'unit',
      testRegex: [inEveryZone],
      testEnvironment: './test/support/zone-environment.js',
      testEnvironmentOptions: { ...shared.testEnvironmentOptions, zone },
    })),
    ...['integration', 'e2e', 'browser', 'drift'].map((tier) => ({
      ...shared,
      ...services,
      displayName: tier,
      testMatch: [`<rootDir>/test/${tier}/**/*.spec.ts`],
    })),
  ],
};
