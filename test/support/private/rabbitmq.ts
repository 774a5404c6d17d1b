import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../child.js';
import { answers } from '../run/connections.js';
import { binary } from './binaries.js';
import { freePort, newFolder, type PrivateService, startService } from './service.js';

async function environment(folder: string, port: number, epmdPort: number): Promise<NodeJS.ProcessEnv> {
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  return {
    PATH: process.env.PATH,
    // Erlang keeps its cookie there.
    HOME: folder,
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `docket-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(await freePort()),
    RABBITMQ_MNESIA_BASE: join(folder, 'stored'),
    RABBITMQ_LOG_BASE: folder,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // Files of our own, so that those in /etc/rabbitmq change nothing.
    RABBITMQ_CONF_ENV_FILE: await file('rabbitmq-env.conf', ''),
    RABBITMQ_CONFIG_FILE: await file('rabbitmq.conf', `listeners.tcp.local = 127.0.0.1:${port}\n`),
    RABBITMQ_ENABLED_PLUGINS_FILE: await file('enabled_plugins', '[].\n'),
  };
}

export async function startPrivateRabbitmq(): Promise<PrivateService> {
  const program = await binary('rabbitmq-server', 'rabbitmq-server');
  const epmd = await binary('epmd', 'erlang-base');
  const [port, epmdPort, folder] = await Promise.all([freePort(), freePort(), newFolder('rabbitmq')]);
  const env = await environment(folder, port, epmdPort);
  // Erlang would start the daemon that maps node names to ports on its own, but then nothing would end it.
  startChild(epmd, ['-port', String(epmdPort), '-address', '127.0.0.1'], { env });
  return startService({
    folder: join(folder, 'stored'),
    name: 'RabbitMQ',
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    launch: () => startChild(program, [], { env, cwd: folder }),
    answers: answers.rabbitmq,
    stopSignal: 'SIGTERM',
  });
}
