import { Injectable } from '@nestjs/common';
import { Database, type OfferOutcome, Prisma, type Queries } from '#libs/database';
import { type Interval, isStandingHold } from '../availability/index.js';
import { type WaitlistEntry } from './entry.js';

/** A stretch of a doctor's time that became free. */
export interface Opening extends Interval {
  readonly id: number;
  readonly doctorId: number;
  /** The patient who gave the time up, and so is not offered it */
  readonly givenUpById: number | null;
}

/** An entry that may wait for an opening, as far as PostgreSQL can tell. */
export interface WaitingEntry extends Pick<WaitlistEntry, 'locationId' | 'visitTypeId' | 'from' | 'to'> {
  readonly id: number;
  /** The patient */
  readonly userId: number;
  /** The account that put the patient on the list, and so asked for the time to be held */
  readonly createdById: number;
}

/** An offer: a hold that was made for an entry. */
export interface Offer {
  readonly entryId: number;
  /** The hold */
  readonly appointmentId: number;
}

/** How an offer ended. */
export interface Settlement extends Offer {
  readonly outcome: OfferOutcome;
  /** The entry's new status; expired after too many offers that lapsed */
  readonly status: 'waiting' | 'booked' | 'expired' | 'left';
  /** None when the offer lapsed */
  readonly actorId: number | null;
  readonly now: Date;
}

const pageSize = 100;
/** Longer than it takes to look through the list; another process starts over then if this one dies. */
const leaseSeconds = 30;

@Injectable()
export class OffersRepository {
  constructor(private readonly database: Database) {}

  /** Leases the oldest opening: other processes skip it until the lease ends. */
  async takeOpening(now: Date): Promise<Opening | undefined> {
    const row = await this.database.one<
      Omit<Opening, 'start' | 'end'> & { startsAt: Date; endsAt: Date }
    >(Prisma.sql`
      UPDATE waitlist_openings SET available_at = ${now}::timestamptz + make_interval(secs => ${leaseSeconds}::int)
      WHERE id = (
        SELECT id FROM waitlist_openings WHERE available_at <= ${now} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, doctor_id AS "doctorId", given_up_by_id AS "givenUpById", starts_at AS "startsAt",
        ends_at AS "endsAt"`);
    if (row === undefined) return undefined;
    const { startsAt, endsAt, ...rest } = row;
    return { ...rest, start: startsAt.getTime(), end: endsAt.getTime() };
  }

  /** Ends the lease: the opening is looked at again from `availableAt` on, or never. */
  async putBack({ id }: Opening, availableAt: Date | null): Promise<void> {
    if (availableAt === null) await this.database.client.waitlistOpening.deleteMany({ where: { id } });
    else await this.database.client.waitlistOpening.updateMany({ where: { id }, data: { availableAt } });
  }

  /** Makes an opening of a hold's time, for the next patient on the list. */
  async reopen(queries: Queries, appointmentId: number, now: Date): Promise<void> {
    await this.database.execute(
      Prisma.sql`
      INSERT INTO waitlist_openings (doctor_id, starts_at, ends_at, available_at)
      SELECT doctor_id, busy_from, busy_to, ${now} FROM appointments WHERE id = ${appointmentId}`,
      queries,
    );
  }

  /** When the last hold ends that keeps some of an opening and is no offer; null without such a hold. */
  async heldUntil({ doctorId, start, end }: Opening, now: Date): Promise<Date | null> {
    const row = await this.database.one<{ until: Date | null }>(Prisma.sql`
      SELECT max(hold_expires_at) AS until FROM appointments a
      WHERE doctor_id = ${doctorId} AND ${isStandingHold('a', now)}
        AND tstzrange(busy_from, busy_to) && tstzrange(${new Date(start)}, ${new Date(end)})
        AND NOT EXISTS (SELECT FROM waitlist_offers o WHERE o.appointment_id = a.id)`);
    return row?.until ?? null;
  }

  /**
   * A page of the entries that may wait for an opening, the oldest first. A patient is not offered a time that the
   * patient gave up or was offered before. Dates are compared roughly: the exact one depends on the location.
   *
   * @param after the last id of the page before
   */
  waitingFor({ doctorId, start, end, givenUpById }: Opening, after: number): Promise<WaitingEntry[]> {
    const [from, to] = [new Date(start), new Date(end)];
    return this.database.rows<WaitingEntry>(Prisma.sql`
      SELECT e.id, e.user_id AS "userId", e.visit_type_id AS "visitTypeId", e.location_id AS "locationId",
        e.from_date::text AS "from", e.to_date::text AS "to", e.created_by_id AS "createdById"
      FROM waitlist_entries e JOIN users u ON u.id = e.user_id JOIN doctors d ON d.id = ${doctorId}
      WHERE e.status = 'waiting' AND e.id > ${after} AND u.disabled_at IS NULL
        AND (e.doctor_id = d.id OR search_text(e.specialization) = d.search_specialization)
        AND e.user_id IS DISTINCT FROM ${givenUpById}::int
        AND e.from_date <= ${to}::timestamptz + interval '1 day' AND e.to_date >= ${from}::timestamptz - interval '2 days'
        AND NOT EXISTS (
          SELECT FROM waitlist_offers o JOIN appointments a ON a.id = o.appointment_id
          WHERE o.entry_id = e.id AND a.doctor_id = d.id
            AND tstzrange(a.busy_from, a.busy_to) && tstzrange(${from}, ${to}))
      ORDER BY e.id LIMIT ${pageSize}`);
  }

  /** @returns whether the entry still waits, and will until the transaction ends */
  async lockWaiting(queries: Queries, entryId: number): Promise<boolean> {
    const rows = await this.database.rows<unknown>(
      Prisma.sql`
      SELECT id FROM waitlist_entries WHERE id = ${entryId} AND status = 'waiting' FOR UPDATE`,
      queries,
    );
    return rows.length === 1;
  }

  /** Writes that a hold is offered to a patient who waits. */
  async record(
    queries: Queries,
    offer: Offer & { readonly offeredById: number | null; readonly now: Date },
  ): Promise<void> {
    const { entryId, appointmentId, offeredById, now } = offer;
    await queries.waitlistOffer.create({ data: { entryId, appointmentId, offeredById, offeredAt: now } });
    await queries.waitlistEntry.update({ where: { id: entryId }, data: { status: 'offered' } });
  }

  /** The hold that an entry's offer without an answer keeps. */
  async standing(queries: Queries, entryId: number): Promise<number | undefined> {
    const offer = await queries.waitlistOffer.findFirst({
      where: { entryId, outcome: null },
      select: { appointmentId: true },
    });
    return offer?.appointmentId;
  }

  /** Locks one of the offers whose hold has expired, and its entry, until the transaction ends. */
  async takeLapsed(queries: Queries, now: Date): Promise<Offer | undefined> {
    const offer = await this.database.one<Offer>(
      Prisma.sql`
      SELECT o.entry_id AS "entryId", o.appointment_id AS "appointmentId"
      FROM waitlist_offers o JOIN waitlist_entries e ON e.id = o.entry_id JOIN appointments a ON a.id = o.appointment_id
      WHERE o.outcome IS NULL AND NOT (${isStandingHold('a', now)})
      LIMIT 1 FOR UPDATE OF o, e SKIP LOCKED`,
      queries,
    );
    return offer;
  }

  countLapsed(queries: Queries, entryId: number): Promise<number> {
    return queries.waitlistOffer.count({ where: { entryId, outcome: 'lapsed' } });
  }

  async settle(queries: Queries, settlement: Settlement): Promise<void> {
    const { entryId, appointmentId, outcome, status, actorId, now } = settlement;
    await queries.waitlistOffer.update({
      where: { appointmentId },
      data: { outcome, answeredById: actorId, answeredAt: now },
    });
    await queries.waitlistEntry.updateMany({
      where: { id: entryId, status: 'offered' },
      data: {
        status,
        endedAt: status === 'waiting' ? null : now,
        endReason: status === 'expired' ? 'offers_lapsed' : null,
      },
    });
  }
}
