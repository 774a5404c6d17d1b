/**
 * Which part may import which. Imports only go down: apps talk, libs decide, the foundation serves.
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** A lib may be imported by those whose rule below names it, and by nobody else. */
const lib = (name, ...allowed) => ({
  name: `${name}-imports`,
  comment: `libs/${name} may import ${allowed.length === 0 ? 'no other lib' : allowed.join(', ')}: imports only go down.`,
  severity: 'error',
  from: { path: `^libs/${name}/` },
  to: {
    path: '^(libs|apps|prisma|ops|test)/',
    pathNot: [`^libs/${name}/`, ...allowed.map((other) => `^libs/${other}/`)],
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle means that two things are one, or that a third is missing between them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'one-door',
      comment:
        'A lib is entered through its index.ts alone, so that what lies behind can change. Tests may look behind the door.',
      severity: 'error',
      from: { path: '^(apps|libs|prisma|ops)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'apps-apart',
      comment: 'Apps meet over HTTP and messages, never in code.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-apart',
      comment: 'The web client knows the server by its contract only: the types generated from OpenAPI.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|prisma|ops|test)/' },
    },
    {
      name: 'web-features-apart',
      comment:
        'Features of the web client do not know each other: what two of them need is in components/ or api/.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(features/|app/)', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'no-http-in-libs',
      comment: 'Libs decide; HTTP belongs to the gateway.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/metrics/' },
      to: { path: 'node_modules/(@nestjs/platform-fastify|@nestjs/swagger|fastify|@fastify)/' },
    },
    {
      name: 'no-amqp-in-features',
      comment: 'Features say what happened through libs/messaging and do not know how it travels.',
      severity: 'error',
      from: {
        path: '^libs/(audit|auth|notifications|doctors|appointments|database|cache|metrics|config|common)/',
      },
      to: { path: 'node_modules/(amqplib|amqp-connection-manager|@nestjs/microservices)/' },
    },
    {
      name: 'prisma-in-repositories',
      comment: 'Only repositories speak to the database, so that every query is found in one kind of file.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.repository\\.ts$', '^libs/(database|messaging)/'] },
      to: { path: 'node_modules/(@prisma|pg)/' },
    },
    lib('appointments', 'doctors', 'auth', 'messaging', 'database', 'cache', 'metrics', 'config', 'common'),
    lib('doctors', 'auth', 'messaging', 'database', 'cache', 'metrics', 'config', 'common'),
    lib('auth', 'messaging', 'database', 'cache', 'metrics', 'config', 'common'),
    lib('audit', 'database', 'common'),
    lib('notifications', 'database', 'config', 'common'),
    lib('messaging', 'database', 'config', 'metrics', 'common'),
    lib('database', 'config', 'common'),
    lib('cache', 'config', 'common'),
    lib('metrics', 'config', 'common'),
    lib('config'),
    lib('common'),
    {
      name: 'not-to-tests',
      comment: 'Nothing that runs for users depends on a test.',
      severity: 'error',
      from: { path: '^(apps|libs|prisma|ops)/' },
      to: { path: '(^test/|\\.spec\\.ts$)' },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'What runs in production is installed in production.',
      severity: 'error',
      from: { path: '^(apps/gateway|apps/notifications|libs)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(libs/database/src/generated|dist)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
