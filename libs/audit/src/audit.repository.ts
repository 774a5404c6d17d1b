import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** A user saw or changed data of another person. */
export interface AuditEntry {
  readonly id: number;
  readonly occurredAt: Date;
  /** The user who did it */
  readonly actorId: number;
  /** The person whose data it was */
  readonly subjectId: number;
  /** Method and path template of the request, such as `GET /appointments/:id` */
  readonly action: string;
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

const fields = {
  id: true,
  occurredAt: true,
  actorId: true,
  subjectId: true,
  action: true,
  requestId: true,
} as const;

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  async add(entries: readonly Omit<AuditEntry, 'id'>[]): Promise<void> {
    await this.database.client.auditEntry.createMany({ data: [...entries] });
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
      rows.map(({ id, ...entry }) => ({ ...entry, id: Number(id) })),
      limit,
      ({ id }) => [id],
    );
  }

  /** All entries about a person, in the words of the API. */
  async exportOf(queries: Queries, subjectId: number): Promise<object[]> {
    const row = await this.database.one<{ entries: object[] }>(
      Prisma.sql`
      SELECT coalesce(json_agg(json_build_object(
          'occurredAt', occurred_at, 'actorId', actor_id, 'action', action) ORDER BY id), '[]') AS entries
      FROM audit_entries WHERE subject_id = ${subjectId}`,
      queries,
    );
    return row?.entries ?? [];
  }
}
