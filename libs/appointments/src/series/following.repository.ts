import { Injectable } from '@nestjs/common';
import { Database, isExclusionViolation, Prisma, type Queries } from '#libs/database';
import { insertEventFrom } from '#libs/messaging';
import { type PlannedMove } from '../booking/index.js';
import { type IdempotentRequest, keepAnswer, orKeyTaken, revive } from '../idempotency/index.js';
import {
  type Appointment,
  clearExpiredHolds,
  eventData,
  insertHistoryFrom,
  snapshot,
  zoneOfVisit,
} from '../record/index.js';
import { standingError } from '../standing.sql.js';

/** The visits of a series that were moved together. */
export interface MovedSeries {
  /** A UUID */
  readonly seriesId: string;
  /** In order of time */
  readonly moved: readonly Appointment[];
}

/** Moves that passed every rule; PostgreSQL has the last word on overlaps. */
export interface PlannedMoves {
  /** A UUID */
  readonly seriesId: string;
  readonly moves: readonly (PlannedMove & { readonly appointment: Appointment })[];
  readonly actorId: number;
  /** Why they are moved */
  readonly reason: string | null;
  readonly now: Date;
  /** The request that the moved visits answer */
  readonly request?: IdempotentRequest | undefined;
}

/** Undoes what was written when one of the visits has another version by now. */
class Outdated extends Error {}

const iso = (at: number): string => new Date(at).toISOString();

/** The moves as rows `v`. */
const rowsOf = ({ moves }: PlannedMoves): Prisma.Sql => {
  const rows = moves.map(({ appointment, visit, status }) => ({
    id: appointment.id,
    from_status: appointment.status,
    status,
    doctor_id: visit.doctorId,
    visit_type_id: visit.visitTypeId,
    location_id: visit.locationId,
    starts_at: iso(visit.visit.start),
    ends_at: iso(visit.visit.end),
    busy_from: iso(visit.busy.start),
    busy_to: iso(visit.busy.end),
  }));
  return Prisma.sql`
    jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(id int, from_status text, status text, doctor_id int,
      visit_type_id int, location_id int, starts_at timestamptz, ends_at timestamptz, busy_from timestamptz,
      busy_to timestamptz)`;
};

@Injectable()
export class FollowingRepository {
  constructor(private readonly database: Database) {}

  /**
   * Moves all of the visits, with a history row and an event for each and the idempotency key, or none. One may take the
   * time that another leaves.
   *
   * @returns `outdated` when one of them has another version by now, or a time belongs to another active booking
   * @throws AppError `patient.merged`, `.deceased`
   * @throws KeyTaken
   */
  async move(planned: PlannedMoves): Promise<MovedSeries | 'outdated'> {
    try {
      return await this.database.transaction(async (queries) => {
        await this.giveUp(planned, queries);
        await this.clearHolds(planned, queries);
        const [row] = await this.database.rows<{ answer: unknown }>(this.taking(planned), queries);
        return revive(row?.answer) as MovedSeries;
      });
    } catch (error) {
      if (error instanceof Outdated || isExclusionViolation(error)) return 'outdated';
      const refusal = standingError(error);
      if (refusal !== undefined) throw refusal;
      orKeyTaken(planned.request, error);
    }
  }

  /**
   * The exclusion constraints look at each row as it is written, so all visits give their times up before the first of
   * them takes a new one. Outside of the transaction it is not seen.
   */
  private async giveUp({ moves }: PlannedMoves, queries: Queries): Promise<void> {
    const ids = moves.map(({ appointment }) => appointment.id);
    const versions = moves.map(({ appointment }) => appointment.version);
    // In the order of ids, so that two requests for the same visits wait for each other at the first.
    const found = await this.database.rows(
      Prisma.sql`
      SELECT id FROM appointments
      WHERE (id, version) IN (SELECT * FROM unnest(${ids}::int[], ${versions}::int[]))
      ORDER BY id FOR UPDATE`,
      queries,
    );
    if (found.length < moves.length) throw new Outdated();
    await this.database.execute(
      Prisma.sql`UPDATE appointments SET status = 'cancelled' WHERE id = ANY (${ids}::int[])`,
      queries,
    );
  }

  private async clearHolds({ moves, now }: PlannedMoves, queries: Queries): Promise<void> {
    for (const doctorId of new Set(moves.map(({ visit }) => visit.doctorId))) {
      const busy = moves.flatMap(({ visit }) => (visit.doctorId === doctorId ? [visit.busy] : []));
      await this.database.execute(
        Prisma.sql`WITH ${clearExpiredHolds(doctorId, busy, now)} SELECT count(*) FROM expired`,
        queries,
      );
    }
  }

  private taking(planned: PlannedMoves): Prisma.Sql {
    const { seriesId, actorId, reason, now, request } = planned;
    const changed = Prisma.sql`changed AS a`;
    return Prisma.sql`
      WITH changed AS (
        UPDATE appointments SET status = v.status::appointment_status, version = version + 1,
          doctor_id = v.doctor_id, visit_type_id = v.visit_type_id, location_id = v.location_id,
          starts_at = v.starts_at, ends_at = v.ends_at, busy_from = v.busy_from, busy_to = v.busy_to,
          overbooked = false
        FROM ${rowsOf(planned)}
        WHERE appointments.id = v.id
        RETURNING appointments.*, v.from_status),
      series AS (
        SELECT jsonb_build_object('seriesId', ${seriesId}::uuid,
          'moved', jsonb_agg(${snapshot(zoneOfVisit)} ORDER BY a.starts_at)) AS answer
        FROM ${changed}),
      past AS (${insertHistoryFrom(actorId, Prisma.sql`a.from_status`, reason, now, changed)}),
      event AS (${insertEventFrom('appointment.rescheduled.v1', eventData, now, changed)})
      ${keepAnswer(request, Prisma.sql`answer`, now, Prisma.sql`series`)}
      SELECT answer FROM series`;
  }
}
