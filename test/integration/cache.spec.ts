import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { Counter, Registry } from 'prom-client';
// Past the door of the lib: what else is behind it needs packages that Jest cannot load on Node 20.
import { Cache } from '../../libs/cache/src/cache.js';
import { StateCache } from '../../libs/cache/src/state-cache.js';
import { newNamespace, services } from '../support/services.js';
import { eventually } from '../support/wait.js';

const aMinute = 60_000;
type Kind<C> = new (
  env: { REDIS_URL: string | undefined; REDIS_STATE_URL: undefined; NAMESPACE: string },
  requests: Counter<'cache' | 'result'>,
) => C;

interface Kept {
  close(): void;
}

const open: Kept[] = [];

afterAll(() => {
  for (const cache of open) cache.close();
});

function aCache<C extends Kept>(kind: Kind<C>, redisUrl?: string, NAMESPACE: string = newNamespace()): C {
  const labelNames = ['cache', 'result'] as const;
  const cache = new kind(
    { REDIS_URL: redisUrl, REDIS_STATE_URL: undefined, NAMESPACE },
    new Counter({ name: 'requests', help: '-', labelNames, registers: [new Registry()] }),
  );
  open.push(cache);
  return cache;
}

/** Of two processes. */
async function twoOnRedis<C extends Kept>(
  kind: Kind<C>,
  isReady: (cache: C) => Promise<boolean>,
): Promise<[C, C]> {
  const namespace = newNamespace();
  const { redisUrl } = services();
  const caches: [C, C] = [aCache(kind, redisUrl, namespace), aCache(kind, redisUrl, namespace)];
  await eventually(async () => {
    expect(await Promise.all(caches.map(isReady))).toEqual([true, true]);
  });
  return caches;
}

function oneInMemory<C extends Kept>(kind: Kind<C>): [C, C] {
  const cache = aCache(kind);
  return [cache, cache];
}

const ofSearches = (): Promise<[Cache, Cache]> => twoOnRedis(Cache, (cache) => cache.answers());

/** Whether it keeps what it reads: Redis says how it stands before it takes the first question. */
async function keeps(cache: StateCache): Promise<boolean> {
  const probe = randomUUID();
  let loads = 0;
  const load = (): Promise<number> => Promise.resolve((loads += 1));
  await cache.rememberUntilChanged('sessions', probe, aMinute, load);
  await cache.rememberUntilChanged('sessions', probe, aMinute, load);
  return loads === 1;
}

describe.each([
  ['Redis, from two processes', () => twoOnRedis(StateCache, keeps)],
  ['memory', () => oneInMemory(StateCache)],
])('what is remembered until it changes, in %s', (_, caches) => {
  let here: StateCache;
  let there: StateCache;
  let key: string;
  let loads: number;

  beforeAll(async () => {
    [here, there] = await caches();
  });

  beforeEach(() => {
    key = randomUUID();
    loads = 0;
  });

  /** @param value what is read, once `until` has come */
  const read = (cache: StateCache, value: unknown, until?: Promise<void>): Promise<unknown> =>
    cache.rememberUntilChanged('sessions', key, aMinute, async () => {
      loads += 1;
      await until;
      return value;
    });

  it('is read once, also when it is nothing', async () => {
    for (const value of [{ role: 'patient' }, null]) {
      key = randomUUID();
      loads = 0;
      for (const cache of [here, there, here]) expect(await read(cache, value)).toEqual(value);
      expect(loads).toBe(1);
    }
  });

  it('is read again after it changed', async () => {
    await read(here, 'old');
    expect(await read(there, 'unread')).toBe('old');
    await here.changed('sessions', [key, randomUUID()]);
    expect(await read(there, 'new')).toBe('new');
  });

  it('is not kept when it was read before the change', async () => {
    let go = (): void => undefined;
    const slow = read(there, 'old', new Promise((resolve) => (go = resolve)));
    await here.changed('sessions', [key]);
    go();
    await slow;
    expect(await read(there, 'new')).toBe('new');
    expect(await read(here, 'new')).toBe('new');
  });

  it('is not shared with a caller who began to read before the change', async () => {
    let go = (): void => undefined;
    const slow = read(there, 'old', new Promise((resolve) => (go = resolve)));
    await here.changed('sessions', [key]);
    expect(await read(there, 'new')).toBe('new');
    go();
    expect(await slow).toBe('old');
  });
});

it.each([
  ['Redis', ofSearches],
  ['memory', () => oneInMemory(Cache)],
])('what is remembered for a while in %s is read once', async (_, caches) => {
  const [here, there] = await caches();
  const key = randomUUID();
  let loads = 0;
  const read = (cache: Cache): Promise<unknown> =>
    cache.remember('doctors', key, aMinute, () => {
      loads += 1;
      return Promise.resolve([{ loads }]);
    });
  expect(await read(here)).toEqual([{ loads: 1 }]);
  expect(await read(there)).toEqual([{ loads: 1 }]);
});

it('whatever is asked, searches make a bounded number of keys, and long answers none', async () => {
  const { redisUrl } = services();
  const namespace = newNamespace();
  const cache = aCache(Cache, redisUrl, namespace);
  await eventually(async () => {
    expect(await cache.answers()).toBe(true);
  });
  const ask = (question: string, answer = question): Promise<string> =>
    cache.remember('doctors', question, aMinute, () => Promise.resolve(answer));
  await ask('long', 'x'.repeat(2 ** 18));
  const redis = new Redis(redisUrl);
  expect(await redis.keys(`${namespace}:*`)).toEqual([]);
  for (let hundred = 0; hundred < 20; hundred += 1) {
    const questions = Array.from({ length: 100 }, (_, index) => `near ${hundred}.${index}`);
    expect(await Promise.all(questions.map((question) => ask(question)))).toEqual(questions);
  }
  const keys = await redis.keys(`${namespace}:*`);
  expect(keys.length).toBeGreaterThan(400);
  expect(keys.length).toBeLessThanOrEqual(512);
  expect(await ask('near 19.99', 'asked anew')).toBe('near 19.99');
  redis.disconnect();
});
