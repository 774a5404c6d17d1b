import { ConfigurationError, type Env, loadEnv } from '#libs/config';
import { LaunchError } from './launch-error.js';
import { freePorts, portComplaints, type WantedPort } from './ports.js';
import { type Secrets } from './secrets.js';

/** Variables of the apps, not yet complete: no DATABASE_URL means that the launcher is to start PostgreSQL. */
export interface Settings {
  readonly env: Env;
  readonly databaseUrl: string | undefined;
  /** What the apps get on top of the launcher's own variables. */
  readonly added: Readonly<Record<string, string>>;
}

const portVariables = ['PORT', 'NOTIFICATIONS_PORT', 'EVENTS_PORT'] as const;

function validate(variables: NodeJS.ProcessEnv): Env {
  try {
    return loadEnv(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) throw new LaunchError(error.message);
    throw error;
  }
}

function wantedPorts(env: Env, isNamed: (variable: string) => boolean): WantedPort[] {
  return portVariables
    .filter((variable) => variable === 'PORT' || isNamed(variable))
    .filter((variable) => variable !== 'EVENTS_PORT' || env.RABBITMQ_URL === undefined)
    .map((variable) => ({
      variable,
      port: env[variable],
      host: variable === 'EVENTS_PORT' ? '127.0.0.1' : env.HOST,
    }));
}

/**
 * Fills in what no variable names, and tries the variables and the ports; the services are tried once the programs are
 * built.
 *
 * @throws LaunchError with one line for each thing that is wrong
 */
export async function settle(environment: NodeJS.ProcessEnv, secrets: Secrets): Promise<Settings> {
  const isNamed = (variable: string) => (environment[variable] ?? '') !== '';
  const [notificationsPort, eventsPort] = await freePorts(2);
  const defaults = {
    JWT_SECRET: secrets.jwtSecret,
    NOTIFICATIONS_PORT: String(notificationsPort),
    EVENTS_PORT: String(eventsPort),
    // The terminal belongs to the person in front of it.
    LOG_LEVEL: 'warn',
  };
  const added = Object.fromEntries(Object.entries(defaults).filter(([variable]) => !isNamed(variable)));
  if (!isNamed('PUBLIC_URL') && isNamed('PORT'))
    added.PUBLIC_URL = `http://127.0.0.1:${environment.PORT ?? ''}`;
  const databaseUrl = isNamed('DATABASE_URL') ? environment.DATABASE_URL : undefined;
  // Stands in for the URL that is known only when PostgreSQL has started.
  const later = databaseUrl === undefined ? { DATABASE_URL: 'postgresql://127.0.0.1/docket' } : {};
  const env = validate({ ...environment, ...added, ...later });
  const complaints = await portComplaints(wantedPorts(env, isNamed));
  if (complaints.length > 0) throw new LaunchError(complaints.join('\n'));
  return { env, databaseUrl, added };
}
