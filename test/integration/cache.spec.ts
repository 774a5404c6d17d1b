import { randomUUID } from 'node:crypto';
import { Counter, Registry } from 'prom-client';
// Past the door of the lib: what else is behind it needs packages that Jest cannot load on Node 20.
import { Cache } from '../../libs/cache/src/cache.js';
import { newNamespace, services } from '../support/services.js';
import { eventually } from '../support/wait.js';

const aMinute = 60_000;
const open: Cache[] = [];

afterAll(() => {
  for (const cache of open) cache.close();
});

function aCache(env: { REDIS_URL: string | undefined; NAMESPACE: string }): Cache {
  const labelNames = ['cache', 'result'] as const;
  const cache = new Cache(
    env,
    new Counter({ name: 'requests', help: '-', labelNames, registers: [new Registry()] }),
  );
  open.push(cache);
  return cache;
}

async function twoOnRedis(): Promise<[Cache, Cache]> {
  const env = { REDIS_URL: services().redisUrl, NAMESPACE: newNamespace() };
  const caches: [Cache, Cache] = [aCache(env), aCache(env)];
  await eventually(async () => {
    expect(await Promise.all(caches.map((cache) => cache.answers()))).toEqual([true, true]);
  });
  return caches;
}

function oneInMemory(): [Cache, Cache] {
  const cache = aCache({ REDIS_URL: undefined, NAMESPACE: 'docket' });
  return [cache, cache];
}

describe.each([
  ['Redis, from two processes', twoOnRedis],
  ['memory', oneInMemory],
])('what is remembered until it changes, in %s', (_, caches) => {
  let here: Cache;
  let there: Cache;
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
  const read = (cache: Cache, value: unknown, until?: Promise<void>): Promise<unknown> =>
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
  ['Redis', twoOnRedis],
  ['memory', oneInMemory],
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
