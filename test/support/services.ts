import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
// Past the door of the lib: what else is behind it needs packages that Jest cannot load on Node 20.
import { topologyOf } from '../../libs/messaging/src/rabbitmq/topology.js';
import { type BrokerNames, brokerNamesFile } from './run/cleaning.js';
import { currentRun } from './run/run.js';

interface Services {
  /** A PostgreSQL server in which databases may be created; specs take theirs from `createDatabase` */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly rabbitmqUrl: string;
}

/** The services that all specs of this run share. */
export function services(): Services {
  const { databaseUrl, redisUrl, rabbitmqUrl } = currentRun();
  return { databaseUrl, redisUrl, rabbitmqUrl };
}

/**
 * A value for NAMESPACE that nothing else uses. The Redis keys, exchanges and queues that bear it are gone when the
 * run ends.
 */
export function newNamespace(): string {
  const { id, folder } = currentRun();
  const namespace = `${id}-${randomBytes(4).toString('hex')}`;
  const { exchanges, queues } = topologyOf(namespace);
  const names: BrokerNames = {
    exchanges: exchanges.map(({ name }) => name),
    queues: queues.map(({ name }) => name),
  };
  appendFileSync(join(folder, brokerNamesFile), `${JSON.stringify(names)}\n`);
  return namespace;
}
