import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { asOwner, type DatabaseEnv } from '#libs/config';
import { Database, Prisma, type Queries, type Role } from '#libs/database';
import { createdAt, visitTypes } from './seed/clinic.js';
import { clinicRows } from './seed/doctors.js';

export const demoPassword = 'docket-demo';
const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const roles = { patient: 'patient', doctor: 'doctor', frontdesk: 'staff', admin: 'admin' } satisfies Record<
  string,
  Role
>;

const people = Object.entries(roles).map(([username, role], index) => ({
  id: index + 1,
  username,
  email: `${username}@demo.docket.example`,
  role,
}));
const doctorUserId = Object.keys(roles).indexOf('doctor') + 1;

/** Who can sign in to the demo. */
export const demoLogins: readonly { username: string; password: string }[] = people.map(({ username }) => ({
  username,
  password: demoPassword,
}));

/** Prisma's error code */
const tableMissing = 'P2021';

/** Any number that nothing else locks: two seeds at once wait for each other. */
const seedLock = 731_406;

/** One of the accounts as it was made is proof enough: all came in one transaction, and people may rename theirs. */
async function isSeeded(queries: Queries): Promise<boolean> {
  const found = await queries.user.findFirst({
    where: { OR: people.map(({ id, username, email }) => ({ id, username, email })) },
    select: { id: true },
  });
  return found !== null;
}

/** Asks the same without Prisma, which takes longer to load than all else that a second start does in the database. */
export async function hasDemo(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `SELECT FROM users JOIN unnest($1::int[], $2::citext[], $3::citext[]) AS demo (id, username, email)
         USING (id, username, email) LIMIT 1`,
      [people.map(({ id }) => id), people.map(({ username }) => username), people.map(({ email }) => email)],
    );
    return rowCount === 1;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isEmpty(queries: Queries): Promise<boolean> {
  const firsts = await Promise.all([
    queries.user.findFirst({ select: { id: true } }),
    queries.location.findFirst({ select: { id: true } }),
    queries.visitType.findFirst({ select: { id: true } }),
  ]);
  return firsts.every((first) => first === null);
}

async function userRows(): Promise<Prisma.UserCreateManyInput[]> {
  return Promise.all(
    people.map(async (person) => ({
      ...person,
      password: await hash(demoPassword, passwordCost),
      // No one reads the mail of the demo: where mail is sent, these accounts could not prove their addresses.
      emailVerifiedAt: createdAt,
      createdAt,
    })),
  );
}

/** Rows with given ids leave the sequences behind: without this the next insert would meet a taken id. */
async function advanceSequences(queries: Queries): Promise<void> {
  await queries.$queryRaw`
    SELECT setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users))::text,
           setval(pg_get_serial_sequence('locations', 'id'), (SELECT max(id) FROM locations))::text,
           setval(pg_get_serial_sequence('visit_types', 'id'), (SELECT max(id) FROM visit_types))::text,
           setval(pg_get_serial_sequence('doctors', 'id'), (SELECT max(id) FROM doctors))::text,
           setval(pg_get_serial_sequence('schedule_windows', 'id'), (SELECT max(id) FROM schedule_windows))::text`;
}

/** Only the machine's owner waits for it, and the machine may be slow. */
const mostMilliseconds = 60_000;

/**
 * Fills an empty database with the demo clinic, the same every time and in one transaction; where that has been
 * done already, nothing changes.
 *
 * @throws Error when the database holds anything else
 */
export async function seed(database: Database): Promise<void> {
  if (await isSeeded(database.client)) return;
  // Made before the transaction: hashing takes long on purpose, and the lock is not to be held meanwhile.
  const [users, clinic] = await Promise.all([userRows(), clinicRows(doctorUserId)]);
  await database.transaction(async (queries) => {
    await queries.$queryRaw`SELECT pg_advisory_xact_lock(${seedLock})::text`;
    if (await isSeeded(queries)) return;
    if (!(await isEmpty(queries))) {
      throw new Error('This database has data that is not the demo data, so no demo data was added.');
    }
    await queries.user.createMany({ data: users });
    await queries.location.createMany({ data: clinic.locations });
    const staff = users.filter(({ role }) => role === 'staff').flatMap(({ id }) => id ?? []);
    await queries.staffLocation.createMany({
      data: staff.flatMap((userId) => clinic.locations.map(({ id }) => ({ userId, locationId: id }))),
    });
    await queries.visitType.createMany({
      data: visitTypes.map((visitType) => ({ ...visitType, createdAt })),
    });
    await queries.doctor.createMany({ data: clinic.doctors });
    await queries.doctorVisitType.createMany({ data: clinic.doctorVisitTypes });
    await queries.scheduleWindow.createMany({ data: clinic.scheduleWindows });
    await advanceSequences(queries);
  }, mostMilliseconds);
}

/**
 * What `npm run db:seed` does.
 *
 * @throws Error in production, and when the database holds anything but demo data or lacks its tables
 */
export async function seedNamedDatabase(env: DatabaseEnv): Promise<void> {
  if (env.NODE_ENV === 'production')
    throw new Error('Demo data is never created when NODE_ENV is production.');
  // The sequences that it moves on belong to the owner.
  const database = new Database(asOwner(env));
  try {
    await seed(database);
  } catch (error) {
    const lacksTables = error instanceof Prisma.PrismaClientKnownRequestError && error.code === tableMissing;
    if (!lacksTables) throw error;
    throw new Error('This database has no tables yet. Run `npm run db:migrate` first.', { cause: error });
  } finally {
    await database.close();
  }
}
