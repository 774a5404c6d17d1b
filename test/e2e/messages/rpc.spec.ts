import { randomUUID } from 'node:crypto';
import { seed } from '../../../prisma/seed.js';
import { createFilledDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { anInternalService, type InternalService } from './rpc/internal-service.js';
import { dayFromNow } from '../support/api.js';

const patience = 180_000;
const search = 'doctors.search.v1';
const [from, to] = [dayFromNow(3), dayFromNow(9)];
/** More than a gateway takes at once: each of them left unsettled would take a place for ever. */
const crowd = 50;

interface Doctors {
  readonly items: { id: number }[];
  readonly next: string | null;
}

let clinic: TestDatabase;
let gateway: App;
let service: InternalService;
let namespace: string;

async function found(data: unknown): Promise<Doctors> {
  const { response, err } = await service.ask(search, data);
  expect(err).toBeUndefined();
  return response as Doctors;
}

const overRest = async (query: string): Promise<unknown> =>
  (await call('GET', `${gateway.url}/doctors?${query}`)).body;

beforeAll(async () => {
  clinic = await createFilledDatabase('demo', seed);
  namespace = newNamespace();
  const { rabbitmqUrl } = services();
  gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace });
  service = await anInternalService(rabbitmqUrl, `${namespace}.rpc`);
}, patience);

afterAll(async () => {
  await service.close();
  await gateway.kill();
  await clinic.drop();
});

// After every test the gateway still serves, so that none can hide what it broke behind the next.
afterEach(async () => {
  await expect(found({ limit: 1 })).resolves.toMatchObject({ items: [expect.anything()] });
  await eventually(async () => (await service.waiting()) === 0);
  await expect(call('GET', `${gateway.url}/health/ready`)).resolves.toMatchObject({ status: 200 });
});

describe('the doctor search over RabbitMQ', () => {
  it('answers as REST does', async () => {
    const { items, next } = await found({ specialization: 'cardio', limit: 5 });
    expect(items).toHaveLength(5);
    expect(items).toEqual(await overRest('specialization=cardio&limit=5'));
    expect(next).toEqual(expect.any(String));
  });

  it.each([
    [{}, ''],
    [{ q: 'a', limit: 100 }, 'q=a&limit=100'],
    [{ location: 1, language: 'de' }, 'location=1&language=de'],
    [{ mode: 'video', limit: 100 }, 'mode=video&limit=100'],
    [{ specialization: 'no such thing' }, 'specialization=no such thing'],
    [{ near: '52.52,13.405', limit: 100 }, 'near=52.52,13.405&limit=100'],
    [
      { availableFrom: from, availableTo: to, sort: 'earliest', slots: 3 },
      `availableFrom=${from}&availableTo=${to}&sort=earliest&slots=3`,
    ],
  ])('answers %j as REST does', async (data, query) => {
    expect((await found(data)).items).toEqual(await overRest(query));
  });

  it('pages by cursor to the end, each doctor once', async () => {
    const ids: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Doctors = await found({ limit: 7, ...(cursor !== undefined && { cursor }) });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    const all = (await overRest('limit=100')) as { id: number }[];
    expect(ids).toEqual(all.map(({ id }) => id));
  });

  it('answers a crowd, each with its own', async () => {
    const limits = Array.from({ length: crowd }, (_, index) => 1 + (index % 30));
    const pages = await Promise.all(limits.map((limit) => found({ limit })));
    expect(pages.map(({ items }) => items.length)).toEqual(limits);
  });
});

describe('what cannot be asked over RabbitMQ', () => {
  it.each([
    ['/limit', { limit: 0 }],
    ['/limit', { limit: 101 }],
    ['/limit', { limit: 'many' }],
    ['/limit', { limit: [] }],
    ['/location', { location: {} }],
    ['/q', { q: 7 }],
    ['/q', { q: 'a\0b' }],
    ['/specialization', { specialization: null }],
    ['/specialization', { specialization: 'x'.repeat(101) }],
    ['/mode', { mode: 'by post' }],
    ['/near', { near: [52.52, 13.405] }],
    ['/near', { near: '91,0' }],
    ['/sort', { sort: 'price' }],
    ['/slots', { slots: 6 }],
    ['/availableFrom', { availableFrom: 'soon' }],
    ['/availableTo', { availableFrom: dayFromNow(1), availableTo: dayFromNow(40) }],
    ['/cursor', { cursor: 'nonsense' }],
    ['/surplus', { surplus: 1 }],
  ])('is answered with an error that names %s', async (pointer, data) => {
    const { response, err } = await service.ask(search, data);
    expect(response).toBeUndefined();
    expect(err).toMatchObject({ code: 'request.invalid', kind: 'invalid' });
    expect((err as { errors: unknown[] }).errors).toContainEqual({
      pointer,
      code: expect.stringMatching(/^[a-z_]+\.[a-z_]+$/) as unknown,
      params: expect.any(Object) as unknown,
      detail: expect.any(String) as unknown,
    });
  });

  it.each([[null], ['text'], [7], [true], [[]], [[{ limit: 1 }]]])(
    'is answered when the data are %j',
    async (data) => {
      const { response, err } = await service.ask(search, data);
      expect(response).toBeUndefined();
      expect(err).toMatchObject({ kind: 'invalid' });
    },
  );

  it('is answered when they nest too deep', async () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect((await service.ask(search, JSON.parse(deep(1000)))).err).toMatchObject({ kind: 'invalid' });
    for (let count = 0; count < crowd; count += 1) {
      service.throwIn(`{"pattern":"${search}","id":"1","data":${deep(10_000)}}`);
    }
  });
});

describe('messages that are no requests do not hurt', () => {
  it.each(['doctors.search.v2', 'nothing', '', { cmd: 'search' }, 7, null, '__proto__', 'constructor'])(
    'the pattern %j',
    async (pattern) => {
      const packet = { pattern, id: randomUUID(), data: {} };
      for (let count = 0; count < crowd; count += 1) service.throwIn(JSON.stringify(packet));
      for (let count = 0; count < crowd; count += 1) {
        service.throwIn(JSON.stringify({ ...packet, id: undefined }));
      }
      await found({});
    },
  );

  it('an unknown pattern is answered with an error', async () => {
    const { response, err } = await service.ask('doctors.search.v2', {});
    expect(response).toBeUndefined();
    expect(err).toBeDefined();
  });

  it.each([
    ['bad JSON', '{"pattern":'],
    ['no content', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['text', '"doctors.search.v1"'],
    ['an object of something else', '{"hello":"world"}'],
    ['bytes', '\xff\xfe\0\x01'],
  ])('%s', async (_, content) => {
    for (let count = 0; count < crowd; count += 1) service.throwIn(Buffer.from(content, 'latin1'));
    await found({});
  });

  it('a request without a reply queue', async () => {
    const packet = JSON.stringify({ pattern: search, id: randomUUID(), data: {} });
    for (let count = 0; count < crowd; count += 1) {
      service.throwIn(packet);
      service.throwIn(packet, { replyTo: `gone.${randomUUID()}`, correlationId: 'x' });
    }
    await found({});
  });
});

it(
  'leaves nothing unsettled',
  async () => {
    // What a gateway holds without having settled it returns to the queue when the gateway goes.
    await gateway.stop();
    expect(await service.waiting()).toBe(0);
    gateway = await startGateway({ ...services(), databaseUrl: clinic.url, namespace });
  },
  patience,
);
