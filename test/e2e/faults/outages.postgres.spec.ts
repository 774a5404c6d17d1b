import { randomUUID } from 'node:crypto';
import { applyMigrations, Database } from '#libs/database';
import { makeAppLogin } from '../../support/app-login.js';
import { type Answer, call } from '../../support/http.js';
import { type PrivateService, startPrivatePostgres } from '../../support/private-services.js';
import { type App } from '../../support/processes.js';
import { eventually } from '../../support/wait.js';
import { allArrive, ledger } from '../support/rows.js';
import {
  type Account,
  aDoctorWithAccount,
  book,
  bookAll,
  freeStarts,
  patients,
  tally,
} from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

const patience = 180_000;
const healing = { within: 40_000, every: 200 };

describe('a clinic whose PostgreSQL goes away', () => {
  let postgres: PrivateService;
  let stage: Stage;
  let gateway: App;
  let notifications: App;
  let patient: Account;
  let doctorId: number;
  let starts: string[];
  let events = 0;

  beforeAll(async () => {
    postgres = await startPrivatePostgres();
    await applyMigrations(postgres.url);
    await makeAppLogin(postgres.url);
    const database = new Database({ DATABASE_URL: postgres.url, DATABASE_POOL_SIZE: 5 });
    stage = await openStage({ clinic: { url: postgres.url, database, drop: () => database.close() } });
    [gateway, notifications] = await Promise.all([stage.startGateway(), stage.startNotifications()]);
    [patient] = await patients(database, gateway.url, 1);
    ({ id: doctorId } = await aDoctorWithAccount(database));
    starts = await freeStarts(gateway.url, doctorId, 60);
  }, patience);

  afterAll(async () => {
    await stage.close();
    await postgres.kill();
  });

  function next(count: number): string[] {
    events += count;
    return starts.splice(0, count);
  }

  const everythingArrives = (): Promise<void> => allArrive(stage.clinic.database, events, healing.within);

  /** As a client that repeats a request until it is answered. */
  const insist = (appointmentDateTime: string, key: string): Promise<void> =>
    eventually(async () => {
      const answer = await book(gateway.url, patient, { doctorId, appointmentDateTime }, key);
      expect(tally([answer])).toEqual({ '201': 1 });
    }, healing);

  function expectUnavailable(answer: Answer): void {
    expect(answer).toMatchObject({ status: 503, body: { status: 503, code: 'service.unavailable' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }

  it(
    'says so and books nothing, and works again once it is back',
    async () => {
      await call('GET', `${gateway.url}/me`, { token: patient.token });
      await postgres.stop();
      const [appointmentDateTime = ''] = next(1);
      const key = randomUUID();
      expectUnavailable(await book(gateway.url, patient, { doctorId, appointmentDateTime }, key));
      expectUnavailable(await call('GET', `${gateway.url}/me`, { token: patient.token }));
      expectUnavailable(await call('GET', `${gateway.url}/doctors/${doctorId}/availability`));
      const login = { username: 'unknown', password: 'something long' };
      expectUnavailable(await call('POST', `${gateway.url}/login`, { body: login }));
      for (const { url } of [gateway, notifications]) {
        expect((await call('GET', `${url}/health/ready`)).status).toBe(503);
        expect((await call('GET', `${url}/health/live`)).status).toBe(200);
      }
      await postgres.start();
      await insist(appointmentDateTime, key);
      expect(await stage.clinic.database.client.appointment.count()).toBe(events);
      await everythingArrives();
      for (const { url } of [gateway, notifications]) {
        expect((await call('GET', `${url}/health/ready`)).status).toBe(200);
      }
    },
    patience,
  );

  it(
    'loses no request that is repeated with its key, and does none twice, when it is killed in the middle',
    async () => {
      const wishes = next(40).map((appointmentDateTime) => ({ appointmentDateTime, key: randomUUID() }));
      const asking = wishes.map(({ appointmentDateTime, key }) =>
        book(gateway.url, patient, { doctorId, appointmentDateTime }, key),
      );
      await Promise.any(asking);
      await postgres.kill();
      const answers = await Promise.all(asking);
      expect(Object.keys(tally(answers)).sort()).toEqual(['201', '503 service.unavailable']);
      await postgres.start();
      for (const { appointmentDateTime, key } of wishes) await insist(appointmentDateTime, key);
      expect(await stage.clinic.database.client.appointment.count()).toBe(events);
      await everythingArrives();
    },
    patience,
  );

  it(
    'keeps the events that arrive meanwhile',
    async () => {
      // Asleep, the consumer is handed the events but cannot begin with them before PostgreSQL is gone.
      process.kill(notifications.pid, 'SIGSTOP');
      try {
        const answers = await bookAll(gateway.url, patient, doctorId, next(5));
        expect(tally(answers)).toEqual({ '201': 5 });
        await eventually(async () => {
          expect(await ledger(stage.clinic.database)).toMatchObject({
            events,
            waiting: 0,
            handled: events - 5,
          });
        });
        await postgres.stop();
      } finally {
        process.kill(notifications.pid, 'SIGCONT');
      }
      await eventually(async () => {
        expect((await call('GET', `${notifications.url}/health/ready`)).status).toBe(503);
        expect(await stage.queues.notifications()).toEqual({ waiting: 0, consumers: 1 });
      }, healing);
      await postgres.start();
      await everythingArrives();
      expect(await stage.queues.takeDead()).toEqual([]);
    },
    patience,
  );
});
