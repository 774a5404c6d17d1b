import { Injectable } from '@nestjs/common';
import { patientSideOf } from '#libs/auth';
import { type AppointmentStatus, Database, Prisma, type Queries } from '#libs/database';
import { revisionOf } from '#libs/notifications';
import { type Farewell, type Happening, type Visit } from './visit.js';

/** What an event names. */
export interface VersionOfVisit {
  readonly appointmentId: number;
  readonly version: number;
}

type Row = Visit & {
  readonly happenedVersion: number;
  readonly happenedFrom: AppointmentStatus | null;
  readonly happenedStatus: AppointmentStatus | null;
  readonly happenedStartsAt: Date | null;
  readonly happenedUnanswered: boolean;
  readonly doctorIs: 'same' | 'new' | 'gone';
  readonly formerUserId: number | null;
  readonly formerStartsAt: Date | null;
};

/** A visit, and what it was in the version that an event tells of. */
export interface VisitThen {
  readonly visit: Visit;
  readonly then: Required<Pick<Happening, 'status' | 'startsAt' | 'doctorIs' | 'isUnanswered'>> & {
    readonly from: AppointmentStatus | null;
  };
  /** The former doctor, if this version took the visit to another one */
  readonly farewells: readonly Farewell[];
}

/** What the lapse of a request leaves in its history; a person who writes the same as the reason has an account. */
const isLapse = Prisma.sql`coalesce(h.reason = 'unanswered' AND h.actor_id IS NULL, false)`;

const patientDied = Prisma.sql`
  EXISTS (SELECT FROM users u WHERE u.id = a.user_id AND u.deceased_on IS NOT NULL) AS "patientDied"`;

const fields = Prisma.sql`
  a.id AS "appointmentId", a.version, a.status, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
  l.time_zone AS "timeZone", l.name AS "locationName", l.address, d.name AS "doctorName",
  t.name AS "visitTypeName", t.mode, ${patientSideOf(Prisma.sql`a.user_id`)} AS "patientSide",
  ${patientDied},
  d.user_id AS "doctorUserId", a.hold_expires_at AS "heldUntil",
  ${revisionOf},
  (SELECT ${isLapse} FROM appointment_history h WHERE h.appointment_id = a.id AND h.version = a.version) AS "isUnanswered",
  (SELECT entry_id FROM waitlist_offers WHERE appointment_id = a.id) AS "waitlistEntryId"`;

/** What the message to an account shows that the visit left in a version: what it was before. */
const fieldsBefore = Prisma.sql`
  r.id AS "deliveryId", a.id AS "appointmentId", r.version, 'cancelled' AS status, b.starts_at AS "startsAt",
  coalesce(b.ends_at, b.starts_at + (a.ends_at - a.starts_at)) AS "endsAt", l.time_zone AS "timeZone",
  l.name AS "locationName", l.address, d.name AS "doctorName", t.name AS "visitTypeName", t.mode,
  CASE WHEN d.user_id = r."userId" THEN '{}'::int[] ELSE ARRAY[r."userId"] END AS "patientSide", ${patientDied},
  d.user_id AS "doctorUserId", NULL AS "heldUntil", ${revisionOf}, false AS "isUnanswered", NULL AS "waitlistEntryId"`;

const source = Prisma.sql`
  appointments a JOIN doctors d ON d.id = a.doctor_id JOIN locations l ON l.id = a.location_id
  JOIN visit_types t ON t.id = a.visit_type_id`;

function thenOf(row: Row): VisitThen | undefined {
  const { happenedFrom: from, happenedStatus: status, happenedStartsAt: startsAt, ...others } = row;
  const { happenedUnanswered: isUnanswered, doctorIs, formerUserId: userId, ...rest } = others;
  const { formerStartsAt, happenedVersion: version, ...visit } = rest;
  if (status === null || startsAt === null) return undefined;
  const isLeft = userId !== null && formerStartsAt !== null;
  const farewell = { appointmentId: visit.appointmentId, version, isForInbox: true };
  return {
    visit,
    then: { from, status, startsAt, isUnanswered, doctorIs },
    farewells: isLeft ? [{ ...farewell, userId, startsAt: formerStartsAt }] : [],
  };
}

@Injectable()
export class VisitsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Reads visits and keeps them from changing until the transaction ends: a plan that is made of them is true, and
   * a change that waits brings an event of its own. Events of these visits wait as well, whichever process has them.
   *
   * @param points visits, each once, with a version each
   * @param whatIsLocked waits for visits that another transaction has locked, or leaves them out
   * @returns by the ids of the visits; without those that do not exist, or never had this version
   */
  async lockAt(
    queries: Queries,
    points: readonly VersionOfVisit[],
    whatIsLocked: 'wait' | 'skip',
  ): Promise<ReadonlyMap<number, VisitThen>> {
    if (points.length === 0) return new Map();
    const ids = points.map(({ appointmentId }) => appointmentId);
    const versions = points.map(({ version }) => version);
    const rows = await this.database.rows<Row>(
      Prisma.sql`
      SELECT ${fields}, e.version AS "happenedVersion", h.from_status AS "happenedFrom", h.to_status AS "happenedStatus",
        h.starts_at AS "happenedStartsAt", ${isLapse} AS "happenedUnanswered",
        CASE WHEN h.doctor_id <> a.doctor_id THEN 'gone' WHEN b.doctor_id <> h.doctor_id THEN 'new' ELSE 'same' END
          AS "doctorIs",
        f.user_id AS "formerUserId", b.starts_at AS "formerStartsAt"
      FROM unnest(${ids}::int[], ${versions}::int[]) AS e (id, version)
        JOIN (${source}) ON a.id = e.id
        JOIN appointment_history h ON h.appointment_id = a.id AND h.version = e.version
        LEFT JOIN appointment_history b ON b.appointment_id = a.id AND b.version = h.version - 1
        LEFT JOIN doctors f ON f.id = b.doctor_id AND b.doctor_id <> h.doctor_id
      ORDER BY a.id FOR NO KEY UPDATE OF a ${whatIsLocked === 'skip' ? Prisma.raw('SKIP LOCKED') : Prisma.empty}`,
      queries,
    );
    return new Map(rows.flatMap((row) => thenOf(row) ?? []).map((each) => [each.visit.appointmentId, each]));
  }

  /**
   * As {@link lockAt}, whatever happened to the visits. An event that waits for it has not read who wants what before
   * that changed, and so does not undo what is planned here.
   */
  lock(queries: Queries, ids: readonly number[]): Promise<Visit[]> {
    return this.database.rows<Visit>(
      Prisma.sql`
      SELECT ${fields} FROM ${source} WHERE a.id = ANY(${[...ids]}::int[]) ORDER BY a.id FOR NO KEY UPDATE OF a`,
      queries,
    );
  }

  /** Reads visits as they are at this moment, in one query. */
  async find(ids: readonly number[], queries?: Queries): Promise<ReadonlyMap<number, Visit>> {
    const rows = await this.database.rows<Visit>(
      Prisma.sql`
      SELECT ${fields} FROM ${source} WHERE a.id = ANY(${[...ids]}::int[])`,
      queries,
    );
    return new Map(rows.map((row) => [row.appointmentId, row]));
  }

  /**
   * What an account was last told of some visits that it has nothing to do with any more. Visits that it was told nothing
   * of are left out.
   */
  farewellsTo(queries: Queries, userId: number, ids: readonly number[]): Promise<Farewell[]> {
    return this.database.rows<Farewell>(
      Prisma.sql`
      SELECT told.appointment_id AS "appointmentId", ${userId}::int AS "userId", told.version + 1 AS version,
        h.starts_at AS "startsAt", false AS "isForInbox"
      FROM (
        SELECT appointment_id, coalesce(max(version) FILTER (WHERE state = 'sent'), max(version)) AS version
        FROM deliveries
        WHERE user_id = ${userId} AND appointment_id = ANY(${[...ids]}::int[]) AND NOT is_farewell
          AND state IN ('planned', 'sent', 'uncertain')
        GROUP BY appointment_id) AS told
      JOIN appointment_history h ON h.appointment_id = told.appointment_id AND h.version = told.version`,
      queries,
    );
  }

  /**
   * What visits were before accounts left them.
   *
   * @param left by a number of its own each, such as that of a delivery
   */
  async findBefore(
    left: readonly {
      readonly id: number;
      readonly appointmentId: number | null;
      readonly userId: number | null;
      readonly version: number | null;
    }[],
    queries?: Queries,
  ): Promise<ReadonlyMap<number, Visit>> {
    if (left.length === 0) return new Map();
    const rows = await this.database.rows<Visit & { readonly deliveryId: number }>(
      Prisma.sql`
      SELECT ${fieldsBefore}
      FROM jsonb_to_recordset(${JSON.stringify(left)}::jsonb) AS r (
        id int, "appointmentId" int, "userId" int, version int)
      JOIN appointments a ON a.id = r."appointmentId"
      JOIN appointment_history b ON b.appointment_id = a.id AND b.version = r.version - 1
      JOIN doctors d ON d.id = b.doctor_id JOIN visit_types t ON t.id = b.visit_type_id
      JOIN locations l ON l.id = coalesce(b.location_id, a.location_id)`,
      queries,
    );
    return new Map(rows.map(({ deliveryId, ...visit }) => [deliveryId, visit]));
  }
}
