import { Injectable } from '@nestjs/common';
import { workplacesOf } from '#libs/auth';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, isForeignKeyViolation, type OfferOutcome, Prisma, type Queries } from '#libs/database';
import { type Actor } from './appointment.js';
import { revive } from './appointment-sql.js';
import { unknownPatient } from './appointments.errors.js';
import { mayBook, peopleOf } from './reach.js';
import { tooManyWaitlistEntries } from './waitlist.errors.js';
import {
  type WaitlistEntry,
  type WaitlistFilter,
  type WaitlistOffer,
  type WaitlistWish,
} from './waitlist-entry.js';

/** Somebody who is to be put on the list. */
export interface NewWaitlistEntry extends WaitlistWish {
  readonly userId: number;
  readonly actorId: number;
  readonly now: Date;
  /** How many entries the patient may have at once; undefined without a bound */
  readonly quota: number | undefined;
}

/** An entry with the time that is offered or was accepted, whoever may see that. */
type Row = Omit<WaitlistEntry, 'offer' | 'appointmentId'> & { readonly held: unknown };

/** What `held` of a row is. */
interface Held extends WaitlistOffer {
  readonly appointmentId: number;
  readonly outcome: OfferOutcome | null;
}

/** The first number keeps clear of other locks. */
const lockSpace = 731_408;

const fields = Prisma.sql`
  e.id, e.user_id AS "userId", e.doctor_id AS "doctorId", e.specialization, e.location_id AS "locationId",
  e.visit_type_id AS "visitTypeId", e.from_date::text AS "from", e.to_date::text AS "to", e.status::text AS status,
  e.created_at AS "createdAt", e.ended_at AS "endedAt",
  (SELECT coalesce(u.name, u.username) FROM users u WHERE u.id = e.user_id) AS "patientName", (
    SELECT jsonb_build_object(
      'appointmentId', a.id, 'outcome', o.outcome, 'doctorId', a.doctor_id, 'visitTypeId', a.visit_type_id,
      'locationId', a.location_id, 'timeZone', l.time_zone, 'appointmentDateTime', a.starts_at, 'endsAt', a.ends_at,
      'expiresAt', a.hold_expires_at)
    FROM waitlist_offers o JOIN appointments a ON a.id = o.appointment_id JOIN locations l ON l.id = a.location_id
    WHERE o.entry_id = e.id AND (o.outcome IS NULL OR o.outcome = 'accepted')) AS held`;

/** Whether an entry may end at one of these locations: where it says, or where a doctor works who would do. */
const soughtAt = (locationIds: readonly number[]): Prisma.Sql => {
  const here = Prisma.sql`ANY(${[...locationIds]}::int[])`;
  return Prisma.sql`(e.location_id = ${here} OR e.location_id IS NULL AND EXISTS (
    SELECT FROM doctors d
    WHERE (d.id = e.doctor_id OR lower(d.specialization) = lower(e.specialization))
      AND (d.location_id = ${here}
        OR EXISTS (SELECT FROM schedule_windows w WHERE w.doctor_id = d.id AND w.location_id = ${here}))))`;
};

/** As visits are: one's own and those of dependants, and for staff what may end where they work. */
function visibleTo(actor: Actor): Prisma.Sql {
  const workplaces = workplacesOf(actor);
  if (workplaces === 'everywhere') return Prisma.sql`true`;
  const isOwn = Prisma.sql`e.user_id = ANY(${peopleOf(actor)}::int[])`;
  return workplaces.length === 0 ? isOwn : Prisma.sql`(${isOwn} OR ${soughtAt(workplaces)})`;
}

/** A time at a location where the actor has no business is not shown. */
function toEntry({ held: json, ...row }: Row, actor: Actor): WaitlistEntry {
  const held = revive(json) as Held | null;
  if (held === null || !mayBook(actor, row.userId, held.locationId))
    return { ...row, offer: null, appointmentId: null };
  const { appointmentId, outcome, ...offer } = held;
  return outcome === null ? { ...row, offer, appointmentId: null } : { ...row, offer: null, appointmentId };
}

@Injectable()
export class WaitlistRepository {
  constructor(private readonly database: Database) {}

  /**
   * Puts a patient on the list. Whoever does so for the same patient waits, so that the bound holds exactly.
   *
   * @returns the id
   * @throws AppError `waitlist.too_many_entries`, `appointment.unknown_patient`
   */
  add(entry: NewWaitlistEntry): Promise<number> {
    const { userId, actorId, now, quota, from, to, ...wish } = entry;
    return this.database.transaction(async (queries) => {
      await queries.$executeRaw`SELECT pg_advisory_xact_lock(${lockSpace}::int, ${userId}::int)`;
      const standing = { userId, status: { in: ['waiting' as const, 'offered' as const] } };
      if (quota !== undefined && (await queries.waitlistEntry.count({ where: standing })) >= quota)
        throw tooManyWaitlistEntries(quota);
      const dates = { from: new Date(from), to: new Date(to) };
      const data = { ...wish, ...dates, userId, createdById: actorId, createdAt: now };
      try {
        return (await queries.waitlistEntry.create({ data, select: { id: true } })).id;
      } catch (error) {
        throw isForeignKeyViolation(error) ? unknownPatient() : error;
      }
    });
  }

  /** What is not the actor's to see is not found. */
  async findVisible(
    id: number,
    actor: Actor,
    queries: Queries = this.database.client,
  ): Promise<WaitlistEntry | null> {
    const [row] = await queries.$queryRaw<Row[]>`
      SELECT ${fields} FROM waitlist_entries e WHERE e.id = ${id} AND ${visibleTo(actor)}`;
    return row === undefined ? null : toEntry(row, actor);
  }

  /** As {@link findVisible}, and nobody else changes it until the transaction ends. */
  async lockVisible(id: number, actor: Actor, queries: Queries): Promise<WaitlistEntry | null> {
    // On its own: what a statement reads beside the row that it waits for is older than that row.
    await queries.$executeRaw`SELECT FROM waitlist_entries WHERE id = ${id} FOR UPDATE`;
    return this.findVisible(id, actor, queries);
  }

  /**
   * A page of what the actor may see, whoever has waited longest first.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async list(filter: WaitlistFilter, actor: Actor): Promise<Page<WaitlistEntry>> {
    const { status = null, doctorId = null, userId = null, limit, cursor } = filter;
    const [after] = cursor === undefined ? [0] : decodeCursor(cursor, ['id']);
    const rows = await this.database.client.$queryRaw<Row[]>`
      SELECT ${fields} FROM waitlist_entries e
      WHERE e.id > ${after} AND ${visibleTo(actor)}
        AND (${status}::text IS NULL OR e.status = ${status}::waitlist_status)
        AND (${doctorId}::int IS NULL OR e.doctor_id = ${doctorId}::int)
        AND (${userId}::int IS NULL OR e.user_id = ${userId}::int)
      ORDER BY e.id LIMIT ${limit + 1}`;
    return toPage(
      rows.map((row) => toEntry(row, actor)),
      limit,
      ({ id }) => [id],
    );
  }

  /** Ends the entry of somebody who has no offer. */
  async leave(queries: Queries, id: number, now: Date): Promise<void> {
    await queries.waitlistEntry.update({ where: { id }, data: { status: 'left', endedAt: now } });
  }
}
