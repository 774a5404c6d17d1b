import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries, type Relationship } from '#libs/database';
import { GuardianNoticesRepository } from '#libs/notifications';
import { type Person } from '../policy.js';

/** A dependant as a guardian sees them. */
export interface Dependant {
  readonly userId: number;
  readonly name: string;
  readonly birthDate: Date | null;
  /** What the dependant is to the guardian */
  readonly relationship: Relationship;
  /** Whether the dependant has an account, and so decides alone */
  readonly hasAccount: boolean;
  readonly since: Date;
  /** Rises with every change of the dependant, and of the guardianship */
  readonly version: number;
}

/** A guardian as the dependant sees them. */
export interface Guardian {
  readonly userId: number;
  readonly username: string;
  /** What the dependant is to the guardian */
  readonly relationship: Relationship;
  readonly since: Date;
}

export interface NewDependant {
  readonly name: string;
  readonly birthDate?: Date | null;
  readonly relationship: Relationship;
}

const fields = {
  relationship: true,
  createdAt: true,
  version: true,
  dependant: { select: { id: true, name: true, birthDate: true, username: true, version: true } },
} as const satisfies Prisma.GuardianshipSelect;

const toDependant = (row: Prisma.GuardianshipGetPayload<{ select: typeof fields }>): Dependant => ({
  userId: row.dependant.id,
  name: row.dependant.name ?? row.dependant.username ?? '',
  birthDate: row.dependant.birthDate,
  relationship: row.relationship,
  hasAccount: row.dependant.username !== null,
  since: row.createdAt,
  // Both only rise, so the sum is never the same again.
  version: row.version + row.dependant.version - 1,
});

/**
 * SQL for the accounts that are told what happens to a patient's visits: the patient's own, if there is one, and those of
 * the guardians. No one is told for a patient who has died.
 *
 * @param patientId an SQL expression
 */
export const patientSideOf = (patientId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ARRAY(
    SELECT side.id FROM users patient CROSS JOIN LATERAL (
      SELECT patient.id WHERE patient.username IS NOT NULL
      UNION ALL
      SELECT guardian_id FROM guardianships WHERE dependant_id = patient.id AND ended_at IS NULL) AS side (id)
    WHERE patient.id = ${patientId} AND patient.deceased_on IS NULL)`;

/** Guardianships. The session of a guardian carries them too, so that a request need not ask. */
@Injectable()
export class GuardianshipsRepository {
  constructor(
    private readonly database: Database,
    private readonly notices: GuardianNoticesRepository,
  ) {}

  /** @returns the dependants of a guardian, in the order in which the guardianships began */
  async dependantsOf(queries: Queries, guardianId: number): Promise<Dependant[]> {
    const rows = await queries.guardianship.findMany({
      where: { guardianId, endedAt: null },
      select: fields,
      orderBy: { id: 'asc' },
    });
    return rows.map(toDependant);
  }

  async find(queries: Queries, guardianId: number, dependantId: number): Promise<Dependant | null> {
    const row = await queries.guardianship.findFirst({
      where: { guardianId, dependantId, endedAt: null },
      select: fields,
    });
    return row && toDependant(row);
  }

  /** @returns the guardians of a dependant, in the order in which the guardianships began */
  async guardiansOf(queries: Queries, dependantId: number): Promise<Guardian[]> {
    const rows = await queries.guardianship.findMany({
      where: { dependantId, endedAt: null },
      select: { relationship: true, createdAt: true, guardian: { select: { id: true, username: true } } },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ guardian, relationship, createdAt }) => ({
      userId: guardian.id,
      username: guardian.username ?? '',
      relationship,
      since: createdAt,
    }));
  }

  /** A person with an account or without one, as the policy asks. */
  async findPerson(queries: Queries, userId: number): Promise<Person | null> {
    const row = await queries.user.findUnique({
      where: { id: userId },
      select: { username: true, guardians: { where: { endedAt: null }, select: { guardianId: true } } },
    });
    if (row === null) return null;
    const guardianIds = row.guardians.map(({ guardianId }) => guardianId);
    return { userId, hasAccount: row.username !== null, guardianIds };
  }

  /** @returns the dependants of a guardian who have neither an account nor another guardian */
  async dependantsOnlyOf(queries: Queries, guardianId: number): Promise<number[]> {
    const rows = await queries.user.findMany({
      where: {
        username: null,
        guardians: { some: { guardianId, endedAt: null } },
        NOT: { guardians: { some: { guardianId: { not: guardianId }, endedAt: null } } },
      },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ id }) => id);
  }

  /** Makes other transactions that change this person's guardianships, or erase the person, wait for this one. */
  async lock(queries: Queries, userId: number): Promise<boolean> {
    const rows = await this.database.rows<{ id: number }>(
      Prisma.sql`SELECT id FROM users WHERE id = ${userId} AND disabled_at IS NULL FOR NO KEY UPDATE`,
      queries,
    );
    return rows.length > 0;
  }

  /** Makes other transactions that change a dependant, or the guardianship, wait for this one. */
  async lockDependant(queries: Queries, guardianId: number, dependantId: number): Promise<void> {
    await this.database.rows(
      Prisma.sql`
      SELECT u.id FROM guardianships g JOIN users u ON u.id = g.dependant_id
      WHERE g.guardian_id = ${guardianId} AND g.dependant_id = ${dependantId} AND g.ended_at IS NULL
      FOR NO KEY UPDATE`,
      queries,
    );
  }

  /** Adds a person without an account. @returns the person's id */
  async addPerson(queries: Queries, { name, birthDate = null }: NewDependant, now: Date): Promise<number> {
    const { id } = await queries.user.create({
      data: { name, birthDate, createdAt: now },
      select: { id: true },
    });
    return id;
  }

  async begin(
    queries: Queries,
    link: { readonly guardianId: number; readonly dependantId: number; readonly relationship: Relationship },
    now: Date,
  ): Promise<void> {
    await queries.guardianship.create({ data: { ...link, createdAt: now }, select: { id: true } });
  }

  /** Changes what is known of a dependant; the name and the birthday only of one without an account. */
  async change(
    queries: Queries,
    guardianId: number,
    dependantId: number,
    { relationship, ...person }: Partial<NewDependant>,
  ): Promise<void> {
    if (relationship !== undefined)
      await queries.guardianship.updateMany({
        where: { guardianId, dependantId, endedAt: null },
        data: { relationship },
      });
    await queries.user.updateMany({ where: { id: dependantId, username: null }, data: person });
  }

  /**
   * Ends the guardianship of one guardian over a dependant, or of all. What the guardians were told goes with it.
   *
   * @returns the guardians until now
   */
  async end(queries: Queries, dependantId: number, now: Date, guardianId?: number): Promise<number[]> {
    const ended = await queries.guardianship.updateManyAndReturn({
      where: { dependantId, endedAt: null, ...(guardianId !== undefined && { guardianId }) },
      data: { endedAt: now },
      select: { guardianId: true },
    });
    const guardianIds = ended.map((row) => row.guardianId);
    await this.notices.forget(queries, guardianIds, dependantId);
    return guardianIds;
  }

  /** Ends all guardianships of a guardian. */
  async endAllOf(queries: Queries, guardianId: number, now: Date): Promise<void> {
    await queries.guardianship.updateMany({ where: { guardianId, endedAt: null }, data: { endedAt: now } });
  }
}
