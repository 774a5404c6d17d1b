import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries, type Relationship } from '#libs/database';

/** Somebody who is cared for, as those who do see them. */
export interface Dependant {
  readonly userId: number;
  readonly name: string;
  readonly birthDate: Date | null;
  /** What they are to the guardian */
  readonly relationship: Relationship;
  /** Whether they have an account of their own, and so decide for themselves who cares for them */
  readonly hasAccount: boolean;
  readonly since: Date;
}

/** Somebody who acts for another. */
export interface Guardian {
  readonly userId: number;
  readonly username: string;
  /** What the other is to them */
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
  dependant: { select: { id: true, name: true, birthDate: true, username: true } },
} as const satisfies Prisma.GuardianshipSelect;

const toDependant = (row: Prisma.GuardianshipGetPayload<{ select: typeof fields }>): Dependant => ({
  userId: row.dependant.id,
  name: row.dependant.name ?? row.dependant.username ?? '',
  birthDate: row.dependant.birthDate,
  relationship: row.relationship,
  hasAccount: row.dependant.username !== null,
  since: row.createdAt,
});

/**
 * SQL for the accounts that are told what happens to a patient's visits: the patient's, unless they have none, and those
 * of whoever cares for them.
 *
 * @param patientId an SQL expression
 */
export const patientSideOf = (patientId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ARRAY(
    SELECT id FROM users WHERE id = ${patientId} AND username IS NOT NULL
    UNION ALL
    SELECT guardian_id FROM guardianships WHERE dependant_id = ${patientId} AND ended_at IS NULL)`;

/** Who acts for whom. The session of a guardian knows it too, so that every request need not ask. */
@Injectable()
export class GuardianshipsRepository {
  constructor(private readonly database: Database) {}

  /** @returns whom somebody cares for, in the order in which it began */
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

  /** @returns who cares for somebody, in the order in which it began */
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

  /** Whether there is somebody with this number, with an account or without. */
  async isPerson(queries: Queries, userId: number): Promise<boolean> {
    return (await queries.user.count({ where: { id: userId } })) > 0;
  }

  /** Makes whoever else changes whom this person cares for, or erases them, wait until the transaction is over. */
  async lock(queries: Queries, userId: number): Promise<boolean> {
    const rows = await queries.$queryRaw<unknown[]>`
      SELECT id FROM users WHERE id = ${userId} AND disabled_at IS NULL FOR NO KEY UPDATE`;
    return rows.length > 0;
  }

  /** Adds a person who has no account. @returns their number */
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

  /** Changes what is known of a dependant; who has an account has a name of their own. */
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
   * Ends what binds a dependant to one guardian, or to all. What they were told as guardians goes with it.
   *
   * @returns the guardians who were bound until now
   */
  async end(queries: Queries, dependantId: number, now: Date, guardianId?: number): Promise<number[]> {
    const ended = await queries.$queryRaw<{ guardianId: number }[]>`
      WITH ended AS (
        UPDATE guardianships SET ended_at = ${now}
        WHERE dependant_id = ${dependantId} AND ended_at IS NULL
          AND (${guardianId ?? null}::int IS NULL OR guardian_id = ${guardianId ?? null}::int)
        RETURNING guardian_id),
      forgotten AS (
        DELETE FROM notifications n USING ended e, appointments a, doctors d
        WHERE n.user_id = e.guardian_id AND a.id = n.appointment_id AND a.user_id = ${dependantId}
          AND d.id = a.doctor_id AND d.user_id IS DISTINCT FROM e.guardian_id)
      SELECT guardian_id AS "guardianId" FROM ended`;
    return ended.map((row) => row.guardianId);
  }
}
