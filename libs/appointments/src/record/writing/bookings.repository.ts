import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import pLimit from 'p-limit';
import { AppError, currentContext, outsideRequests, Batches } from '#libs/common';
import { Database, hasTimedOut, isForeignKeyViolation, Prisma, type Queries } from '#libs/database';
import { KeyTaken, keyTakenOr } from '../../idempotency/index.js';
import { type WrittenAppointment } from '../appointment.js';
import { clearExpiredHolds } from '../appointment.sql.js';
import {
  type BookingResult,
  type BookingRow,
  insertBookings,
  newAppointment,
  rowOf,
} from './bookings.sql.js';
import { type PlannedBooking } from './planned.js';
import { quotaRefusal } from '../quota.sql.js';
import { unknownPatient } from '../record.errors.js';
import { standingError } from '../../standing.sql.js';

/** The rules that a booking was planned by are not those of now: nothing was written. */
export class RulesChanged extends Error {}

/** A statement with more rows would let the first of them wait too long. */
const mostTogether = 50;
/** How many statements of their own bookings get at a time that failed together: some connections are left to others. */
const aloneAtOnce = 4;

/** What became of a booking. */
type Outcome = Pick<BookingResult, 'id' | 'refusal'>;

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const unanswered = (): Error => new Error('PostgreSQL says nothing of a booking.');

/** The first booking of each patient, and the others: what two want for one patient is judged one after the other. */
function firstOfEach(rows: readonly BookingRow[]): { first: BookingRow[]; others: BookingRow[] } {
  const first = new Map(rows.toReversed().map((row) => [row.user_id, row]));
  return { first: [...first.values()], others: rows.filter((row) => first.get(row.user_id) !== row) };
}

@Injectable()
export class BookingsRepository {
  private readonly batches = new Batches();
  private readonly together = new DataLoader<BookingRow, Outcome>(
    (rows) => this.batches.send(() => outsideRequests(() => this.writeTogether(rows))),
    { cache: false, maxBatchSize: mostTogether, batchScheduleFn: this.batches.schedule },
  );

  constructor(private readonly database: Database) {}

  /**
   * Writes the appointment, its history, its event and the idempotency key, see {@link insertBookings}. Bookings that come
   * while others are on their way to PostgreSQL go there together.
   *
   * @param queries a transaction that it is a part of
   * @returns `taken` when the time overlaps another active booking of the doctor or the patient: nothing was written
   * @throws AppError `appointment.unknown_patient`, `.too_many_holds`, `.too_many_bookings`,
   *   `.too_many_a_day`, `.proof_needed`
   * @throws KeyTaken
   * @throws RulesChanged
   */
  async book(booking: PlannedBooking, queries?: Queries): Promise<WrittenAppointment | 'taken'> {
    if (booking.isTaken) return 'taken';
    const row = rowOf(booking);
    const written = await this.write(booking, row, queries);
    // A hold that has expired is cleared away by whoever wants its time, before any sweep.
    if (written !== 'taken' || !(await this.clearExpired(booking, queries))) return written;
    return this.write(booking, row, queries);
  }

  private async write(
    booking: PlannedBooking,
    row: BookingRow,
    queries: Queries | undefined,
  ): Promise<WrittenAppointment | 'taken'> {
    // The database notes who changes what in a transaction of the one who does.
    const isAlone = queries !== undefined || currentContext()?.noting !== undefined;
    const writing = isAlone ? this.writeAlone(row, queries) : this.together.load(row);
    const { id, refusal } = await writing.catch((error: unknown) => {
      throw explained(booking, error);
    });
    if (refusal === 'taken') return 'taken';
    if (refusal !== null) throw refused(booking, refusal);
    return id === null ? 'taken' : { id, ...newAppointment(booking) };
  }

  private async writeTogether(rows: readonly BookingRow[]): Promise<(Outcome | Error)[]> {
    const outcomes = new Map<BookingRow, Outcome | Error>();
    for (let left = rows; left.length > 0;) {
      const { first, others } = firstOfEach(left);
      for (const [index, outcome] of (await this.tryTogether(first)).entries()) {
        const row = first[index];
        if (row !== undefined) outcomes.set(row, outcome);
      }
      left = others;
    }
    return rows.map((row) => outcomes.get(row) ?? unanswered());
  }

  /** When one of them fails the statement, which writes nothing then, each gets a statement of its own. */
  private async tryTogether(rows: readonly BookingRow[]): Promise<(Outcome | Error)[]> {
    try {
      const results = await this.database.write<BookingResult>(insertBookings(rows));
      return rows.map((_, index) => results.find(({ number }) => number === index) ?? unanswered());
    } catch (error) {
      // Without an answer, perhaps all of it was written: no one can know, and so the requests are told.
      const isUndone = !(error instanceof AppError) || hasTimedOut(error);
      if (!isUndone || rows.length === 1) return rows.map(() => toError(error));
      const limit = pLimit(aloneAtOnce);
      return Promise.all(rows.map((row) => limit(() => this.writeAlone(row).catch(toError))));
    }
  }

  private async writeAlone(row: BookingRow, queries?: Queries): Promise<Outcome> {
    const [outcome] = await this.database.write<BookingResult>(insertBookings([row]), queries);
    if (outcome === undefined) throw unanswered();
    return outcome;
  }

  /** @returns whether expired holds were in the way of a booking */
  private async clearExpired(
    { doctorId, busy, now }: PlannedBooking,
    queries: Queries | undefined,
  ): Promise<boolean> {
    const rows = await this.database.write<{ isCleared: boolean }>(
      Prisma.sql`
        WITH ${clearExpiredHolds(doctorId, busy, now)} SELECT count(*) > 0 AS "isCleared" FROM expired`,
      queries,
    );
    return rows.some(({ isCleared }) => isCleared);
  }
}

function refused({ quota }: PlannedBooking, refusal: string): Error {
  if (refusal === 'stale') return new RulesChanged();
  if (refusal === 'key') return new KeyTaken();
  return quotaRefusal(refusal, quota) ?? new Error(`A booking was refused: ${refusal}`);
}

/** What the statement of one booking failed with, as the one who asked is told. */
function explained({ request }: PlannedBooking, error: unknown): unknown {
  if (isForeignKeyViolation(error)) return unknownPatient();
  return standingError(error) ?? keyTakenOr(request, error);
}
