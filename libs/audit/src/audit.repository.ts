import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** What entries are about that is no person. */
export type AuditedObject = 'doctor' | 'location' | 'visit_type' | 'invitation';

/** Who saw or changed the data of a person or the set-up of the clinic, or tried to. */
export interface AuditEntry {
  readonly id: number;
  readonly occurredAt: Date;
  /** The user who did it; null for a caller who was not signed in */
  readonly actorId: number | null;
  /** The person whose data it was; null for what is no person's, and for a sign-in with an unknown name */
  readonly subjectId: number | null;
  /** What was changed where it was no person's data, and its id */
  readonly objectType: AuditedObject | null;
  readonly objectId: string | null;
  /** Method and path template of the request, such as `GET /appointments/:id` */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  /** Why, where the actor had to say it */
  readonly reason: string | null;
  readonly requestId: string | null;
}

export interface AuditFilter {
  readonly actorId?: number;
  readonly subjectId?: number;
  readonly action?: string;
  /** Entries at or after this */
  readonly from?: Date;
  /** Entries before this */
  readonly to?: Date;
  readonly limit: number;
  readonly cursor?: string;
}

/** An entry as it is written: what is left out is null, and its outcome `done`. */
export type NewEntry = Pick<AuditEntry, 'occurredAt' | 'action'> & Partial<Omit<AuditEntry, 'id'>>;

const fields = {
  id: true,
  occurredAt: true,
  actorId: true,
  subjectId: true,
  objectType: true,
  objectId: true,
  action: true,
  outcome: true,
  reason: true,
  requestId: true,
} as const;

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  async add(entries: readonly NewEntry[], queries: Queries = this.database.client): Promise<void> {
    await queries.auditEntry.createMany({ data: [...entries] });
  }

  /**
   * A page of entries, the newest first.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async list(filter: AuditFilter): Promise<Page<AuditEntry>> {
    const { actorId, subjectId, action, from, to, limit, cursor } = filter;
    const [before] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const rows = await this.database.client.auditEntry.findMany({
      where: {
        ...(actorId !== undefined && { actorId }),
        ...(subjectId !== undefined && { subjectId }),
        ...(action !== undefined && { action }),
        occurredAt: { ...(from && { gte: from }), ...(to && { lt: to }) },
        ...(before !== undefined && { id: { lt: before } }),
      },
      select: fields,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(
      rows.map(({ id, ...entry }) => ({ ...(entry as AuditEntry), id: Number(id) })),
      limit,
      ({ id }) => [id],
    );
  }

  /** All entries about a person, in the words of the API. */
  async exportOf(queries: Queries, subjectId: number): Promise<object[]> {
    const row = await this.database.one<{ entries: object[] }>(
      Prisma.sql`
      SELECT coalesce(json_agg(json_build_object(
          'occurredAt', occurred_at, 'actorId', actor_id, 'action', action, 'outcome', outcome, 'reason', reason) ORDER BY id), '[]') AS entries
      FROM audit_entries WHERE subject_id = ${subjectId}`,
      queries,
    );
    return row?.entries ?? [];
  }
}
