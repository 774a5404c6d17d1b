import { once } from 'node:events';
import { Command, Redis } from 'ioredis';
import { Counter } from 'prom-client';
// Past the door of the lib: what else is behind it needs packages that Jest cannot load on Node 20.
import { redisComplaints } from '../../libs/cache/src/redis-check.js';
import { connectRedis } from '../../libs/cache/src/redis-client.js';
import { StateCache } from '../../libs/cache/src/state-cache.js';
import { type PrivateService, startPrivateRedis } from '../support/private-services.js';
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

describe('a Redis of limits and sessions', () => {
  let own: PrivateService;
  const complaints = (variables: object): Promise<string[]> =>
    redisComplaints({
      NODE_ENV: 'production',
      REDIS_URL: undefined,
      REDIS_STATE_URL: own.url,
      STARTUP: 'strict',
      ...variables,
    });

  beforeAll(async () => {
    own = await startPrivateRedis();
  });

  afterAll(() => own.kill());

  it.each([
    ['0', 'allkeys-lru', false],
    ['10mb', 'noeviction', false],
    ['10mb', 'allkeys-lru', true],
    ['10mb', 'volatile-ttl', true],
  ])('with maxmemory %s and %s stops a start in production: %s', async (memory, policy, stops) => {
    const admin = new Redis(own.url);
    await admin.config('SET', 'maxmemory', memory);
    await admin.config('SET', 'maxmemory-policy', policy);
    admin.disconnect();
    const line = expect.stringMatching(
      `^REDIS_STATE_URL: its Redis makes room by ${policy} .+noeviction`,
    ) as string;
    const expected = stops ? [line] : [];
    expect(await complaints({})).toEqual(expected);
    expect(await complaints({ STARTUP: 'degraded' })).toEqual(expected);
    expect(await complaints({ NODE_ENV: 'development' })).toEqual([]);
    // Named for searches alone, it may forget what it likes.
    expect(await complaints({ REDIS_URL: own.url, REDIS_STATE_URL: services().redisUrl })).toEqual([]);
    const state = new StateCache(
      { REDIS_URL: own.url, REDIS_STATE_URL: undefined, NAMESPACE: newNamespace() },
      new Counter({ name: 'requests', help: '-', labelNames: ['cache', 'result'], registers: [] }),
    );
    await eventually(async () => {
      expect(await state.isSound()).toBe(!stops);
    });
    state.close();
  });
});
