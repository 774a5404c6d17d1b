import { type Doctor } from '#libs/database';
import { aDoctor, aUser, aVisitType } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type App, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type MailServer, startMailServer } from '../support/listeners/mail-server.js';
import { aCountingProxy, type CountingProxy } from '../support/proxies/counting-proxy.js';

/* Planning that no event asks for. It waits for PostgreSQL as often for hundreds of visits as for one. */

const patience = 60_000;
const batches = [1, 200];
const dayMilliseconds = 24 * 60 * 60 * 1000;
/** A patient is reminded twice of each. */
const remindersOf = (visits: number): number => 2 * visits;

let db: TestDatabase;
let proxy: CountingProxy;
let mail: MailServer;
let app: App | undefined;

beforeEach(async () => {
  [db, mail] = await Promise.all([createDatabase(), startMailServer()]);
  proxy = await aCountingProxy(db.url);
}, patience);

afterEach(async () => {
  await app?.stop();
  await Promise.all([proxy.close(), mail.close()]);
  await db.drop();
}, patience);

async function startApp(): Promise<void> {
  const { redisUrl, rabbitmqUrl } = services();
  app = await startNotifications({
    databaseUrl: proxy.url,
    redisUrl,
    rabbitmqUrl,
    namespace: newNamespace(),
    env: { SMTP_URL: mail.url },
  });
}

/**
 * Visits that no event tells of, with several doctors, and so far ahead that no reminder has fallen due.
 *
 * @returns their patient
 */
async function aPatientWithVisits(count: number): Promise<number> {
  const { client } = db.database;
  const { id: userId } = await aUser(db.database);
  const { id: visitTypeId } = await aVisitType(db.database);
  const doctors: Doctor[] = [];
  for (let doctor = 0; doctor < Math.min(count, 5); doctor += 1) {
    const { id } = await aUser(db.database, { role: 'doctor' });
    doctors.push(await aDoctor(db.database, { userId: id, visitTypeIds: [visitTypeId] }));
  }
  const first = Date.now() + 20 * dayMilliseconds;
  await client.appointment.createMany({
    data: Array.from({ length: count }, (_, index) => {
      const { id: doctorId = 0, locationId = 0 } = doctors[index % doctors.length] ?? {};
      const start = new Date(first + index * 60 * 60 * 1000);
      const end = new Date(start.getTime() + 30 * 60 * 1000);
      return {
        userId,
        createdById: userId,
        doctorId,
        locationId,
        visitTypeId,
        appointmentDateTime: start,
        endsAt: end,
        busyFrom: start,
        busyTo: end,
        status: 'confirmed' as const,
        createdAt: new Date(Date.now() - dayMilliseconds),
      };
    }),
  });
  return userId;
}

const plannedFor = (userId: number, count: number): Promise<void> =>
  eventually(
    async () => {
      expect(await db.database.client.delivery.count({ where: { userId, state: 'planned' } })).toBe(count);
    },
    { within: 30_000 },
  );

/** The statements of each transaction that has planned something. */
const planning = (): (readonly string[])[] =>
  proxy.transactions.filter((statements) =>
    statements.some((each) => each.includes('INSERT INTO deliveries')),
  );

const sizeOf = (transactions: readonly (readonly string[])[]): number[] =>
  transactions.map(({ length }) => length);

it(
  'plans the visits of a patient with new preferences in as many statements for 200 as for one',
  async () => {
    await startApp();
    const sizes: number[][] = [];
    for (const count of batches) {
      const userId = await aPatientWithVisits(count);
      const before = planning().length;
      await db.database.client.notificationPreferences.create({ data: { userId, changedAt: new Date() } });
      await plannedFor(userId, remindersOf(count));
      sizes.push(sizeOf(planning().slice(before)));
    }
    // To begin, who it is, which visits these are, the visits, the people, what is planned, and to commit.
    expect(sizes).toEqual([[7], [7]]);
  },
  2 * patience,
);

it.each(batches)(
  'plans %i visits from before in one transaction of five statements',
  async (count) => {
    const userId = await aPatientWithVisits(count);
    await startApp();
    await plannedFor(userId, remindersOf(count));
    // To begin, the visits, the people, what is planned, and to commit.
    expect(sizeOf(planning())).toEqual([5]);
  },
  2 * patience,
);

it(
  'plans visits from before in the end when it could not at first',
  async () => {
    const { client } = db.database;
    const userId = await aPatientWithVisits(1);
    await client.$executeRaw`ALTER TABLE deliveries RENAME TO deliveries_away`;
    await startApp();
    await eventually(() => app?.output().includes('not planned') ?? false, { within: 30_000 });
    await client.$executeRaw`ALTER TABLE deliveries_away RENAME TO deliveries`;
    await plannedFor(userId, remindersOf(1));
  },
  2 * patience,
);
