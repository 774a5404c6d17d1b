import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App } from '../../support/processes.js';
import { services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Fault, type FaultyProxy, startFaultyProxy } from '../support/proxies/faulty-proxy.js';
import { allArrive } from '../support/rows.js';
import { type Account, aDoctorWithAccount, book, freeStarts, patients, tally } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

const patience = 180_000;
const poolSize = 3;
/** The statement's time, a wait for a connection before it, and what a busy machine adds */
const longestAnswer = 20_000;
const healing = { within: 30_000, every: 200 };
const faults: readonly Fault[] = ['answers swallowed', 'requests swallowed', 'slow', 'reset', 'half open'];

/** A clinic of its own, which reaches one or several of its services through a proxy. */
interface Site {
  readonly stage: Stage;
  readonly apps: readonly [App, App];
  readonly patient: Account;
  readonly doctorId: number;
  readonly starts: string[];
  readonly proxies: readonly FaultyProxy[];
  events: number;
}

async function aSite(through: 'postgres' | 'others'): Promise<Site> {
  const { redisUrl, rabbitmqUrl } = services();
  const clinic = await createDatabase();
  const env = { DATABASE_POOL_SIZE: String(poolSize) };
  const setting = { clinic, env };
  const proxies =
    through === 'postgres'
      ? [await startFaultyProxy(clinic.url, 5432)]
      : [await startFaultyProxy(redisUrl, 6379), await startFaultyProxy(rabbitmqUrl, 5672)];
  const [first, second] = proxies.map(({ url }) => url);
  const stage = await openStage(
    through === 'postgres'
      ? { ...setting, databaseUrl: first ?? '' }
      : { ...setting, redisUrl: first ?? '', rabbitmqUrl: second ?? '' },
  );
  const apps = await Promise.all([stage.startGateway(), stage.startNotifications()]);
  const { database } = clinic;
  const [patient] = await patients(database, apps[0].url, 1);
  const { id: doctorId } = await aDoctorWithAccount(database);
  const starts = await freeStarts(apps[0].url, doctorId, 60);
  return { stage, apps, patient, doctorId, starts, proxies, events: 0 };
}

/**
 * Says the beginning of a request and then no more.
 *
 * @returns what it was answered, once the connection is closed
 */
async function neverEnds(gateway: string, beginning: string): Promise<string> {
  const { hostname, port } = new URL(gateway);
  const socket = connect(Number(port), hostname);
  socket.write(beginning.replaceAll('\n', '\r\n'));
  return text(socket);
}

let sites: readonly [Site, Site];
/** They take as long as the rest of the tests, and are looked at last. */
let slowRequests: Promise<string>[];

beforeAll(async () => {
  sites = await Promise.all([aSite('postgres'), aSite('others')]);
  const { url } = sites[1].apps[0];
  slowRequests = [
    neverEnds(url, 'GET /doctors HTTP/1.1\nHost: clinic\nX-Slow: '),
    neverEnds(
      url,
      'POST /login HTTP/1.1\nHost: clinic\nContent-Type: application/json\nContent-Length: 50\n\n{',
    ),
  ];
}, patience);

afterAll(async () => {
  for (const { stage, proxies } of sites) {
    await stage.close();
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
});

const calendar = ({ apps: [gateway], doctorId }: Site): Promise<Answer> =>
  call('GET', `${gateway.url}/doctors/${doctorId}/availability`);

const bookNext = (site: Site, key: string): Promise<Answer> =>
  book(
    site.apps[0].url,
    site.patient,
    { doctorId: site.doctorId, appointmentDateTime: site.starts[0] ?? '' },
    key,
  );

/** Twice as many reads as there are connections, and a booking: each of them is answered in time. */
async function answersDuring(site: Site, key: string): Promise<Answer[]> {
  const begun = performance.now();
  const reads = Array.from({ length: 2 * poolSize }, () => calendar(site));
  const answers = await Promise.all([...reads, bookNext(site, key)]);
  expect(performance.now() - begun).toBeLessThan(longestAnswer);
  return answers;
}

/** Both apps are ready, the booking that was begun is made, and its messages arrive. */
async function heals(site: Site, key: string): Promise<void> {
  await eventually(async () => {
    const ready = await Promise.all(site.apps.map(({ url }) => call('GET', `${url}/health/ready`)));
    expect(ready.map(({ status }) => status)).toEqual([200, 200]);
    expect(tally([await calendar(site), await bookNext(site, key)])).toEqual({ '200': 1, '201': 1 });
  }, healing);
  site.starts.shift();
  site.events += 1;
  await allArrive(site.stage.clinic.database, site.events, healing.within);
}

it.each(faults)(
  'answers while connections are: %s, and works as before once they are not',
  async (fault) => {
    const during = async (site: Site): Promise<Record<string, number>> => {
      const key = randomUUID();
      for (const proxy of site.proxies) proxy.begin(fault);
      const answers = await answersDuring(site, key);
      for (const proxy of site.proxies) proxy.begin('none');
      await heals(site, key);
      return tally(answers);
    };
    const [withoutDatabase, withoutOthers] = await Promise.all(sites.map(during));
    const problems = Object.keys(withoutDatabase ?? {}).filter((answer) => Number(answer) >= 300);
    expect(problems.filter((problem) => problem !== '503 service.unavailable')).toEqual([]);
    expect(withoutOthers).toEqual({ '200': 2 * poolSize, '201': 1 });
  },
  patience,
);

it(
  'says so while the database only reads, and leaves its connections once it writes',
  async () => {
    const [site] = sites;
    const { client } = site.stage.clinic.database;
    const key = randomUUID();
    const become = async (readsOnly: 'on' | 'off'): Promise<void> => {
      const { pathname } = new URL(site.stage.clinic.url);
      await client.$transaction([
        client.$executeRaw`SET TRANSACTION READ WRITE`,
        client.$executeRawUnsafe(
          `ALTER DATABASE "${pathname.slice(1)}" SET default_transaction_read_only = ${readsOnly}`,
        ),
      ]);
    };
    await become('on');
    await client.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await eventually(async () => {
      expect(tally([await calendar(site)])).toEqual({ '200': 1 });
    });
    expect(tally([await bookNext(site, key)])).toEqual({ '503 service.unavailable': 1 });
    for (const { url } of site.apps) expect((await call('GET', `${url}/health/ready`)).status).toBe(503);
    await become('off');
    await heals(site, key);
  },
  patience,
);

it(
  'closes connections that send their headers or their body for too long',
  async () => {
    for (const answer of await Promise.all(slowRequests)) expect(answer).toContain('408 Request Timeout');
  },
  patience,
);
