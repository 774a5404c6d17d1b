import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import {
  type Database,
  type Doctor,
  type Location,
  type Prisma,
  type User,
  type VisitType,
} from '#libs/database';

const unique = (noun: string): string => `${noun}-${randomBytes(5).toString('hex')}`;

/** ISO weekday 1 to 7, and local times as `HH:mm`. */
export interface Hours {
  readonly weekday: number;
  readonly start: string;
  readonly end: string;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** The same hours on each of the given weekdays, by default on all seven. */
export const daily = (start: string, end: string, weekdays: readonly number[] = everyDay): readonly Hours[] =>
  weekdays.map((weekday) => ({ weekday, start, end }));

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A location, in UTC unless told otherwise. */
export function aLocation(
  { client }: Database,
  location: Partial<Prisma.LocationUncheckedCreateInput> = {},
): Promise<Location> {
  return client.location.create({ data: { name: unique('location'), timeZone: 'UTC', ...location } });
}

const clinics = new WeakMap<Database, Promise<Location>>();

/** Where everybody of a database works who is told nothing else. */
function theClinic(database: Database): Promise<Location> {
  const known = clinics.get(database) ?? aLocation(database);
  clinics.set(database, known);
  return known;
}

/** Lets staff work at locations beside the usual one. A session that has asked for something knows it a minute later. */
export async function letWork(
  { client }: Database,
  userId: number,
  ...locationIds: readonly number[]
): Promise<void> {
  await client.staffLocation.createMany({
    data: locationIds.map((locationId) => ({ userId, locationId })),
    skipDuplicates: true,
  });
}

/** Makes a patient known at the usual location, as a visit there does. */
export async function letKnow(database: Database, userId: number): Promise<void> {
  const { id: locationId } = await theClinic(database);
  await database.client.patientPlace.create({ data: { userId, locationId } });
}

/** A visit type of 30 minutes that needs no confirmation, without notice, buffers or cut-offs. */
export function aVisitType(
  { client }: Database,
  visitType: Partial<Prisma.VisitTypeUncheckedCreateInput> = {},
): Promise<VisitType> {
  const durationMinutes = visitType.durationMinutes ?? 30;
  return client.visitType.create({
    data: {
      name: unique('visit-type'),
      slotIntervalMinutes: durationMinutes,
      confirmation: 'instant',
      ...visitType,
      durationMinutes,
    },
  });
}

/** What {@link aUser} sets unless told otherwise. */
export const password = 'a long enough password';

const hashes = new Map<string, Promise<string>>();

/** Hashing takes long on purpose, so each password is hashed once for each spec file. */
function hashed(plain: string): Promise<string> {
  const known = hashes.get(plain) ?? hash(plain, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  hashes.set(plain, known);
  return known;
}

/** A user who can sign in. */
export type UserWithAccount = User & { readonly username: string; readonly email: string };

/**
 * An account, a patient's unless told otherwise. `password` is given in plain text and stored as a hash. Staff work where
 * doctors do who are told nothing else.
 */
export async function aUser(
  database: Database,
  user: Partial<Prisma.UserUncheckedCreateInput> = {},
): Promise<UserWithAccount> {
  const username = user.username ?? unique('user');
  const email = user.email ?? `${username}@clinic.example`;
  const created = await database.client.user.create({
    data: { ...user, email, username, password: await hashed(user.password ?? password) },
  });
  if (created.role === 'staff') await letWork(database, created.id, (await theClinic(database)).id);
  return { ...created, email, username };
}

interface DoctorWish extends Partial<Omit<Prisma.DoctorUncheckedCreateInput, 'visitTypes' | 'windows'>> {
  /** Weekly hours; by default 09:00 to 17:00 on every day */
  readonly schedule?: readonly Hours[];
  /** In this order, the first is the default; a new one when left out */
  readonly visitTypeIds?: readonly number[];
}

/** A doctor with hours and a visit type, each made when it is not named, at the usual location. */
export async function aDoctor(database: Database, wish: DoctorWish = {}): Promise<Doctor> {
  const { schedule = daily('09:00', '17:00'), visitTypeIds, ...doctor } = wish;
  const offered = visitTypeIds ?? [(await aVisitType(database)).id];
  return database.client.doctor.create({
    data: {
      name: unique('doctor'),
      specialization: 'Cardiology',
      ...doctor,
      locationId: doctor.locationId ?? (await theClinic(database)).id,
      visitTypes: { create: offered.map((visitTypeId, position) => ({ visitTypeId, position })) },
      windows: {
        create: schedule.map(({ weekday, start, end }) => ({
          weekday,
          startMinute: minuteOf(start),
          endMinute: minuteOf(end),
        })),
      },
    },
  });
}
