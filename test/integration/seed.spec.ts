import { Prisma } from '#libs/database';
import { demoLogins, seed, seedNamedDatabase } from '../../prisma/seed.js';
import { verify } from '@node-rs/argon2';
import { aLocation, aUser } from '../support/clinic.js';
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.js';

const patience = 180_000;

/** Every row of every table, as PostgreSQL writes it. */
async function contents({ database }: TestDatabase): Promise<Record<string, string[]>> {
  const tables = await database.client.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      database.client.$queryRaw<{ row: string }[]>(
        Prisma.sql`SELECT t::text AS row FROM ${Prisma.raw(`"${name}"`)} t ORDER BY 1`,
      ),
    ),
  );
  return Object.fromEntries(
    tables.map(({ name }, index) => [name, rows[index]?.map(({ row }) => row) ?? []]),
  );
}

describe('the demo data', () => {
  let clinic: TestDatabase;

  beforeAll(async () => {
    clinic = await createDatabase();
    await seed(clinic.database);
  }, patience);

  afterAll(() => clinic.drop());

  it('is a clinic of 72 doctors, 12 specializations and 6 locations in 4 zones', async () => {
    const doctors = await clinic.database.client.doctor.findMany({ include: { location: true } });
    const different = (values: readonly unknown[]): number => new Set(values).size;
    expect(doctors).toHaveLength(72);
    expect(different(doctors.map(({ name }) => name))).toBe(72);
    expect(different(doctors.map(({ specialization }) => specialization))).toBe(12);
    expect(different(doctors.map(({ locationId }) => locationId))).toBe(6);
    expect(different(doctors.map(({ location }) => location.timeZone))).toBe(4);
  });

  it('gives every doctor hours on at least four weekdays and two to four visit types', async () => {
    const doctors = await clinic.database.client.doctor.findMany({
      include: { windows: true, visitTypes: true },
    });
    for (const { windows, visitTypes } of doctors) {
      const weekdays = new Set(windows.map(({ weekday }) => weekday).filter((weekday) => weekday <= 5));
      expect(weekdays.size).toBeGreaterThanOrEqual(4);
      expect(windows.every(({ startMinute, endMinute }) => startMinute < endMinute)).toBe(true);
      expect([2, 3, 4]).toContain(visitTypes.length);
      expect(visitTypes.map(({ position }) => position).sort()).toEqual([...visitTypes.keys()]);
    }
  });

  it('lets a few doctors work at a second location of their zone, and one take longer', async () => {
    const windows = await clinic.database.client.scheduleWindow.findMany({
      where: { locationId: { not: null } },
      include: { location: true, doctor: { include: { location: true } } },
    });
    expect([...new Set(windows.map(({ doctorId }) => doctorId))].sort()).toEqual([16, 37, 8]);
    for (const { location, doctor } of windows) {
      expect(location?.id).not.toBe(doctor.locationId);
      expect(location?.timeZone).toBe(doctor.location.timeZone);
      expect(doctor.bio).toContain(`in ${String(location?.name)}.`);
    }
    const overrides = await clinic.database.client.doctorVisitType.findMany({
      where: { durationMinutes: { not: null } },
    });
    expect(overrides).toMatchObject([{ doctorId: 8, visitTypeId: 1, durationMinutes: 45 }]);
  });

  it('has a login for every role, the doctor being the first in the list', async () => {
    const users = await clinic.database.client.user.findMany({
      orderBy: { id: 'asc' },
      include: { doctor: true },
    });
    expect(users.map(({ username, role }) => [username, role])).toEqual([
      ['patient', 'patient'],
      ['doctor', 'doctor'],
      ['frontdesk', 'staff'],
      ['admin', 'admin'],
    ]);
    expect(users.map(({ doctor }) => doctor?.id)).toEqual([undefined, 1, undefined, undefined]);
    for (const [index, login] of demoLogins.entries()) {
      expect(users[index]?.username).toBe(login.username);
      await expect(verify(users[index]?.password ?? '', login.password)).resolves.toBe(true);
    }
  });

  it('has no appointments', async () => {
    await expect(clinic.database.client.appointment.count()).resolves.toBe(0);
  });

  it('does not change when seeded again, even by two at once', async () => {
    const before = await contents(clinic);
    await Promise.all([seed(clinic.database), seed(clinic.database)]);
    await expect(contents(clinic)).resolves.toEqual(before);
  });

  it('leaves free ids for what comes after', async () => {
    const after = await createDatabase();
    await seed(after.database);
    await expect(aUser(after.database)).resolves.toMatchObject({ id: 5 });
    await expect(aLocation(after.database)).resolves.toMatchObject({ id: 7 });
    await after.drop();
  });

  it('is the same in another database, but for the salt of the passwords', async () => {
    const other = await createDatabase();
    await Promise.all([seed(other.database), seed(other.database)]);
    const { users: ownUsers, ...own } = await contents(clinic);
    const { users: otherUsers, ...others } = await contents(other);
    const unsalted = (rows: readonly string[] = []): string[] =>
      rows.map((row) => row.replace(/\$argon2[^,"]*(,[^,"]*)*/, ''));
    expect(others).toEqual(own);
    expect(unsalted(otherUsers)).toEqual(unsalted(ownUsers));
    await other.drop();
  });
});

describe('seeding is refused', () => {
  it('where there are users of another origin', async () => {
    const foreign = await createDatabase();
    await aUser(foreign.database);
    const before = await contents(foreign);
    await expect(seed(foreign.database)).rejects.toThrow(
      /^This database has data that is not the demo data[^\n]*$/,
    );
    await expect(contents(foreign)).resolves.toEqual(before);
    await foreign.drop();
  });

  it('where there is a clinic without users', async () => {
    const foreign = await createDatabase();
    await aLocation(foreign.database);
    await expect(seed(foreign.database)).rejects.toThrow('not the demo data');
    await foreign.drop();
  });

  it('where the migrations were not applied', async () => {
    const empty = await createEmptyDatabase();
    const env = { NODE_ENV: 'development', DATABASE_URL: empty.url, DATABASE_POOL_SIZE: 1 } as const;
    await expect(seedNamedDatabase(env)).rejects.toThrow(/^This database has no tables yet[^\n]*$/);
    await empty.drop();
  });

  it('in production', async () => {
    const empty = await createDatabase();
    const env = { NODE_ENV: 'production', DATABASE_URL: empty.url, DATABASE_POOL_SIZE: 1 } as const;
    await expect(seedNamedDatabase(env)).rejects.toThrow('never created when NODE_ENV is production');
    await expect(empty.database.client.user.count()).resolves.toBe(0);
    await seedNamedDatabase({ ...env, NODE_ENV: 'development' });
    await expect(empty.database.client.user.count()).resolves.toBe(4);
    await empty.drop();
  });
});
