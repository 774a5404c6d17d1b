import { cleanEnv, host, port, type CleanedEnv } from 'envalid';
import { internalServices } from './internal-services.js';
import { messageVariables } from './message-variables.js';
import { pairComplaints } from './pairs.js';
import { productionComplaints } from './production.js';
import {
  day,
  namespace,
  networks,
  oneOf,
  origins,
  quota,
  rate,
  secret,
  secrets,
  serviceUrl,
  wholeNumber,
  yesOrNo,
} from './validators.js';

export { type Rate } from './validators.js';

/**
 * Every variable that Docket reads. `.env.example` and the table in the README are checked against this list.
 */
export const variables = {
  NODE_ENV: oneOf(
    'development',
    'test',
    'production',
  )({
    default: 'development',
    desc: 'development, test or production. In production no demo data is ever created, and weak or default secrets stop the start.',
  }),
  HOST: host({ default: '127.0.0.1', desc: 'Address that both apps listen on. Containers use 0.0.0.0.' }),
  PORT: port({ default: 3000, desc: 'Port of the gateway: REST API, web client, health and metrics.' }),
  METRICS_PORT: port({
    default: undefined,
    desc: 'Port of the gateway for metrics alone. Left out, PORT serves them.',
    example: '9464',
  }),
  DOCS: oneOf('on', 'off')({ default: 'on', desc: 'off: the gateway does not show its API at /docs.' }),
  NOTIFICATIONS_PORT: port({
    default: 3001,
    desc: 'Port of the notifications app: health and metrics only.',
  }),
  DATABASE_URL: serviceUrl(
    'postgresql',
    'postgres',
  )({
    desc: 'PostgreSQL 15 or later, with the login of the apps. Production refuses one that could rewrite the audit log. Left out, `npm start` runs an embedded one in `.docket/`.',
    example: 'postgresql://docket_app:secret@127.0.0.1:5432/docket',
  }),
  MIGRATION_DATABASE_URL: serviceUrl(
    'postgresql',
    'postgres',
  )({
    default: undefined,
    desc: 'The same database with the login that owns it, for migrations and demo data alone: keep it from the apps. Migrations make the login of DATABASE_URL and grant it what the apps need. Left out, that of DATABASE_URL does everything.',
    example: 'postgresql://docket:secret@127.0.0.1:5432/docket',
  }),
  DATABASE_DIRECT_URL: serviceUrl(
    'postgresql',
    'postgres',
  )({
    default: undefined,
    desc: 'PostgreSQL itself, with the same login, where DATABASE_URL names a pooler in transaction mode such as PgBouncer: what PostgreSQL announces is heard there, and migrations go there when MIGRATION_DATABASE_URL is left out. Left out, DATABASE_URL keeps sessions. See docs/behind-a-pooler.md.',
    example: 'postgresql://docket_app:secret@127.0.0.1:5432/docket',
  }),
  DATABASE_STATEMENT_NAMES: oneOf(
    'on',
    'off',
  )({
    default: 'on',
    desc: 'off: statements have no names, for a pooler that does not know them (PgBouncer before 1.21), and are planned every time.',
  }),
  DATABASE_POOL_SIZE: wholeNumber(1, 500)({ default: 10, desc: 'Connections to PostgreSQL per process.' }),
  REDIS_URL: serviceUrl(
    'redis',
    'rediss',
  )({
    default: undefined,
    desc: 'Cache of doctor searches. Left out, each process caches in its own memory.',
    example: 'redis://127.0.0.1:6379',
  }),
  REDIS_STATE_URL: serviceUrl(
    'redis',
    'rediss',
  )({
    default: undefined,
    desc: 'Limits and marks of ended sessions: a Redis that forgets nothing to make room (maxmemory-policy noeviction), because production does not start on another one. Left out, it is that of REDIS_URL.',
    example: 'redis://127.0.0.1:6380',
  }),
  RABBITMQ_URL: serviceUrl(
    'amqp',
    'amqps',
  )({
    default: undefined,
    desc: 'Broker between the apps. Left out, they are joined by TCP on this machine and there is no RPC.',
    example: 'amqp://docket:secret@127.0.0.1:5672',
  }),
  EVENTS_PORT: port({
    default: 3002,
    desc: 'Loopback port that joins the two apps when RABBITMQ_URL is left out.',
  }),
  NAMESPACE: namespace({
    default: 'docket',
    desc: 'Prefix of cache keys, exchanges and queues, so that installations can share Redis and RabbitMQ.',
  }),
  INTERNAL_SERVICES: internalServices({
    default: [],
    desc: 'Comma-separated services that may ask over RabbitMQ for more than the public may: name:key:patterns, with the Ed25519 public key in base64url and a + between patterns. See docs/internal-services.md.',
    example: 'kiosk:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo:appointments.get.v1+appointments.book.v1',
  }),
  RPC_UNBOUND_UNTIL: day({
    default: '2027-06-30',
    desc: 'The last day (UTC) on which requests are taken whose signature does not cover where the answer goes. A day that has passed ends it. See docs/internal-services.md.',
  }),
  RECONCILIATION_SECONDS: wholeNumber(
    1,
    1800,
  )({
    default: 300,
    desc: 'For how long an event may have left its queue without a trace at its consumer, before it counts as lost by the broker.',
  }),
  RECONCILIATION_REPLAY: oneOf(
    'on',
    'off',
  )({
    default: 'on',
    desc: 'off: events that were lost are counted, and sent again only by hand (`npm run outbox`).',
  }),
  STARTUP: oneOf(
    'strict',
    'degraded',
  )({
    default: 'strict',
    desc: 'strict: stop when Redis or RabbitMQ does not answer at start. degraded: start and connect later. PostgreSQL is always needed.',
  }),
  JWT_SECRET: secret({
    desc: 'Every key of the accounts is derived from it; 32 characters or more, such as `openssl rand -base64 48` prints. `npm start` makes one and keeps it in `.docket/`.',
  }),
  JWT_PREVIOUS_SECRETS: secrets({
    default: [],
    desc: 'Comma-separated former values of JWT_SECRET: nothing new is signed with them, and what they signed is good as long as they stand here. Keep one for SESSION_IDLE_HOURS, or no user stays signed in. It must not have a comma.',
    example: 'the-former-secret-of-32-characters-or-more',
  }),
  ACCESS_TOKEN_MINUTES: wholeNumber(1, 60)({ default: 15, desc: 'Lifetime of an access token.' }),
  SESSION_DAYS: wholeNumber(
    1,
    365,
  )({ default: 30, desc: 'Longest lifetime of a session, refreshed or not.' }),
  SESSION_IDLE_HOURS: wholeNumber(
    1,
    8760,
  )({ default: 168, desc: 'A session that is not used for so long ends before SESSION_DAYS are over.' }),
  REQUIRE_STAFF_MFA: yesOrNo({
    default: false,
    desc: 'true: staff, doctors and admins need a second factor for everything but their own account.',
  }),
  PASSWORD_MIN_LENGTH: wholeNumber(8, 128)({ default: 8, desc: 'Shortest password accepted.' }),
  PASSWORD_HASH_QUEUE: wholeNumber(
    1,
    10_000,
  )({
    default: 256,
    desc: 'How many passwords may wait to be checked in one process. Hashing is slow on purpose: who comes when as many wait is told to come back.',
  }),
  AUDIT_RETENTION_DAYS: wholeNumber(
    365,
    36_500,
  )({
    default: 3650,
    desc: 'How long the audit log remembers who saw or changed whose data, a year at least.',
  }),
  CORS_ORIGINS: origins({
    default: [],
    desc: 'Comma-separated origins whose pages may call the API from a browser. None by default.',
    example: 'https://clinic.example,https://app.clinic.example',
  }),
  TRUST_PROXY: networks({
    default: [],
    desc: 'Comma-separated addresses and networks of the proxies in front of the gateway: the address that they name in X-Forwarded-For is the client. None by default, and then that header means nothing.',
    example: '10.0.0.0/8,2001:db8::7',
  }),
  RATE_LIMITS: oneOf(
    'on',
    'off',
  )({
    default: 'on',
    desc: 'off: there are no limits, for load tests. Production refuses it. Every limit below is a number of times and of seconds, counted together by all processes that share REDIS_STATE_URL.',
  }),
  LIMIT_REQUESTS_PER_ADDRESS: rate({
    default: { quota: 12_000, seconds: 60 },
    desc: 'Requests from one address, of an IPv6 client from its /64. A clinic behind one address shares it.',
  }),
  LIMIT_REQUESTS_PER_ACCOUNT: rate({
    default: { quota: 6000, seconds: 60 },
    desc: 'Requests of one account, from wherever.',
  }),
  LIMIT_SIGN_IN_FAILURES: rate({
    default: { quota: 5, seconds: 900 },
    desc: 'Failed sign-ins at one account from one address; signing in clears them.',
  }),
  LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: rate({
    default: { quota: 100, seconds: 900 },
    desc: 'Failed sign-ins from one address, at whichever accounts. Accounts that signed in there during the last two weeks are not kept out by it.',
  }),
  LIMIT_SIGN_IN_FAILURES_IN_RESERVE: rate({
    default: { quota: 200, seconds: 3600 },
    desc: 'Failed sign-ins that one address has in reserve when LIMIT_SIGN_IN_FAILURES_PER_ADDRESS is used up, so that others there are let in with the right password.',
  }),
  LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: rate({
    default: { quota: 100, seconds: 3600 },
    desc: 'Failed sign-ins at one account from wherever. Where its owner signed in during the last two weeks, they still can.',
  }),
  LIMIT_REGISTRATIONS: rate({
    default: { quota: 100, seconds: 3600 },
    desc: 'Registrations from one address.',
  }),
  LIMIT_REFRESHES: rate({
    default: { quota: 600, seconds: 60 },
    desc: 'Refreshed tokens from one address.',
  }),
  LIMIT_LINKS: rate({
    default: { quota: 60, seconds: 3600 },
    desc: 'Links by e-mail that one address asks for or uses, such as to reset a password.',
  }),
  LIMIT_PROOFS: rate({
    default: { quota: 20, seconds: 900 },
    desc: 'Passwords and codes that one account is asked for while it is signed in, such as to change the password.',
  }),
  LIMIT_BOOKINGS: rate({
    default: { quota: 600, seconds: 60 },
    desc: 'Bookings that one account tries, and changes of their time.',
  }),
  LIMIT_HOLDS: rate({ default: { quota: 600, seconds: 60 }, desc: 'Holds that one account tries.' }),
  QUOTA_HOLDS: quota({
    default: 5,
    desc: 'Holds that a patient may have at once. What staff do for patients is not bound by it.',
  }),
  QUOTA_BOOKINGS: quota({
    default: 60,
    desc: 'Visits to come that a patient may have at once. What staff book for patients is not bound by it.',
  }),
  QUOTA_BOOKINGS_PER_DAY: quota({
    default: 120,
    desc: 'Bookings that may be made for a patient within a day, whatever becomes of them: booking and cancelling in turns ends here. What staff book for patients is not bound by it.',
  }),
  QUOTA_UNPROVEN_VISITS: quota({
    default: 2,
    desc: 'Visits to come, with holds, that an account may have for itself and its dependants until its e-mail address is proven. It holds where SMTP_URL is set, because a link by mail is the only proof.',
  }),
  QUOTA_WAITLIST: quota({
    default: 10,
    desc: 'Entries on the waitlist that a patient may have at once. What staff enter for patients is not bound by it.',
  }),
  QUOTA_STREAMS: quota({
    default: 2000,
    desc: 'Streams of changes and messages that one gateway has open at once.',
  }),
  QUOTA_STREAMS_PER_ACCOUNT: quota({
    default: 20,
    desc: 'Those of them that tell one account of its messages.',
  }),
  QUOTA_STREAMS_PER_ADDRESS: quota({
    default: 100,
    desc: 'Those of them that need no sign-in and go to one address.',
  }),
  CONFIRMATION_REMINDER_MINUTES: wholeNumber(
    1,
    43_200,
  )({
    default: 1440,
    desc: 'How long before its start a doctor is reminded of a request without an answer; half of the time that was left at booking, where that is later.',
  }),
  WAITLIST_OFFER_MINUTES: wholeNumber(
    1,
    1440,
  )({
    default: 30,
    desc: 'How long a time that has become free is held for a patient on the waitlist, who has to answer until then.',
  }),
  ...messageVariables,
  SEARCH_CACHE_SECONDS: wholeNumber(
    0,
    3600,
  )({
    default: 60,
    desc: 'How long a doctor search may be served from the cache; a changed doctor ends it at once. 0 turns it off.',
  }),
  DRAIN_SECONDS: wholeNumber(
    0,
    300,
  )({
    default: 0,
    desc: 'For how long a gateway that was told to stop goes on answering and says that it is not ready: longer than a balancer takes to notice, so that no request is lost.',
  }),
  LOG_LEVEL: oneOf(
    'error',
    'warn',
    'log',
    'debug',
    'verbose',
  )({
    default: 'log',
    desc: 'The least important messages that are still written as JSON lines on standard output: error, warn, log, debug or verbose.',
  }),
};

/** The validated configuration of one process. */
export type Env = Readonly<
  Omit<CleanedEnv<typeof variables>, 'isDev' | 'isDevelopment' | 'isTest' | 'isProduction' | 'isProd'>
>;

/** Injection token of {@link Env}. */
export const ENV = Symbol('ENV');

/** Thrown when variables are wrong; `message` has one line per variable. */
export class ConfigurationError extends Error {}

/** What a command needs that does nothing but speak to the database. */
export type DatabaseEnv = Pick<Env, 'NODE_ENV' | 'DATABASE_POOL_SIZE'> & DatabaseWay & DatabaseLogins;

/** How the apps reach the database: by a pooler in transaction mode where there is a direct way beside it. */
export type DatabaseWay = Pick<Env, 'DATABASE_URL'> &
  Partial<Pick<Env, 'DATABASE_DIRECT_URL' | 'DATABASE_STATEMENT_NAMES'>>;

/** The two logins of a database; one of them may do everything. */
export type DatabaseLogins = DatabaseWay & Partial<Pick<Env, 'MIGRATION_DATABASE_URL'>>;

function validate<Specs extends Partial<typeof variables>>(specs: Specs, source: NodeJS.ProcessEnv) {
  // An empty value counts as left out.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const refuse = (complaints: readonly (readonly [string, string])[]): void => {
    const lines = complaints.map(([name, complaint]) =>
      `${name} ${complaint}. ${variables[name as keyof typeof variables].desc ?? ''}`.trim(),
    );
    if (lines.length > 0) throw new ConfigurationError(lines.join('\n'));
  };
  const cleaned = cleanEnv(given, specs, {
    reporter: ({ errors }) => {
      refuse(
        Object.entries(errors as Readonly<Record<string, Error>>).map(([name, { message }]) => [
          name,
          given[name] === undefined ? 'is missing' : message,
        ]),
      );
    },
  });
  refuse([...pairComplaints(cleaned), ...productionComplaints(cleaned)]);
  return Object.freeze({ ...cleaned });
}

/**
 * Validates variables before anything else starts.
 *
 * @param source the variables, by default those of the process
 * @returns every variable of {@link variables}, typed, defaults filled in
 * @throws ConfigurationError naming every wrong variable, one line each
 */
export function loadEnv(source: NodeJS.ProcessEnv = process.env): Env {
  return validate(variables, source);
}

/**
 * As {@link loadEnv}, for commands that need the database alone.
 *
 * @throws ConfigurationError naming every wrong variable, one line each
 */
export function loadDatabaseEnv(source: NodeJS.ProcessEnv = process.env): DatabaseEnv {
  const { NODE_ENV, DATABASE_URL, MIGRATION_DATABASE_URL, DATABASE_POOL_SIZE } = variables;
  const { DATABASE_DIRECT_URL, DATABASE_STATEMENT_NAMES } = variables;
  const way = { DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_STATEMENT_NAMES };
  return validate({ NODE_ENV, ...way, MIGRATION_DATABASE_URL, DATABASE_POOL_SIZE }, source);
}

/** The database with the login that owns it, past any pooler, and the variable that names it. */
export function ownersDatabase({
  DATABASE_URL,
  DATABASE_DIRECT_URL,
  MIGRATION_DATABASE_URL,
}: DatabaseLogins): { readonly url: string; readonly variable: keyof DatabaseLogins } {
  if (MIGRATION_DATABASE_URL !== undefined)
    return { url: MIGRATION_DATABASE_URL, variable: 'MIGRATION_DATABASE_URL' };
  return DATABASE_DIRECT_URL === undefined
    ? { url: DATABASE_URL, variable: 'DATABASE_URL' }
    : { url: DATABASE_DIRECT_URL, variable: 'DATABASE_DIRECT_URL' };
}

/** The same variables for work that is the owner's. */
export const asOwner = <E extends DatabaseLogins>(env: E): E => ({
  ...env,
  DATABASE_URL: ownersDatabase(env).url,
  DATABASE_DIRECT_URL: undefined,
});

/** What a command needs that does nothing but speak to the broker. */
export type BrokerEnv = Pick<Env, 'NODE_ENV' | 'RABBITMQ_URL' | 'NAMESPACE'>;

/**
 * As {@link loadEnv}, for commands that need the broker alone.
 *
 * @throws ConfigurationError naming every wrong variable, one line each
 */
export function loadBrokerEnv(source: NodeJS.ProcessEnv = process.env): BrokerEnv {
  const { NODE_ENV, RABBITMQ_URL, NAMESPACE } = variables;
  return validate({ NODE_ENV, RABBITMQ_URL, NAMESPACE }, source);
}
