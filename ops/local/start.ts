import { asOwner, type Env } from '#libs/config';
import { Database } from '#libs/database';
import { migrate } from '../../prisma/migrate.js';
import { demoLogins, seed } from '../../prisma/seed.js';
import { Apps, type AppSpec } from './apps.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { LaunchError, reasonOf } from './launch-error.js';
import { loadSecrets } from './secrets.js';
import { settle } from './settings.js';
import { listenForStop, type StopRequest } from './stop-request.js';
import { watchAndRestart } from './watch.js';

/** What start.mjs hands over. */
export interface StartOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the npm that started the launcher has ended. */
  readonly isNpmGone: () => boolean;
  readonly isWatched: boolean;
  /** Resolves when the web client is built, or could not be. */
  readonly web: Promise<boolean>;
  /** A hash over the compiled programs. */
  readonly digest: () => Promise<string>;
}

type Stops = (() => Promise<void> | void)[];

/** @returns whether the demo logins are there */
async function prepareDatabase(env: Env): Promise<boolean> {
  await migrate(env);
  if (env.NODE_ENV === 'production') return false;
  const database = new Database(asOwner(env));
  try {
    await seed(database);
    return true;
  } catch (error) {
    // A database with data of its own is welcome, only without the demo.
    console.error(reasonOf(error));
    return false;
  } finally {
    await database.close();
  }
}

const browsable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** Bundled, apps start sooner; compiled files show a developer which file an error is in. */
const entryOf = (app: string, isWatched: boolean): string =>
  isWatched ? `dist/apps/${app}/src/main.js` : `dist/bundle/${app}.js`;

function appSpecs(env: Env, isWatched: boolean): AppSpec[] {
  const ready = (port: number) => `http://${browsable(env.HOST)}:${String(port)}/health/ready`;
  return [
    { name: 'gateway', entry: entryOf('gateway', isWatched), readyUrl: ready(env.PORT) },
    {
      name: 'notifications',
      entry: entryOf('notifications', isWatched),
      readyUrl: ready(env.NOTIFICATIONS_PORT),
    },
  ];
}

function welcome(env: Env, data: string | undefined, hasDemo: boolean): string {
  const gateway = `http://${browsable(env.HOST)}:${String(env.PORT)}`;
  const notifications = `http://${browsable(env.HOST)}:${String(env.NOTIFICATIONS_PORT)}`;
  const logins = demoLogins.map(({ username, password }) => `    ${username.padEnd(10)} ${password}`);
  return [
    'Docket is ready.',
    `  Web client  ${gateway}/app/`,
    `  API docs    ${gateway}/docs`,
    `  Metrics     ${gateway}/metrics and ${notifications}/metrics`,
    ...(data === undefined ? [] : [`  Data        ${data}`]),
    ...(hasDemo ? ['  Demo logins (user name, password)', ...logins] : []),
    'Ctrl-C stops everything.',
  ].join('\n');
}

async function launch(options: StartOptions, stop: StopRequest, stops: Stops): Promise<void> {
  const isCancelled = () => stop.signal.aborted;
  const secrets = await loadSecrets();
  const settings = await settle(options.environment, secrets);
  // A step that has begun is finished before anything is stopped; half a migration would be in the way for ever.
  if (isCancelled()) return;
  const postgres = settings.databaseUrl === undefined ? await startEmbeddedPostgres(secrets) : undefined;
  if (postgres !== undefined) stops.push(() => postgres.stop());
  const env =
    postgres === undefined
      ? settings.env
      : {
          ...settings.env,
          DATABASE_URL: postgres.url,
          DATABASE_DIRECT_URL: undefined,
          MIGRATION_DATABASE_URL: postgres.ownersUrl,
        };
  if (isCancelled()) return;
  const hasDemo = await prepareDatabase(env);
  const hasWebClient = await options.web;
  if (isCancelled()) return;
  if (!hasWebClient) throw new LaunchError('There is no web client to serve.');
  const variables = {
    ...options.environment,
    ...settings.added,
    DATABASE_URL: env.DATABASE_URL,
    DATABASE_DIRECT_URL: env.DATABASE_DIRECT_URL,
    // The owner's password stays here.
    MIGRATION_DATABASE_URL: undefined,
  };
  const apps = new Apps(appSpecs(env, options.isWatched), variables, (line) => {
    if (isCancelled()) return;
    console.error(options.isWatched ? `${line} The next change starts it again.` : line);
    if (!options.isWatched) stop.request(1);
  });
  stops.push(() => apps.stop());
  apps.start();
  if (options.isWatched) stops.push(await watchAndRestart(apps, options.digest));
  await apps.untilReady(stop.signal);
  if (!isCancelled()) console.log(welcome(env, postgres?.data, hasDemo));
}

function report(error: unknown): void {
  const known = error instanceof LaunchError;
  console.error(known || !(error instanceof Error) ? reasonOf(error) : error.message);
}

/**
 * Runs the whole product on this machine until it is asked to stop: everything that no variable names is started too.
 *
 * @returns the exit code: 0 when it was asked to stop, 1 when it could not start or an app died
 */
export async function start(options: StartOptions): Promise<number> {
  const stop = listenForStop(options.isNpmGone);
  const stops: Stops = [];
  try {
    await launch(options, stop, stops);
  } catch (error) {
    report(error);
    stop.request(1);
  }
  const code = await stop.requested;
  for (const end of stops.reverse()) await end();
  return code;
}
