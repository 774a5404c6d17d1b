import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database } from '#libs/database';

/** Somebody saw or changed somebody else's data. */
export interface AuditEntry {
  readonly id: number;
  readonly occurredAt: Date;
  /** Who did it */
  readonly actorId: number;
  /** Whose data it was */
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
}
