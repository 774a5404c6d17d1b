import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Queues, queuesOf } from './broker.js';

type Until = '/health/ready' | '/health/live';

/** A clinic with its own database and queues, on which any number of apps can be started and killed. */
export interface Stage {
  readonly clinic: TestDatabase;
  readonly rabbitmqUrl: string;
  readonly namespace: string;
  readonly queues: Queues;
  startGateway(): Promise<App>;
  /** @param until what has to answer 200 before it counts as started */
  startNotifications(until?: Until): Promise<App>;
  /** Kills what runs and drops the database. */
  close(): Promise<void>;
}

/** What is left out is shared with all other tests. */
interface Setting {
  readonly redisUrl?: string;
  readonly rabbitmqUrl?: string;
  readonly clinic?: TestDatabase;
  readonly startup?: 'strict' | 'degraded';
  /** How the apps reach the database, when that is not by the shortest way */
  readonly databaseUrl?: string;
  /** Further variables of the apps */
  readonly env?: Readonly<Record<string, string>>;
}

export async function openStage(setting: Setting = {}): Promise<Stage> {
  const { redisUrl, rabbitmqUrl, startup = 'strict' } = { ...services(), ...setting };
  const clinic = setting.clinic ?? (await createDatabase());
  const namespace = newNamespace();
  const env = { STARTUP: startup, ...setting.env };
  const joined = { databaseUrl: setting.databaseUrl ?? clinic.url, redisUrl, rabbitmqUrl, namespace, env };
  const apps: App[] = [];
  const started = async (starting: Promise<App>): Promise<App> => {
    const app = await starting;
    apps.push(app);
    return app;
  };
  return {
    clinic,
    rabbitmqUrl,
    namespace,
    queues: queuesOf(rabbitmqUrl, namespace),
    startGateway: () => started(startGateway(joined)),
    startNotifications: (until = '/health/ready') => started(startNotifications({ ...joined, until })),
    close: async () => {
      await Promise.all(apps.map((app) => app.kill()));
      await clinic.drop();
    },
  };
}
