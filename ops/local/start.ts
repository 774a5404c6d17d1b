import { type Env } from '#libs/config';
import { Apps, type AppSpec } from './apps.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { LaunchError, reasonOf } from './launch-error.js';
import type * as Prepare from './prepare.js';
import { type Progress } from './progress.mjs';
import { loadSecrets, type Secrets } from './secrets.js';
import { settle, type Settings } from './settings.js';
import { listenForStop, type StopRequest } from './stop-request.js';
import { watchAndRestart } from './watch.js';

/** What start.mjs hands over. */
export interface StartOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the npm that started the launcher has ended. */
  readonly isNpmGone: () => boolean;
  readonly isWatched: boolean;
  /** They resolve when the programs and the web client are built, or could not be, which has then been said. */
  readonly builds: Readonly<Record<'programs' | 'web', Promise<boolean>>>;
  readonly endBuilds: () => Promise<void>;
  readonly progress: Progress;
  /** A hash over the compiled programs. */
  readonly digest: () => string;
}

type Stops = (() => Promise<void> | void)[];

/** What the launcher needs of the programs, which are not built yet when it begins; nothing when they could not be. */
async function loadPrograms({ builds }: StartOptions): Promise<typeof Prepare | undefined> {
  if (!(await builds.programs)) return undefined;
  const program = new URL('../bundle/prepare.js', import.meta.url).href;
  return (await import(program)) as typeof Prepare;
}

/** @returns whether the demo logins are there */
async function prepareDatabase(
  { addDemo, migrate }: typeof Prepare,
  env: Env,
  { during, say }: Progress,
): Promise<boolean> {
  await during('Bringing the database up to date', () => migrate(env));
  if (env.NODE_ENV === 'production') return false;
  try {
    await during('Adding the demo data', () => addDemo(env));
    return true;
  } catch (error) {
    // A database with data of its own is welcome, only without the demo.
    say(reasonOf(error));
    return false;
  }
}

const browsable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** Bundled, apps start sooner; compiled files show a developer which file an error is in. */
const entryOf = (app: string, isWatched: boolean): string =>
  isWatched ? `dist/apps/${app}/src/main.js` : `dist/bundle/${app}.js`;

function appSpecs(env: Env, isWatched: boolean): AppSpec[] {
  const ready = (port: number) => `http://${browsable(env.HOST)}:${String(port)}/health/ready`;
  const options = isWatched ? ['--enable-source-maps'] : [];
  return [
    { name: 'gateway', entry: entryOf('gateway', isWatched), readyUrl: ready(env.PORT), options },
    {
      name: 'notifications',
      entry: entryOf('notifications', isWatched),
      readyUrl: ready(env.NOTIFICATIONS_PORT),
      options,
    },
  ];
}

function welcome(env: Env, data: string | undefined, demoLogins: typeof Prepare.demoLogins): string {
  const gateway = `http://${browsable(env.HOST)}:${String(env.PORT)}`;
  const notifications = `http://${browsable(env.HOST)}:${String(env.NOTIFICATIONS_PORT)}`;
  const logins = demoLogins.map(({ username, password }) => `    ${username.padEnd(10)} ${password}`);
  return [
    'Docket is ready.',
    `  Web client  ${gateway}/app/`,
    `  API docs    ${gateway}/docs`,
    `  Metrics     ${gateway}/metrics and ${notifications}/metrics`,
    ...(data === undefined ? [] : [`  Data        ${data}`]),
    ...(logins.length > 0 ? ['  Demo logins (user name, password)', ...logins] : []),
    'Ctrl-C stops everything.',
  ].join('\n');
}

interface Running {
  readonly env: Env;
  /** Where the data of the embedded PostgreSQL are. */
  readonly data?: string;
}

async function startDatabase(
  { env, databaseUrl }: Settings,
  secrets: Secrets,
  { during, say }: Progress,
  stops: Stops,
): Promise<Running> {
  if (databaseUrl !== undefined) return { env };
  const postgres = await during('Starting the database', () => startEmbeddedPostgres(secrets, say));
  stops.push(() => postgres.stop());
  const urls = {
    DATABASE_URL: postgres.url,
    DATABASE_DIRECT_URL: undefined,
    MIGRATION_DATABASE_URL: postgres.ownersUrl,
  };
  return { env: { ...env, ...urls }, data: postgres.data };
}

function createApps(options: StartOptions, env: Env, added: Settings['added'], stop: StopRequest): Apps {
  const variables = {
    ...options.environment,
    ...added,
    DATABASE_URL: env.DATABASE_URL,
    DATABASE_DIRECT_URL: env.DATABASE_DIRECT_URL,
    // The owner's password stays here.
    MIGRATION_DATABASE_URL: undefined,
  };
  return new Apps(appSpecs(env, options.isWatched), variables, (line) => {
    if (stop.signal.aborted) return;
    options.progress.clear();
    console.error(options.isWatched ? `${line} The next change starts it again.` : line);
    if (!options.isWatched) stop.request(1);
  });
}

async function launch(options: StartOptions, stop: StopRequest, stops: Stops): Promise<void> {
  const { progress } = options;
  const isCancelled = () => stop.signal.aborted;
  const loading = loadPrograms(options);
  loading.catch(() => undefined);
  const secrets = await loadSecrets();
  const settings = await settle(options.environment, secrets);
  // A step that has begun is finished before anything is stopped; half a migration would be in the way for ever.
  if (isCancelled()) return;
  const { env, data } = await startDatabase(settings, secrets, progress, stops);
  const programs = await loading;
  if (programs === undefined) stop.request(1);
  if (programs === undefined || isCancelled()) return;
  const complaints = await programs.serviceComplaints(env, settings.databaseUrl !== undefined);
  if (complaints.length > 0) throw new LaunchError(complaints.join('\n'));
  if (isCancelled()) return;
  const hasDemo = await prepareDatabase(programs, env, progress);
  if (!(await options.builds.web)) stop.request(1);
  if (isCancelled()) return;
  const apps = createApps(options, env, settings.added, stop);
  stops.push(() => apps.stop());
  apps.start();
  if (options.isWatched) stops.push(watchAndRestart(apps, options.digest));
  await progress.during('Starting the apps', () => apps.untilReady(stop.signal));
  if (!isCancelled()) progress.say(welcome(env, data, hasDemo ? programs.demoLogins : []));
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
  stop.signal.addEventListener('abort', () => void options.endBuilds());
  try {
    await launch(options, stop, stops);
  } catch (error) {
    options.progress.clear();
    report(error);
    stop.request(1);
  }
  const code = await stop.requested;
  await options.endBuilds();
  for (const end of stops.reverse()) await end();
  return code;
}
