/**
 * Which part may import which. Imports only go down: apps talk, libs decide, the foundation serves.
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** A lib may be imported by the libs whose rule below names it, and by no other. */
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

/**
 * The rooms of a lib: folders with one door each. `arrows` names the rooms that a room may enter; any room may read the
 * files that lie beside the rooms (an actor, the policy, errors of the whole lib).
 */
const rooms = (name, arrows) => [
  {
    name: `${name}-doors`,
    comment: `A room of libs/${name} is entered through its index.ts alone, so that what lies behind can change.`,
    severity: 'error',
    from: { path: [`^libs/${name}/src/([^/]+)/`, `^libs/${name}/src/()[^/]+\\.ts$`] },
    to: {
      path: `^libs/${name}/src/(${Object.keys(arrows).join('|')})/(?!index\\.ts$)`,
      pathNot: `^libs/${name}/src/$1/`,
    },
  },
  ...Object.entries(arrows).map(([room, allowed]) => ({
    name: `${name}-${room}-imports`,
    comment: `${room} of libs/${name} may enter ${allowed.length === 0 ? 'no other room' : allowed.join(', ')}: arrows go one way.`,
    severity: 'error',
    from: { path: `^libs/${name}/src/${room}/` },
    to: {
      path: `^libs/${name}/src/(${Object.keys(arrows).join('|')})/`,
      pathNot: [room, ...allowed].map((other) => `^libs/${name}/src/${other}/`),
    },
  })),
];

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
      name: 'web-client-in-api',
      comment: 'Pages call the modules of api/, which alone know the client of the contract.',
      severity: 'error',
      from: { path: '^apps/web/src/(?!api/)' },
      to: { path: '^apps/web/src/api/http/client\\.ts$' },
    },
    {
      name: 'web-apart',
      comment: 'The web client knows the server by its contract only: the types generated from OpenAPI.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|prisma|ops|test)/' },
    },
    {
      name: 'web-areas-apart',
      comment:
        'The areas of the web client (patient, clinic, admin, access) do not know each other: what two of them need is in components/, visits/, routing/, time/ or api/.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(features|app)/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-features-apart',
      comment:
        'Features of one area do not know each other either: what two of them need lies beside their folders.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/([^/]+)/' },
      to: { path: '^apps/web/src/features/$1/[^/]+/', pathNot: '^apps/web/src/features/$1/$2/' },
    },
    {
      name: 'web-parts-below-features',
      comment: 'What features are made of does not know them.',
      severity: 'error',
      from: { path: '^apps/web/src/(api|components|messages|pwa|routing|time|visits)/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
    {
      name: 'web-components-know-no-visits',
      comment: 'Components are parts of any page; what shows or changes a visit is in visits/.',
      severity: 'error',
      from: { path: '^apps/web/src/(components|routing|time)/' },
      to: { path: '^apps/web/src/visits/' },
    },
    {
      name: 'web-api-below',
      comment: 'The calls and the texts of the web client know nothing of how they are shown.',
      severity: 'error',
      from: { path: '^apps/web/src/(api|messages)/' },
      to: { path: '^apps/web/src/(components|pwa|routing|time|visits)/' },
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
      from: { path: '^(apps|libs)/', pathNot: ['\\.(repository|sql)\\.ts$', '^libs/(database|messaging)/'] },
      to: { path: 'node_modules/(@prisma|pg)/' },
    },
    lib('appointments', 'doctors', 'auth', 'messaging', 'database', 'cache', 'metrics', 'config', 'common'),
    ...rooms('appointments', {
      availability: [],
      idempotency: [],
      record: ['idempotency', 'availability'],
      search: ['availability'],
      booking: ['record', 'idempotency', 'availability'],
      visits: ['booking', 'record', 'idempotency', 'availability'],
      series: ['visits', 'booking', 'record', 'idempotency', 'availability'],
      waitlist: ['booking', 'record', 'idempotency', 'availability'],
      desk: ['record', 'availability'],
      retirement: ['visits', 'record', 'availability'],
      upkeep: ['record'],
      reports: ['availability'],
      patients: ['record', 'availability'],
      privacy: ['patients', 'record', 'availability'],
    }),
    lib('doctors', 'auth', 'messaging', 'database', 'cache', 'metrics', 'config', 'common'),
    ...rooms('doctors', {
      retirement: ['directory', 'locations', 'visit-types'],
      'visit-types': ['directory'],
      hours: ['directory', 'locations'],
      directory: ['locations'],
      locations: [],
    }),
    lib('auth', 'notifications', 'messaging', 'database', 'cache', 'metrics', 'config', 'common'),
    ...rooms('auth', {
      administration: ['sign-in', 'accounts', 'links', 'sessions'],
      privacy: ['dependants'],
      patients: ['dependants', 'accounts'],
      records: ['patients', 'dependants', 'accounts', 'links', 'sessions'],
      dependants: ['accounts', 'links', 'sessions'],
      'sign-in': ['accounts', 'links', 'sessions', 'crypto'],
      accounts: ['links', 'sessions', 'crypto'],
      links: ['crypto'],
      sessions: ['crypto'],
      crypto: [],
    }),
    lib('audit', 'auth', 'database', 'common'),
    lib('notifications', 'database', 'config', 'common'),
    lib('messaging', 'database', 'config', 'metrics', 'common'),
    lib('database', 'config', 'common'),
    lib('cache', 'metrics', 'config', 'common'),
    lib('metrics', 'config', 'common'),
    lib('config'),
    lib('common'),
    {
      name: 'notifications-facts',
      comment: 'What is true now is read below planning and delivery, and knows neither.',
      severity: 'error',
      from: { path: '^apps/notifications/src/facts/' },
      to: { path: '^apps/notifications/', pathNot: '^apps/notifications/src/facts/' },
    },
    {
      name: 'notifications-rooms',
      comment: 'Planning and delivery meet in the ledger, not in code; what both read is in facts/.',
      severity: 'error',
      from: { path: '^apps/notifications/src/(planning|delivery|retention)/' },
      to: { path: '^apps/notifications/src/', pathNot: '^apps/notifications/src/($1|facts)/' },
    },
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
