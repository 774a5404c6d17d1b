import { Injectable } from '@nestjs/common';
import { type Actor, workplacesOf } from '#libs/auth';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, isForeignKeyViolation, type OfferOutcome, Prisma, type Queries } from '#libs/database';
import { revive } from '../idempotency/index.js';
import { canBook, patientsOf } from '../policy.js';
import { unknownPatient } from '../record/index.js';
import { standingError } from '../standing.sql.js';
import { tooManyWaitlistEntries } from './waitlist.errors.js';
import { type WaitlistEntry, type WaitlistFilter, type WaitlistOffer } from './entry.js';

/** An entry to be written. */
export interface NewWaitlistEntry extends Pick<
  WaitlistEntry,
  'userId' | 'doctorId' | 'specialization' | 'locationId' | 'visitTypeId' | 'from' | 'to'
> {
  readonly actorId: number;
  readonly now: Date;
  /** How many entries the patient may have at once; undefined without a bound */
  readonly quota: number | undefined;
}

/** Which kinds of work the waitlist has. */
interface Due {
  /** Offers without an answer, which may have lapsed */
  readonly offers: boolean;
  /** Openings */
  readonly openings: boolean;
  /** Entries whose last date has passed */
  readonly entries: boolean;
}

/** An entry with the time that is offered or was accepted, whether or not the actor may see it. */
type Row = Omit<WaitlistEntry, 'offer' | 'appointmentId'> & { readonly held: unknown };

/** The column `held` of a row. */
interface Held extends WaitlistOffer {
  readonly appointmentId: number;
  readonly outcome: OfferOutcome | null;
}

/** The first number keeps clear of other locks. */
const lockSpace = 731_408;

const fields = Prisma.sql`
  e.id, e.user_id AS "userId", e.doctor_id AS "doctorId", e.specialization, e.location_id AS "locationId",
  e.visit_type_id AS "visitTypeId", e.from_date::text AS "from", e.to_date::text AS "to", e.status::text AS status,
  e.created_at AS "createdAt", e.ended_at AS "endedAt", e.end_reason::text AS "endReason",
  (SELECT coalesce(u.name, u.username) FROM users u WHERE u.id = e.user_id) AS "patientName", (
    SELECT jsonb_build_object(
      'appointmentId', a.id, 'outcome', o.outcome, 'doctorId', a.doctor_id, 'visitTypeId', a.visit_type_id,
      'locationId', a.location_id, 'timeZone', l.time_zone, 'appointmentDateTime', a.starts_at, 'endsAt', a.ends_at,
      'expiresAt', a.hold_expires_at)
    FROM waitlist_offers o JOIN appointments a ON a.id = o.appointment_id JOIN locations l ON l.id = a.location_id
    WHERE o.entry_id = e.id AND (o.outcome IS NULL OR o.outcome = 'accepted')) AS held`;

/** Whether an entry may lead to a visit at one of these locations: its own, or one of a doctor who will do. */
const soughtAt = (locationIds: readonly number[]): Prisma.Sql => {
  const here = Prisma.sql`ANY(${[...locationIds]}::int[])`;
  return Prisma.sql`(e.location_id = ${here} OR e.location_id IS NULL AND EXISTS (
    SELECT FROM doctors d
    WHERE (d.id = e.doctor_id OR d.search_specialization = search_text(e.specialization))
      AND (d.location_id = ${here}
        OR EXISTS (SELECT FROM schedule_windows w WHERE w.doctor_id = d.id AND w.location_id = ${here}))))`;
};

/** The actor's own entries, those of dependants, and for staff those that may lead to a visit where they work. */
function visibleTo(actor: Actor): Prisma.Sql {
  const workplaces = workplacesOf(actor);
  if (workplaces === 'everywhere') return Prisma.sql`true`;
  const isOwn = Prisma.sql`e.user_id = ANY(${patientsOf(actor)}::int[])`;
  return workplaces.length === 0 ? isOwn : Prisma.sql`(${isOwn} OR ${soughtAt(workplaces)})`;
}

/** A time at a location where the actor may not book for the patient is left out. */
function toEntry({ held: json, ...row }: Row, actor: Actor): WaitlistEntry {
  const held = revive(json) as Held | null;
  if (held === null || !canBook(actor, { userId: row.userId, locationId: held.locationId }))
    return { ...row, offer: null, appointmentId: null };
  const { appointmentId, outcome, ...offer } = held;
  return outcome === null ? { ...row, offer, appointmentId: null } : { ...row, offer: null, appointmentId };
}

@Injectable()
export class WaitlistRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes an entry. Statements for the same patient wait for each other, so that the bound holds exactly.
   *
   * @returns the id
   * @throws AppError `waitlist.too_many_entries`, `appointment.unknown_patient`
   */
  add(entry: NewWaitlistEntry): Promise<number> {
    const { userId, actorId, now, quota, from, to, ...terms } = entry;
    return this.database.transaction(async (queries) => {
      await this.database.execute(
        Prisma.sql`SELECT pg_advisory_xact_lock(${lockSpace}::int, ${userId}::int)`,
        queries,
      );
      const standing = { userId, status: { in: ['waiting' as const, 'offered' as const] } };
      if (quota !== undefined && (await queries.waitlistEntry.count({ where: standing })) >= quota)
        throw tooManyWaitlistEntries(quota);
      const dates = { from: new Date(from), to: new Date(to) };
      const data = { ...terms, ...dates, userId, createdById: actorId, createdAt: now };
      try {
        return (await queries.waitlistEntry.create({ data, select: { id: true } })).id;
      } catch (error) {
        throw isForeignKeyViolation(error) ? unknownPatient() : (standingError(error) ?? error);
      }
    });
  }

  /** @returns null also for entries that the actor may not see */
  async findVisible(actor: Actor, id: number, queries?: Queries): Promise<WaitlistEntry | null> {
    const row = await this.database.one<Row>(
      Prisma.sql`
      SELECT ${fields} FROM waitlist_entries e WHERE e.id = ${id} AND ${visibleTo(actor)}`,
      queries,
    );
    return row === undefined ? null : toEntry(row, actor);
  }

  /**
   * Locks an entry until the transaction ends. It is read by a statement of its own afterwards: what a statement reads
   * beside the row that it waits for is older than that row.
   */
  async lock(id: number, queries: Queries): Promise<void> {
    await this.database.execute(
      Prisma.sql`SELECT FROM waitlist_entries WHERE id = ${id} FOR UPDATE`,
      queries,
    );
  }

  /**
   * A page of the entries that the actor may see, the oldest first.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async list(actor: Actor, filter: WaitlistFilter): Promise<Page<WaitlistEntry>> {
    const { status = null, doctorId = null, userId = null, limit, cursor } = filter;
    const [after] = cursor === undefined ? [0] : decodeCursor(cursor, ['id']);
    const rows = await this.database.rows<Row>(Prisma.sql`
      SELECT ${fields} FROM waitlist_entries e
      WHERE e.id > ${after} AND ${visibleTo(actor)}
        AND (${status}::text IS NULL OR e.status = ${status}::waitlist_status)
        AND (${doctorId}::int IS NULL OR e.doctor_id = ${doctorId}::int)
        AND (${userId}::int IS NULL OR e.user_id = ${userId}::int)
      ORDER BY e.id LIMIT ${limit + 1}`);
    return toPage(
      rows.map((row) => toEntry(row, actor)),
      limit,
      ({ id }) => [id],
    );
  }

  /** Ends an entry that has no offer. */
  async leave(queries: Queries, id: number, now: Date): Promise<void> {
    await queries.waitlistEntry.update({ where: { id }, data: { status: 'left', endedAt: now } });
  }

  /** Which kinds of work there are, in one statement. */
  async due(today: string, now: Date): Promise<Due> {
    const due = await this.database.one<Due>(Prisma.sql`
      SELECT EXISTS (SELECT FROM waitlist_offers WHERE outcome IS NULL) AS offers,
        EXISTS (SELECT FROM waitlist_openings WHERE available_at <= ${now}) AS openings,
        EXISTS (SELECT FROM waitlist_entries WHERE status = 'waiting' AND to_date < ${today}::date) AS entries`);
    return due ?? { offers: false, openings: false, entries: false };
  }

  /** How many entries wait, and how many openings there are. */
  async backlog(): Promise<{ waiting: number; openings: number }> {
    const row = await this.database.one<{ waiting: number; openings: number }>(Prisma.sql`
      SELECT (SELECT count(*)::int FROM waitlist_entries WHERE status = 'waiting') AS waiting,
        (SELECT count(*)::int FROM waitlist_openings) AS openings`);
    return row ?? { waiting: 0, openings: 0 };
  }

  /** Ends entries whose last date has passed everywhere. */
  async expire(today: string, now: Date): Promise<number> {
    return this.database.execute(Prisma.sql`
      UPDATE waitlist_entries SET status = 'expired', ended_at = ${now}, end_reason = 'dates_passed'
      WHERE status = 'waiting' AND to_date < ${today}::date`);
  }
}
