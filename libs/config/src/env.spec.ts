import {
  asOwner,
  ConfigurationError,
  type DatabaseLogins,
  loadDatabaseEnv,
  loadEnv,
  variables,
} from './env.js';

const needed = { DATABASE_URL: 'postgresql://127.0.0.1/docket', JWT_SECRET: 'x'.repeat(32) };

function complaints(given: NodeJS.ProcessEnv): string[] {
  try {
    loadEnv({ ...needed, ...given });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split('\n');
  }
}

it('needs a database and a secret, and has a default for everything else', () => {
  expect(loadEnv(needed)).toMatchObject({
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: 3000,
    NAMESPACE: 'docket',
    STARTUP: 'strict',
    AUDIT_RETENTION_DAYS: 3650,
    CORS_ORIGINS: [],
    LOG_LEVEL: 'log',
  });
  expect(loadEnv(needed).REDIS_URL).toBeUndefined();
  expect(loadEnv(needed).RABBITMQ_URL).toBeUndefined();
});

it('names what is missing, one line each, with what it is for', () => {
  expect(complaints({ DATABASE_URL: undefined, JWT_SECRET: undefined })).toEqual([
    `DATABASE_URL is missing. ${variables.DATABASE_URL.desc ?? ''}`,
    `JWT_SECRET is missing. ${variables.JWT_SECRET.desc ?? ''}`,
  ]);
});

it('takes an empty value for one that was left out', () => {
  const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
  expect(loadEnv({ ...empty, ...needed })).toEqual(loadEnv(needed));
  expect(complaints({ JWT_SECRET: '' })).toHaveLength(1);
});

const limits = Object.keys(variables).filter((name): name is `LIMIT_${string}` & keyof typeof variables =>
  name.startsWith('LIMIT_'),
);

/** The type asks for every variable but the limits, which are all alike. */
const wrong: Readonly<Record<Exclude<keyof typeof variables, `LIMIT_${string}`>, readonly string[]>> = {
  NODE_ENV: ['prod', 'Production', ' production'],
  HOST: ['not a host', 'http://127.0.0.1', '-'],
  PORT: ['0', '-1', '65536', 'http', '3000.5'],
  METRICS_PORT: ['65536', 'x'],
  DOCS: ['hidden', 'false'],
  NOTIFICATIONS_PORT: ['65536', 'x'],
  EVENTS_PORT: ['65536', 'x'],
  DATABASE_URL: ['mysql://127.0.0.1/x', '127.0.0.1:5432', 'postgresql//x', 'x'],
  MIGRATION_DATABASE_URL: ['mysql://127.0.0.1/x', 'x'],
  DATABASE_DIRECT_URL: ['mysql://127.0.0.1/x', 'x'],
  DATABASE_STATEMENT_NAMES: ['yes'],
  DATABASE_POOL_SIZE: ['0', '501', '1.5', 'many', '1e400'],
  REDIS_URL: ['http://127.0.0.1', '127.0.0.1:6379'],
  REDIS_STATE_URL: ['http://127.0.0.1', '127.0.0.1:6380'],
  RABBITMQ_URL: ['http://127.0.0.1', '127.0.0.1:5672'],
  NAMESPACE: ['Docket', '1docket', 'a b', 'a.b', 'a*', 'x'.repeat(32)],
  INTERNAL_SERVICES: [
    'kiosk',
    'kiosk:short:appointments.get.v1',
    `kiosk:${'x'.repeat(43)}`,
    `kiosk:${'x'.repeat(43)}:`,
    `kiosk:${'x'.repeat(43)}:*`,
    `Kiosk:${'x'.repeat(43)}:appointments.get.v1`,
    `kiosk:${'x'.repeat(43)}:a.v1,kiosk:${'y'.repeat(43)}:b.v1`,
  ],
  RPC_UNBOUND_UNTIL: ['never', '2027', '2027-13-01', '30.06.2027'],
  RECONCILIATION_SECONDS: ['0', '1801'],
  RECONCILIATION_REPLAY: ['yes'],
  STARTUP: ['lenient', 'STRICT'],
  JWT_SECRET: ['short', 'x'.repeat(31)],
  JWT_PREVIOUS_SECRETS: ['short', `${'x'.repeat(32)},short`, `${'x'.repeat(32)},`],
  ACCESS_TOKEN_MINUTES: ['0', '61', 'x'],
  SESSION_DAYS: ['0', '366'],
  SESSION_IDLE_HOURS: ['0', '8761'],
  REQUIRE_STAFF_MFA: ['yes', '1', 'TRUE'],
  PASSWORD_MIN_LENGTH: ['7', '129'],
  AUDIT_RETENTION_DAYS: ['364', 'for ever', '36501'],
  PASSWORD_HASH_QUEUE: ['0', '10001'],
  CORS_ORIGINS: ['*', 'clinic.example', 'https://clinic.example/', 'https://a.example https://b.example'],
  TRUST_PROXY: ['true', 'loopback', '10.0.0.0/33', '10.0.0', '::1/129', '10.0.0.1/', '10.0.0.1/8/8', '1'],
  RATE_LIMITS: ['none', '0'],
  ...Object.fromEntries(
    limits.map((name) => [
      name,
      ['5', '0/60', '5/0', '-1/60', '1.5/60', '5/604801', '1e9/60', '5 / 60', 'off'],
    ]),
  ),
  QUOTA_HOLDS: ['0', '-1', 'none', '1000001'],
  QUOTA_BOOKINGS: ['0', '1.5', 'none'],
  BUDGET_MAILS_PER_ADDRESS: ['0/60', '30', 'none'],
  BUDGET_MAILS_PER_ACCOUNT: ['0/60', '30', 'none'],
  BUDGET_SMS_PER_NUMBER: ['0/60', '10', 'none'],
  BUDGET_SMS_PER_ACCOUNT: ['0/60', '10', 'none'],
  BUDGET_LINKS: ['0/60', '3', 'none'],
  QUOTA_BOOKINGS_PER_DAY: ['0', '1.5', 'none'],
  QUOTA_UNPROVEN_VISITS: ['0', '1.5', 'none'],
  QUOTA_WAITLIST: ['0', '1.5', 'none'],
  CONFIRMATION_REMINDER_MINUTES: ['0', '43201', 'soon'],
  WAITLIST_OFFER_MINUTES: ['0', '1441', 'soon'],
  QUOTA_STREAMS: ['0', '-1', 'none'],
  QUOTA_STREAMS_PER_ACCOUNT: ['0', '1.5', 'none'],
  QUOTA_STREAMS_PER_ADDRESS: ['0', '1.5', 'none'],
  PUBLIC_URL: ['clinic.example', 'ftp://clinic.example', 'https://clinic.example/?a=1'],
  SMTP_URL: ['mail.clinic.example', 'http://mail.clinic.example'],
  MAIL_FROM: ['Docket', 'a@b@c', 'Docket <no-reply>', 'Docket\r\nBcc: <a@b.example>'],
  SMS_URL: ['sms.example', 'ftp://sms.example'],
  SMS_SECRET: ['short', 'x'.repeat(31)],
  VAPID_PUBLIC_KEY: ['short', 'x'.repeat(86), '+'.repeat(87)],
  VAPID_PRIVATE_KEY: ['short', 'x'.repeat(44)],
  PUSH_SERVICES: ['*', 'https://push.example', 'push.example/x', 'a.example,'],
  DELIVERY_TIMEOUT_SECONDS: ['0', '61', 'x'],
  SEARCH_CACHE_SECONDS: ['-1', '3601', 'never'],
  LOG_LEVEL: ['info', 'LOG'],
  DRAIN_SECONDS: ['-1', '301', '1.5'],
};

it.each(Object.entries(wrong) as [keyof typeof variables, string[]][])(
  '%s: each wrong value is one line that names the variable and its use',
  (name, values) => {
    for (const value of values) {
      const lines = complaints({ [name]: value });
      expect({ value, lines }).toEqual({ value, lines: [expect.stringMatching(`^${name} .+`)] });
      expect(lines[0]).toContain(variables[name].desc);
    }
  },
);

it('names every wrong variable at once', () => {
  expect(complaints({ PORT: 'x', LOG_LEVEL: 'x', NAMESPACE: '*' })).toHaveLength(3);
});

it('never repeats a secret', () => {
  expect(complaints({ JWT_SECRET: 'hunter2' }).join()).not.toContain('hunter2');
  expect(complaints({ DATABASE_URL: 'mysql://a:hunter2@127.0.0.1/x' }).join()).not.toContain('hunter2');
});

it('reads lists of origins', () => {
  const { CORS_ORIGINS } = loadEnv({ ...needed, CORS_ORIGINS: 'https://a.example, http://localhost:5173,' });
  expect(CORS_ORIGINS).toEqual(['https://a.example', 'http://localhost:5173']);
});

it('reads rates and networks', () => {
  const given = { LIMIT_BOOKINGS: '7/86400', TRUST_PROXY: '10.0.0.0/8, ::1,192.0.2.1' };
  const { LIMIT_BOOKINGS, TRUST_PROXY } = loadEnv({ ...needed, ...given });
  expect(LIMIT_BOOKINGS).toEqual({ quota: 7, seconds: 86_400 });
  expect(TRUST_PROXY).toEqual(['10.0.0.0/8', '::1', '192.0.2.1']);
});

it('asks for both halves of a pair', () => {
  const [line] = complaints({ SMS_URL: 'https://sms.example' });
  expect(line).toMatch(/^SMS_SECRET is missing, and SMS_URL is of no use without it/);
});

it('cannot be changed', () => {
  expect(Object.isFrozen(loadEnv(needed))).toBe(true);
});

it('asks a command that needs the database for nothing else', () => {
  expect(loadDatabaseEnv({ DATABASE_URL: needed.DATABASE_URL, PORT: 'x' })).toMatchObject({
    DATABASE_POOL_SIZE: 10,
  });
  expect(() => loadDatabaseEnv({})).toThrow('DATABASE_URL is missing');
});

it.each([
  [{}, '127.0.0.1/docket'],
  [{ DATABASE_DIRECT_URL: 'postgresql://direct/docket' }, 'direct/docket'],
  [
    {
      DATABASE_DIRECT_URL: 'postgresql://direct/docket',
      MIGRATION_DATABASE_URL: 'postgresql://owner/docket',
    },
    'owner/docket',
  ],
])('leads the owner past any pooler (%j)', (given, place) => {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = asOwner<DatabaseLogins>({ ...needed, ...given });
  expect([DATABASE_URL, DATABASE_DIRECT_URL]).toEqual([`postgresql://${place}`, undefined]);
});
