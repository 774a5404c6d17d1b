import { once } from 'node:events';
import { Command, type Redis } from 'ioredis';
// Past the door of the lib: what else is behind it needs packages that Jest cannot load on Node 20.
import { connectRedis } from '../../libs/cache/src/redis-client.js';
import { newNamespace, services } from '../support/services.js';
import { eventually } from '../support/wait.js';
import { startFaultyProxy } from '../e2e/support/proxies/faulty-proxy.js';

const answerMilliseconds = 50;

let redis: Redis;

beforeAll(async () => {
  redis = connectRedis(services().redisUrl, answerMilliseconds);
  await once(redis, 'ready');
});

afterAll(() => {
  redis.disconnect();
});

it('reads the answer that came while the process stood still', async () => {
  // Sent at once, where other commands wait for their pipeline.
  const answer = redis.sendCommand(new Command('ping'));
  const until = performance.now() + 4 * answerMilliseconds;
  while (performance.now() < until);
  await expect(answer).resolves.toEqual(Buffer.from('PONG'));
});

it('gives up on an answer that does not come', async () => {
  await expect(redis.blpop(newNamespace(), 30)).rejects.toThrow('Command timed out');
});

it('connects anew when no answer comes at all', async () => {
  const proxy = await startFaultyProxy(services().redisUrl, 6379);
  const distant = connectRedis(proxy.url, answerMilliseconds);
  distant.on('error', () => undefined);
  await once(distant, 'ready');
  let isLost = false;
  distant.once('close', () => {
    isLost = true;
  });
  proxy.begin('answers swallowed');
  await eventually(async () => {
    await expect(distant.ping()).rejects.toThrow();
    return isLost;
  });
  proxy.begin('none');
  await eventually(async () => {
    expect(await distant.ping()).toBe('PONG');
  });
  distant.disconnect();
  await proxy.close();
});
