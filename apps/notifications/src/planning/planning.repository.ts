import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { type ChangedPlace } from '../facts/place.js';
import { type PlannedDelivery } from './planned-delivery.js';

const columns = Prisma.sql`
  key, occasion, is_farewell, channel, state, reason, user_id, appointment_id, link_id, location_id, place_revision, waitlist_entry_id, version, status, starts_at, offset_minutes,
  day, due_at, expires_at, sent_at, created_at`;

/** The wanted rows, in the order of the columns. */
const wanted = (rows: readonly PlannedDelivery[], now: Date): Prisma.Sql => Prisma.sql`
  SELECT key, occasion, coalesce("isFarewell", false), channel, state, reason, "userId", "appointmentId", "linkId"::uuid, "locationId", "placeRevision", "waitlistEntryId", version, status, "startsAt",
    "offsetMinutes", day::date, "dueAt", "expiresAt", CASE WHEN state = 'sent' THEN ${now}::timestamptz END, ${now}::timestamptz
  FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w (
    key text, occasion occasion, "isFarewell" boolean, channel channel, state delivery_state, reason text, "userId" int,
    "appointmentId" int, "linkId" text, "locationId" int, "placeRevision" int, "waitlistEntryId" int, version int, status appointment_status, "startsAt" timestamptz,
    "offsetMinutes" int, day text, "dueAt" timestamptz, "expiresAt" timestamptz)`;

@Injectable()
export class PlanningRepository {
  constructor(private readonly database: Database) {}

  /**
   * Makes the ledger say what is wanted, in one statement however many visits it is about: what is new is added, what
   * is not wanted any more is skipped, what was given up and is wanted again comes back. What is being sent or was sent
   * stays as it is.
   *
   * @param appointmentIds all visits that were planned, also those about which nothing is to be sent
   */
  async apply(
    queries: Queries,
    appointmentIds: readonly number[],
    rows: readonly PlannedDelivery[],
    now: Date,
  ): Promise<void> {
    // Who is told of a visit once more is not told that it has left them, or is told anew.
    const told = rows.map(({ appointmentId, userId }) => `${appointmentId}:${userId}`);
    await this.database.execute(
      Prisma.sql`
      WITH dropped AS (
        UPDATE deliveries d SET state = 'skipped', reason = 'superseded'
        FROM appointments a
        WHERE a.id = d.appointment_id AND d.appointment_id = ANY(${[...appointmentIds]}::int[])
          AND d.state = 'planned' AND d.lease_until IS NULL
          AND d.key <> ALL(${rows.map(({ key }) => key)}::text[])
          AND CASE WHEN d.is_farewell THEN (d.appointment_id || ':' || d.user_id) = ANY(${told}::text[])
            ELSE d.occasion IN ('reminder', 'awaiting_answer') OR d.status <> a.status OR d.starts_at <> a.starts_at END)
      INSERT INTO deliveries (${columns}) ${wanted(rows, now)}
      ON CONFLICT (key) DO UPDATE SET state = 'planned', reason = NULL, version = excluded.version,
        status = excluded.status, due_at = excluded.due_at, expires_at = excluded.expires_at
      WHERE excluded.state = 'planned' AND excluded.occasion IN ('reminder', 'awaiting_answer') AND deliveries.lease_until IS NULL
        AND deliveries.attempts = 0
        AND (deliveries.state = 'planned' OR deliveries.reason = 'superseded')`,
      queries,
    );
  }

  /** Gives up what was planned about earlier changes of a place: what there is to tell of them is told with the last one. */
  async dropPlace(queries: Queries, { locationId, revision }: ChangedPlace): Promise<void> {
    await this.database.execute(
      Prisma.sql`
      UPDATE deliveries SET state = 'skipped', reason = 'superseded'
      WHERE location_id = ${locationId} AND place_revision < ${revision} AND state = 'planned' AND lease_until IS NULL`,
      queries,
    );
  }

  /** Adds what is not there yet. */
  async add(rows: readonly PlannedDelivery[], now: Date, queries?: Queries): Promise<void> {
    await this.database.execute(
      Prisma.sql`
      INSERT INTO deliveries (${columns}) ${wanted(rows, now)} ON CONFLICT (key) DO NOTHING`,
      queries,
    );
  }
}
