import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** Two records that became one. */
export interface PatientMerge {
  readonly id: number;
  readonly keptId: number;
  readonly mergedId: number;
  readonly actorId: number;
  readonly mergedAt: Date;
  readonly undoneAt: Date | null;
}

/** A guardianship that stands. */
export interface Bond {
  readonly id: number;
  readonly guardianId: number;
  readonly dependantId: number;
}

const fields = {
  id: true,
  keptId: true,
  mergedId: true,
  actorId: true,
  mergedAt: true,
  undoneAt: true,
} as const satisfies Prisma.PatientMergeSelect;

/** The guardianships that a merge ended, and those that it began in their place. */
interface MovedBonds {
  readonly endedGuardianships: readonly number[];
  readonly begunGuardianships: readonly number[];
}

/** Merges of records, and what they do to guardianships and links. */
@Injectable()
export class MergesRepository {
  constructor(private readonly database: Database) {}

  async add(
    queries: Queries,
    merge: {
      readonly keptId: number;
      readonly mergedId: number;
      readonly actorId: number;
      readonly mergedAt: Date;
    },
    moved: object,
  ): Promise<PatientMerge> {
    const data = { ...merge, moved: moved as Prisma.InputJsonObject };
    return queries.patientMerge.create({ data, select: fields });
  }

  /** Locks a merge, so that it is undone once. What moved is as it was added. */
  async lock(
    queries: Queries,
    id: number,
  ): Promise<(PatientMerge & { readonly moved: unknown }) | undefined> {
    return this.database.one<PatientMerge & { moved: unknown }>(
      Prisma.sql`
      SELECT id, kept_id AS "keptId", merged_id AS "mergedId", actor_id AS "actorId", merged_at AS "mergedAt",
        undone_at AS "undoneAt", moved
      FROM patient_merges WHERE id = ${id} FOR UPDATE`,
      queries,
    );
  }

  async setUndone(queries: Queries, id: number, undoneById: number, undoneAt: Date): Promise<void> {
    await queries.patientMerge.update({
      where: { id },
      data: { undoneAt, undoneById },
      select: { id: true },
    });
  }

  /** Merges into a record since an instant, the last one first. */
  list(keptId: number, since: Date): Promise<PatientMerge[]> {
    return this.database.client.patientMerge.findMany({
      where: { keptId, mergedAt: { gt: since } },
      select: fields,
      orderBy: { id: 'desc' },
      take: 100,
    });
  }

  /** The guardianships that stand of two people, on either side. */
  bondsOf(queries: Queries, userIds: readonly number[]): Promise<Bond[]> {
    const among = { in: [...userIds] };
    return queries.guardianship.findMany({
      where: { endedAt: null, OR: [{ guardianId: among }, { dependantId: among }] },
      select: { id: true, guardianId: true, dependantId: true },
      orderBy: { id: 'asc' },
    });
  }

  /** Ends guardianships. What the guardians were told stays, as they go on to care for the same person. */
  async endBonds(queries: Queries, ids: readonly number[], now: Date): Promise<number[]> {
    const ended = await queries.guardianship.updateManyAndReturn({
      where: { id: { in: [...ids] }, endedAt: null },
      data: { endedAt: now },
      select: { id: true },
    });
    return ended.map(({ id }) => id);
  }

  /**
   * Begins guardianships like ended ones, with one person in place of another, except where they stand already.
   *
   * @returns the ids of those that began
   */
  async beginLike(
    queries: Queries,
    ids: readonly number[],
    { from, to }: { readonly from: number; readonly to: number },
    now: Date,
  ): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      Prisma.sql`
      INSERT INTO guardianships (guardian_id, dependant_id, relationship, created_at)
      SELECT CASE WHEN guardian_id = ${from} THEN ${to}::int ELSE guardian_id END,
        CASE WHEN dependant_id = ${from} THEN ${to}::int ELSE dependant_id END, relationship, ${now}
      FROM guardianships WHERE id = ANY(${[...ids]}::int[]) ORDER BY id
      ON CONFLICT DO NOTHING RETURNING id`,
      queries,
    );
    return rows.map(({ id }) => id);
  }

  /** Uses up the links about a person that are open. @returns their ids */
  async useUpLinks(queries: Queries, userId: number, now: Date): Promise<string[]> {
    const links = await queries.accountLink.updateManyAndReturn({
      where: { OR: [{ userId }, { inviterId: userId }], usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
      select: { id: true },
    });
    return links.map(({ id }) => id);
  }

  /** Makes links good again that a merge used up. */
  async reopenLinks(queries: Queries, ids: readonly string[], usedAt: Date): Promise<void> {
    await queries.accountLink.updateMany({ where: { id: { in: [...ids] }, usedAt }, data: { usedAt: null } });
  }

  /**
   * Ends the guardianships that a merge began, and begins those that it ended, but for those whose successor has ended
   * since: that was meant.
   *
   * @returns the guardians concerned
   */
  async restoreBonds(
    queries: Queries,
    { endedGuardianships, begunGuardianships }: MovedBonds,
    { from, to }: { readonly from: number; readonly to: number },
    now: Date,
  ): Promise<number[]> {
    const swapped = (column: string): Prisma.Sql =>
      Prisma.sql`CASE WHEN e.${Prisma.raw(column)} = ${from} THEN ${to}::int ELSE e.${Prisma.raw(column)} END`;
    const restored = await this.database.rows<{ guardianId: number }>(
      Prisma.sql`
      INSERT INTO guardianships (guardian_id, dependant_id, relationship, created_at)
      SELECT guardian_id, dependant_id, relationship, ${now} FROM guardianships e
      WHERE id = ANY(${[...endedGuardianships]}::int[]) AND NOT EXISTS (
        SELECT FROM guardianships b WHERE b.id = ANY(${[...begunGuardianships]}::int[]) AND b.ended_at IS NOT NULL
          AND b.guardian_id = ${swapped('guardian_id')} AND b.dependant_id = ${swapped('dependant_id')})
      ORDER BY id ON CONFLICT DO NOTHING RETURNING guardian_id AS "guardianId"`,
      queries,
    );
    const ended = await queries.guardianship.updateManyAndReturn({
      where: { id: { in: [...begunGuardianships] }, endedAt: null },
      data: { endedAt: now },
      select: { guardianId: true },
    });
    return [...restored, ...ended].map(({ guardianId }) => guardianId);
  }
}
