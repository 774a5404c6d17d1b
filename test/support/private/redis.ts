import { startChild } from '../child.js';
import { answers } from '../run/connections.js';
import { binary } from './binaries.js';
import { freePort, newFolder, type PrivateService, startService } from './service.js';

export async function startPrivateRedis(): Promise<PrivateService> {
  const [program, port, dir] = await Promise.all([
    binary('redis-server', 'redis-server'),
    freePort(),
    newFolder('redis'),
  ]);
  const settings = { port, dir, bind: '127.0.0.1', appendonly: 'yes', save: '' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return startService({
    name: 'Redis',
    url: `redis://127.0.0.1:${port}`,
    launch: () => startChild(program, args, { env: process.env, cwd: dir }),
    answers: answers.redis,
    stopSignal: 'SIGTERM',
  });
}
