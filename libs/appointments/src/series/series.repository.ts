import { Injectable } from '@nestjs/common';
import { type AppointmentStatus, Database, isForeignKeyViolation, Prisma } from '#libs/database';
import { insertEventFrom } from '#libs/messaging';
import { type IdempotentRequest, keepAnswer, orKeyTaken, revive } from '../idempotency/index.js';
import {
  type Appointment,
  clearExpiredHolds,
  eventData,
  insertHistoryFrom,
  keepToQuota,
  type Quota,
  quotaError,
  snapshot,
  unknownPatient,
  zoneOfVisit,
} from '../record/index.js';
import { standingError } from '../standing.sql.js';
import { type SeriesVisit } from './series.js';

/** Visits that were booked together; each is an ordinary appointment. */
export interface Series {
  /** A UUID */
  readonly seriesId: string;
  /** In order of time */
  readonly appointments: readonly Appointment[];
}

/** A series that passed every rule; PostgreSQL has the last word on overlaps. */
export interface PlannedSeries {
  /** A UUID */
  readonly seriesId: string;
  readonly userId: number;
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly visits: readonly SeriesVisit[];
  readonly status: AppointmentStatus;
  readonly reason: string | null;
  readonly actorId: number;
  readonly now: Date;
  /** What the patient may have at once; undefined without a bound */
  readonly quota?: Quota | undefined;
  /** The request that the written series answers */
  readonly request?: IdempotentRequest | undefined;
}

/** Undoes what was written of a series when one of its visits is lost. */
class Incomplete extends Error {}

const iso = (at: number): string => new Date(at).toISOString();

/** The visits as rows `v`, in order of time, so that two requests for the same times wait for each other at the first. */
const rowsOf = (visits: readonly SeriesVisit[]): Prisma.Sql => {
  const rows = visits.map(({ locationId, visit, busy }) => ({
    location_id: locationId,
    starts_at: iso(visit.start),
    ends_at: iso(visit.end),
    busy_from: iso(busy.start),
    busy_to: iso(busy.end),
  }));
  return Prisma.sql`
    jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(location_id int, starts_at timestamptz,
      ends_at timestamptz, busy_from timestamptz, busy_to timestamptz)`;
};

@Injectable()
export class SeriesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes all visits of a series, with a history row and an event for each and the idempotency key, or nothing.
   *
   * @returns `taken` when one of the visits overlaps another active booking of the doctor or the patient
   * @throws AppError `appointment.unknown_patient`, `.too_many_bookings`, `.too_many_a_day`, `.proof_needed`
   * @throws KeyTaken
   */
  async book(series: PlannedSeries): Promise<Series | 'taken'> {
    const { seriesId, userId, actorId, doctorId, visits, now, quota, request } = series;
    const booked = Prisma.sql`booked AS a`;
    const busy = visits.map((visit) => visit.busy);
    const statement = Prisma.sql`
      WITH ${clearExpiredHolds(doctorId, busy, now)},
      booked AS (
        INSERT INTO appointments (user_id, doctor_id, visit_type_id, location_id, starts_at, ends_at,
          busy_from, busy_to, status, reason, created_by_id, created_at, series_id)
        SELECT ${userId}, ${doctorId}, ${series.visitTypeId}, v.location_id, v.starts_at, v.ends_at,
          v.busy_from, v.busy_to, ${series.status}::appointment_status, ${series.reason}, ${actorId}, ${now},
          ${seriesId}::uuid
        FROM (SELECT count(*) ${keepToQuota({ userId, actorId, bookings: visits.length, now, quota })} FROM expired) AS cleared, ${rowsOf(visits)}
        ORDER BY v.starts_at
        ON CONFLICT DO NOTHING
        RETURNING *),
      series AS (
        SELECT count(*)::int AS visits, jsonb_build_object('seriesId', ${seriesId}::uuid,
          'appointments', jsonb_agg(${snapshot(zoneOfVisit)} ORDER BY a.starts_at)) AS answer
        FROM ${booked}),
      past AS (${insertHistoryFrom(actorId, null, null, now, booked)}),
      event AS (${insertEventFrom('appointment.booked.v1', eventData, now, booked)})
      ${keepAnswer(request, Prisma.sql`answer`, now, Prisma.sql`series`)}
      SELECT visits, answer FROM series`;
    try {
      return await this.database.transaction(async (queries) => {
        const [row] = await queries.$queryRaw<{ visits: number; answer: unknown }[]>(statement);
        if (row?.visits !== visits.length) throw new Incomplete();
        return revive(row.answer) as Series;
      });
    } catch (error) {
      if (error instanceof Incomplete) return 'taken';
      if (isForeignKeyViolation(error)) throw unknownPatient();
      const refusal = quotaError(error, quota) ?? standingError(error);
      if (refusal !== undefined) throw refusal;
      orKeyTaken(request, error);
    }
  }
}
