import { Injectable } from '@nestjs/common';
import { Database, type OfferOutcome, type Queries } from '#libs/database';
import { type Interval } from './availability.js';
import { type WaitlistWish } from './waitlist-entry.js';

/** A stretch of a doctor's time that has become free. */
export interface Opening extends Interval {
  readonly id: number;
  readonly doctorId: number;
  /** Who had the time, and so is not offered it */
  readonly givenUpById: number | null;
}

/** Somebody who waits for what has become free, as far as PostgreSQL can tell. */
export interface WaitingPatient extends Pick<WaitlistWish, 'locationId' | 'visitTypeId' | 'from' | 'to'> {
  readonly id: number;
  readonly userId: number;
  /** Who put the patient on the list, and so asked for the time to be held */
  readonly createdById: number;
}

/** An offer that nobody has answered in time. */
export interface LapsedOffer {
  readonly entryId: number;
  readonly appointmentId: number;
}

/** How an offer ended. */
export interface Settlement extends LapsedOffer {
  readonly outcome: OfferOutcome;
  /** What becomes of the entry */
  readonly status: 'waiting' | 'booked' | 'expired' | 'left';
  /** None when nobody answered */
  readonly actorId: number | null;
  readonly now: Date;
}

const pageSize = 100;
/** Longer than it takes to look through a list; if this process dies, another begins anew then. */
const leaseSeconds = 30;

@Injectable()
export class WaitlistOffersRepository {
  constructor(private readonly database: Database) {}

  /** Takes the oldest opening for a while; other processes pass it by. */
  async takeOpening(now: Date): Promise<Opening | undefined> {
    const [row] = await this.database.client.$queryRaw<
      (Omit<Opening, 'start' | 'end'> & { startsAt: Date; endsAt: Date })[]
    >`
      UPDATE waitlist_openings SET available_at = ${now}::timestamptz + make_interval(secs => ${leaseSeconds}::int)
      WHERE id = (
        SELECT id FROM waitlist_openings WHERE available_at <= ${now} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, doctor_id AS "doctorId", given_up_by_id AS "givenUpById", starts_at AS "startsAt",
        ends_at AS "endsAt"`;
    if (row === undefined) return undefined;
    const { startsAt, endsAt, ...rest } = row;
    return { ...rest, start: startsAt.getTime(), end: endsAt.getTime() };
  }

  /** The opening is to be looked at again later, or never. */
  async putBack({ id }: Opening, availableAt: Date | null): Promise<void> {
    if (availableAt === null) await this.database.client.waitlistOpening.deleteMany({ where: { id } });
    else await this.database.client.waitlistOpening.updateMany({ where: { id }, data: { availableAt } });
  }

  /** Notes that a hold's time is free again, for the next on the list. */
  async reopen(queries: Queries, appointmentId: number, now: Date): Promise<void> {
    await queries.$executeRaw`
      INSERT INTO waitlist_openings (doctor_id, starts_at, ends_at, available_at)
      SELECT doctor_id, busy_from, busy_to, ${now} FROM appointments WHERE id = ${appointmentId}`;
  }

  /** Until when somebody who is still typing holds some of the time; null when nobody does. */
  async heldUntil({ doctorId, start, end }: Opening, now: Date): Promise<Date | null> {
    const [row] = await this.database.client.$queryRaw<{ until: Date | null }[]>`
      SELECT max(hold_expires_at) AS until FROM appointments a
      WHERE doctor_id = ${doctorId} AND status = 'held' AND hold_expires_at > ${now}
        AND tstzrange(busy_from, busy_to) && tstzrange(${new Date(start)}, ${new Date(end)})
        AND NOT EXISTS (SELECT FROM waitlist_offers o WHERE o.appointment_id = a.id)`;
    return row?.until ?? null;
  }

  /**
   * Some of those who may want an opening, whoever has waited longest first. Nobody is offered what they gave up, or
   * did not take before. Dates are compared roughly: which one it is depends on where the visit takes place.
   *
   * @param after the last id that was looked at
   */
  waitingFor({ doctorId, start, end, givenUpById }: Opening, after: number): Promise<WaitingPatient[]> {
    const [from, to] = [new Date(start), new Date(end)];
    return this.database.client.$queryRaw<WaitingPatient[]>`
      SELECT e.id, e.user_id AS "userId", e.visit_type_id AS "visitTypeId", e.location_id AS "locationId",
        e.from_date::text AS "from", e.to_date::text AS "to", e.created_by_id AS "createdById"
      FROM waitlist_entries e JOIN users u ON u.id = e.user_id JOIN doctors d ON d.id = ${doctorId}
      WHERE e.status = 'waiting' AND e.id > ${after} AND u.disabled_at IS NULL
        AND (e.doctor_id = d.id OR lower(e.specialization) = lower(d.specialization))
        AND e.user_id IS DISTINCT FROM ${givenUpById}::int
        AND e.from_date <= ${to}::timestamptz + interval '1 day' AND e.to_date >= ${from}::timestamptz - interval '2 days'
        AND NOT EXISTS (
          SELECT FROM waitlist_offers o JOIN appointments a ON a.id = o.appointment_id
          WHERE o.entry_id = e.id AND a.doctor_id = d.id
            AND tstzrange(a.busy_from, a.busy_to) && tstzrange(${from}, ${to}))
      ORDER BY e.id LIMIT ${pageSize}`;
  }

  /** @returns whether the patient still waits, and will until the transaction ends */
  async lockWaiting(queries: Queries, entryId: number): Promise<boolean> {
    const rows = await queries.$queryRaw<unknown[]>`
      SELECT id FROM waitlist_entries WHERE id = ${entryId} AND status = 'waiting' FOR UPDATE`;
    return rows.length === 1;
  }

  /** Notes that a hold is offered to a patient who waits. */
  async record(
    queries: Queries,
    offer: LapsedOffer & { readonly offeredById: number | null; readonly now: Date },
  ): Promise<void> {
    const { entryId, appointmentId, offeredById, now } = offer;
    await queries.waitlistOffer.create({ data: { entryId, appointmentId, offeredById, offeredAt: now } });
    await queries.waitlistEntry.update({ where: { id: entryId }, data: { status: 'offered' } });
  }

  /** The hold that is offered to a patient. */
  async standing(queries: Queries, entryId: number): Promise<number | undefined> {
    const offer = await queries.waitlistOffer.findFirst({
      where: { entryId, outcome: null },
      select: { appointmentId: true },
    });
    return offer?.appointmentId;
  }

  /** Takes one of the offers whose time is over; its entry stays locked until the transaction ends. */
  async takeLapsed(queries: Queries, now: Date): Promise<LapsedOffer | undefined> {
    const [offer] = await queries.$queryRaw<LapsedOffer[]>`
      SELECT o.entry_id AS "entryId", o.appointment_id AS "appointmentId"
      FROM waitlist_offers o JOIN waitlist_entries e ON e.id = o.entry_id JOIN appointments a ON a.id = o.appointment_id
      WHERE o.outcome IS NULL AND (a.status <> 'held' OR a.hold_expires_at <= ${now})
      LIMIT 1 FOR UPDATE OF o, e SKIP LOCKED`;
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
      data: { status, endedAt: status === 'waiting' ? null : now },
    });
  }
}
