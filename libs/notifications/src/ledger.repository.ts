import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, type DeliveryState, type Prisma } from '#libs/database';
import { type Channel, type Occasion } from './choices.js';

/** One message as staff see it. */
export interface LedgerEntry {
  readonly id: number;
  readonly occasion: Occasion;
  readonly channel: Channel;
  readonly state: DeliveryState;
  /** Why it was not sent, or not yet; a code */
  readonly reason: string | null;
  /** None for an invitation */
  readonly userId: number | null;
  readonly appointmentId: number | null;
  readonly offsetMinutes: number | null;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly sentAt: Date | null;
  /** When the provider said that it arrived */
  readonly deliveredAt: Date | null;
  readonly createdAt: Date;
}

export interface LedgerFilter {
  readonly appointmentId?: number;
  readonly userId?: number;
  readonly state?: DeliveryState;
  readonly channel?: Channel;
  readonly limit: number;
  readonly cursor?: string;
}

/** Whose messages somebody may see: all, or those about visits at some locations. */
export type Scope = 'all' | { readonly locationIds: readonly number[] };

const fields = {
  id: true,
  occasion: true,
  channel: true,
  state: true,
  reason: true,
  userId: true,
  appointmentId: true,
  offsetMinutes: true,
  dueAt: true,
  attempts: true,
  sentAt: true,
  deliveredAt: true,
  createdAt: true,
} as const satisfies Prisma.DeliverySelect;

const within = (scope: Scope): Prisma.DeliveryWhereInput =>
  scope === 'all' ? {} : { appointment: { locationId: { in: [...scope.locationIds] } } };

@Injectable()
export class LedgerRepository {
  constructor(private readonly database: Database) {}

  /** @returns messages, the newest first */
  async list(scope: Scope, { limit, cursor, ...filter }: LedgerFilter): Promise<Page<LedgerEntry>> {
    const [before] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const rows = await this.database.client.delivery.findMany({
      where: { ...within(scope), ...filter, ...(before !== undefined && { id: { lt: before } }) },
      select: fields,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => [id]);
  }

  find(scope: Scope, id: number): Promise<LedgerEntry | null> {
    return this.database.client.delivery.findFirst({ where: { ...within(scope), id }, select: fields });
  }

  /**
   * Plans a message once more, as a row of its own, so that it stays seen what became of the first. What it tells is
   * checked again when it is sent.
   *
   * @returns the id of the new row; undefined while the message is open, or somebody else was faster
   */
  async resend(id: number, now: Date): Promise<number | undefined> {
    const [row] = await this.database.client.$queryRaw<{ id: number }[]>`
      WITH given AS (
        SELECT *, regexp_replace(key, '#[0-9]+$', '') AS root FROM deliveries
        WHERE id = ${id} AND state <> 'planned' AND channel <> 'in_app' AND link_id IS NULL)
      INSERT INTO deliveries (key, occasion, channel, user_id, appointment_id, version, status, starts_at,
        offset_minutes, day, due_at, expires_at, created_at)
      SELECT root || '#' || (SELECT count(*) FROM deliveries d WHERE starts_with(d.key, root || '#')) + 2,
        occasion, channel, user_id, appointment_id, version, status, starts_at, offset_minutes, day, ${now}::timestamptz,
        ${now}::timestamptz + interval '1 hour', ${now}::timestamptz
      FROM given
      WHERE NOT EXISTS (
        SELECT FROM deliveries d WHERE (d.key = root OR starts_with(d.key, root || '#'))
          AND (d.state = 'planned' OR (d.state = 'uncertain' AND d.doubts < 2)))
      ON CONFLICT (key) DO NOTHING
      RETURNING id`;
    return row?.id;
  }

  /** Notes what a provider says became of a message. Reports may come twice, in any order, and about what is unknown. */
  async report(channel: Channel, providerId: string, arrived: boolean, now: Date): Promise<void> {
    await this.database.client.delivery.updateMany({
      where: { channel, providerId, state: 'sent', deliveredAt: null },
      data: arrived ? { deliveredAt: now } : { state: 'failed', reason: 'not_delivered' },
    });
  }
}
