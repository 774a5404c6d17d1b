import { randomUUID } from 'node:crypto';
import { aUser } from '../../support/clinic.js';
import { type Answer, call } from '../../support/http.js';
import { type PrivateService, startPrivateRedis } from '../../support/private-services.js';
import { eventually } from '../../support/wait.js';
import { allArrive } from '../support/rows.js';
import {
  type Account,
  aDoctorWithAccount,
  book,
  freeStarts,
  idIn,
  patients,
  readiness,
  signIn,
} from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

const patience = 180_000;

describe('a clinic whose Redis goes away', () => {
  let redis: PrivateService;
  let stage: Stage;
  let gateway: string;
  let patient: Account;
  let admin: Account;
  let doctorId: number;

  beforeAll(async () => {
    redis = await startPrivateRedis();
    stage = await openStage({ redisUrl: redis.url });
    [{ url: gateway }] = await Promise.all([stage.startGateway(), stage.startNotifications()]);
    const { database } = stage.clinic;
    [patient] = await patients(database, gateway, 1);
    admin = await signIn(gateway, await aUser(database, { role: 'admin' }));
    ({ id: doctorId } = await aDoctorWithAccount(database));
  }, patience);

  afterAll(async () => {
    await stage.close();
    await redis.kill();
  });

  const search = (): Promise<Answer> => call('GET', `${gateway}/doctors?specialization=cardio`);

  const me = ({ token }: Pick<Account, 'token'>): Promise<Answer> => call('GET', `${gateway}/me`, { token });

  async function redisComesBack(): Promise<void> {
    await redis.start();
    await eventually(
      async () => {
        expect(await readiness(gateway, 'cache')).toEqual({ status: 200, degraded: false });
      },
      { within: 20_000 },
    );
  }

  /** Each answer has to be right, and one has to come within a second: what else the machine does may delay others. */
  async function promptly(ask: () => Promise<Answer>, status: number): Promise<Answer> {
    const statuses = new Set<number>();
    const answer = await eventually(async () => {
      const begin = performance.now();
      const given = await ask();
      statuses.add(given.status);
      expect(performance.now() - begin).toBeLessThan(1000);
      return given;
    });
    expect([...statuses]).toEqual([status]);
    return answer;
  }

  it(
    'searches, checks who is signed in, and books as before',
    async () => {
      const found = (await search()).body;
      expect(found).toMatchObject([{ id: doctorId }]);
      await redis.stop();
      expect((await promptly(search, 200)).body).toEqual(found);
      expect((await promptly(() => me(patient), 200)).body).toMatchObject({
        id: patient.id,
        role: 'patient',
      });
      await promptly(() => me({ token: 'forged' }), 401);
      const [appointmentDateTime = ''] = await freeStarts(gateway, doctorId, 1);
      const wish = { doctorId, appointmentDateTime };
      const key = randomUUID();
      const booked = await promptly(() => book(gateway, patient, wish, key), 201);
      expect(await readiness(gateway, 'cache')).toEqual({ status: 200, degraded: true });
      await allArrive(stage.clinic.database, 1);
      await redisComesBack();
      expect((await search()).body).toEqual(found);
      expect(idIn(await book(gateway, patient, wish, key))).toBe(idIn(booked));
      expect(await stage.clinic.database.client.appointment.count()).toBe(1);
    },
    patience,
  );

  it(
    'does not go back to what Redis knew before',
    async () => {
      const [leaving] = await patients(stage.clinic.database, gateway, 1);
      expect((await me(leaving)).status).toBe(200);
      expect((await search()).body).toHaveLength(1);
      await redis.stop();
      expect((await call('POST', `${gateway}/logout`, { token: leaving.token })).status).toBe(204);
      const moved = { token: admin.token, body: { specialization: 'Dermatology' } };
      expect((await call('PATCH', `${gateway}/doctors/${doctorId}`, moved)).status).toBe(200);
      expect((await me(leaving)).status).toBe(401);
      expect((await search()).body).toEqual([]);
      await redisComesBack();
      expect((await me(leaving)).status).toBe(401);
      expect((await search()).body).toEqual([]);
    },
    patience,
  );
});
