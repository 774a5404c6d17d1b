import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, type DeliveryState, Prisma } from '#libs/database';
import { type Channel, type Occasion } from '../preferences/choices.js';
import { ledgerLocationsOf, type Worker } from '../policy.js';

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
  /** How many others were sent in the same message */
  readonly togetherWith: number;
}

export interface LedgerFilter {
  readonly appointmentId?: number;
  readonly userId?: number;
  readonly state?: DeliveryState;
  readonly channel?: Channel;
  readonly limit: number;
  readonly cursor?: string;
}

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
  providerId: true,
} as const satisfies Prisma.DeliverySelect;

type Row = Omit<LedgerEntry, 'togetherWith'> & { readonly providerId: string | null };

const nameOf = ({ channel, providerId, userId }: Pick<Row, 'channel' | 'providerId' | 'userId'>): string =>
  JSON.stringify([channel, providerId, userId]);

const visibleTo = (actor: Worker): Prisma.DeliveryWhereInput => {
  const locations = ledgerLocationsOf(actor);
  return locations === 'everywhere' ? {} : { appointment: { locationId: { in: [...locations] } } };
};

@Injectable()
export class LedgerRepository {
  constructor(private readonly database: Database) {}

  /** @returns messages, the newest first */
  async list(actor: Worker, { limit, cursor, ...filter }: LedgerFilter): Promise<Page<LedgerEntry>> {
    const [before] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const rows = await this.database.client.delivery.findMany({
      where: { ...visibleTo(actor), ...filter, ...(before !== undefined && { id: { lt: before } }) },
      select: fields,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const page = toPage(rows, limit, ({ id }) => [id]);
    return { ...page, items: await this.counted(actor, page.items) };
  }

  async find(actor: Worker, id: number): Promise<LedgerEntry | null> {
    const where = { ...visibleTo(actor), id };
    const [entry] = await this.counted(
      actor,
      await this.database.client.delivery.findMany({ where, select: fields }),
    );
    return entry ?? null;
  }

  /** What was sent together has one name at the provider. */
  private async counted(actor: Worker, rows: readonly Row[]): Promise<LedgerEntry[]> {
    const named = rows.flatMap(({ channel, providerId }) =>
      providerId === null ? [] : { channel, providerId },
    );
    const messages =
      named.length === 0
        ? []
        : await this.database.client.delivery.groupBy({
            by: ['channel', 'providerId', 'userId'],
            where: { ...visibleTo(actor), OR: named },
            _count: true,
          });
    const counts = new Map(messages.map(({ _count, ...message }) => [nameOf(message), _count]));
    return rows.map(({ providerId, ...row }) => ({
      ...row,
      togetherWith: (counts.get(nameOf({ ...row, providerId })) ?? 1) - 1,
    }));
  }

  /**
   * Plans a message once more, as a row of its own, so that it stays seen what became of the first. What it tells is
   * checked again when it is sent.
   *
   * @returns the id of the new row; undefined while the message is open, or another request was faster
   */
  async resend(id: number, now: Date): Promise<number | undefined> {
    const row = await this.database.one<{ id: number }>(Prisma.sql`
      WITH given AS (
        SELECT *, regexp_replace(key, '#[0-9]+$', '') AS root FROM deliveries
        WHERE id = ${id} AND state <> 'planned' AND channel <> 'in_app' AND link_id IS NULL)
      INSERT INTO deliveries (key, occasion, is_farewell, channel, user_id, appointment_id, location_id, place_revision,
        waitlist_entry_id, version, status, starts_at, offset_minutes, day, due_at, expires_at, created_at)
      SELECT root || '#' || (SELECT count(*) FROM deliveries d WHERE starts_with(d.key, root || '#')) + 2,
        occasion, is_farewell, channel, user_id, appointment_id, location_id, place_revision, waitlist_entry_id, version, status,
        starts_at, offset_minutes, day, ${now}::timestamptz, ${now}::timestamptz + interval '1 hour', ${now}::timestamptz
      FROM given
      WHERE NOT EXISTS (
        SELECT FROM deliveries d WHERE (d.key = root OR starts_with(d.key, root || '#'))
          AND (d.state = 'planned' OR (d.state = 'uncertain' AND d.doubts < 2)))
      ON CONFLICT (key) DO NOTHING
      RETURNING id`);
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
