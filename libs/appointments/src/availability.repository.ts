import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type Confirmation, Database, Prisma } from '#libs/database';
import { type Interval, type VisitRules } from './availability.js';
import { type Place } from './places.js';
import { activeStatuses } from './status.js';

/** What a doctor offers, with the doctor's own duration and buffers. */
export interface OfferedVisitType extends VisitRules {
  readonly id: number;
  readonly confirmation: Confirmation;
}

/** Everything about a doctor that a booking in some range depends on. */
export interface LoadedRules {
  readonly doctorId: number;
  /** The doctor's own location first */
  readonly places: readonly Place[];
  /** Active bookings and holds with their buffers, in any order */
  readonly busy: readonly Interval[];
  /** Undefined when the doctor does not offer the visit type asked for, or none at all */
  readonly visitType: OfferedVisitType | undefined;
}

/** What is to be read. */
export interface RulesQuery {
  /** Undefined for each doctor's default */
  readonly visitTypeId?: number | undefined;
  readonly range: Interval;
  /** Holds that have expired by then block nothing */
  readonly now: Date;
  /** An appointment that is to be moved, and so is not in its own way */
  readonly movedId?: number | undefined;
  /** Locations that are read even if the doctor does not work there */
  readonly locationIds?: readonly number[] | undefined;
}

/** Of which doctor what is to be read. */
export interface Question extends RulesQuery {
  readonly doctorId: number;
}

interface Row extends Omit<LoadedRules, 'visitType'> {
  readonly visitType: OfferedVisitType | null;
  /** Which question it answers, counted from 1 */
  readonly question: number;
}

/** More would make those wait who ask for little. */
const mostTogether = 50;

/**
 * Hours of two dates before may run into the range, and zones move its ends by a day. A visit and each of its buffers
 * last a day at most, so whatever is in the way of a start in the range starts within these days too.
 */
const marginDays = Prisma.raw(`interval '3 days'`);

const active = activeStatuses.map((status) => `'${status}'`).join(', ');
const times = `'startMinute', start_minute, 'endMinute', end_minute`;
const inDates = 'date BETWEEN q.first::date AND q.last::date';

const visitType = `
  SELECT json_build_object(
      'id', v.id, 'confirmation', v.confirmation,
      'durationMinutes', coalesce(o.duration_minutes, v.duration_minutes),
      'slotIntervalMinutes', coalesce(v.slot_interval_minutes, o.duration_minutes, v.duration_minutes),
      'bufferBeforeMinutes', coalesce(o.buffer_before_minutes, v.buffer_before_minutes),
      'bufferAfterMinutes', coalesce(o.buffer_after_minutes, v.buffer_after_minutes),
      'minimumNoticeMinutes', v.minimum_notice_minutes, 'horizonDays', v.horizon_days)
  FROM doctor_visit_types o JOIN visit_types v ON v.id = o.visit_type_id
  WHERE o.doctor_id = d.id AND (q.visit_type_id IS NULL OR v.id = q.visit_type_id)
  ORDER BY o.position LIMIT 1`;

/** The hours of location `l`; what names no location is meant for the doctor's own. */
const place = `
  json_build_object('locationId', l.id, 'timeZone', l.time_zone,
    'windows', (
      SELECT coalesce(json_agg(json_build_object(
          'weekday', weekday, ${times}, 'validFrom', valid_from, 'validTo', valid_to)), '[]')
      FROM schedule_windows WHERE doctor_id = d.id AND coalesce(location_id, d.location_id) = l.id),
    'changes', (
      SELECT coalesce(json_agg(change), '[]') FROM (
        SELECT json_build_object('date', date, 'kind', kind, ${times}) AS change
        FROM schedule_exceptions
        WHERE doctor_id = d.id AND ${inDates} AND (kind = 'closed' OR coalesce(location_id, d.location_id) = l.id)
        UNION ALL
        SELECT json_build_object('date', date, 'kind', 'closed', ${times})
        FROM location_closures WHERE location_id = l.id AND ${inDates}) AS all_changes))`;

/** What blocks time of the doctor in question `q`. */
const blocking = `
  doctor_id = q.doctor_id AND id <> q.moved_id AND status IN (${active})
  AND (status <> 'held' OR hold_expires_at > q.now) AND starts_at BETWEEN q.first AND q.last`;

/** What is selected of doctor `d` to answer question `q`, bookings aside. */
const hours = `
  d.id AS "doctorId", (${visitType}) AS "visitType",
  (SELECT json_agg(${place} ORDER BY l.id <> d.location_id, l.id) FROM locations l
    WHERE l.id IN (
      SELECT d.location_id
      UNION SELECT unnest(q.location_ids::int[])
      UNION SELECT location_id FROM schedule_windows WHERE doctor_id = d.id
      UNION SELECT location_id FROM schedule_exceptions WHERE doctor_id = d.id AND ${inDates})) AS places`;

const busy = `
  (SELECT coalesce(json_agg(json_build_object(
      'start', extract(epoch FROM busy_from) * 1000, 'end', extract(epoch FROM busy_to) * 1000)), '[]')
    FROM appointments WHERE ${blocking}) AS busy`;

const rules = Prisma.raw(`${hours}, ${busy}`);
const rulesWithoutBusy = Prisma.raw(`${hours}, '[]'::json AS busy`);
const busyOnly = Prisma.raw(busy);

/**
 * The questions as a table. SELECT hides from PostgreSQL how many there are: otherwise it would make a new plan for every
 * number of them, which takes longer than all the rest.
 */
const asTable = (questions: readonly Question[]): Prisma.Sql => Prisma.sql`(
  SELECT question, doctor_id, visit_type_id, moved_id, location_ids, now,
    first - ${marginDays} AS first, last + ${marginDays} AS last
  FROM unnest(
    (SELECT ${questions.map(({ doctorId }) => doctorId)}::int[]),
    (SELECT ${questions.map(({ visitTypeId }) => visitTypeId ?? null)}::int[]),
    (SELECT ${questions.map(({ movedId }) => movedId ?? 0)}::int[]),
    (SELECT ${questions.map(({ locationIds = [] }) => `{${locationIds.join()}}`)}::text[]),
    (SELECT ${questions.map(({ now }) => now)}::timestamptz[]),
    (SELECT ${questions.map(({ range }) => new Date(range.start))}::timestamptz[]),
    (SELECT ${questions.map(({ range }) => new Date(range.end))}::timestamptz[]))
    WITH ORDINALITY AS asked (doctor_id, visit_type_id, moved_id, location_ids, now, first, last, question)) AS q`;

/** What all blocking bookings come to: the same number as long as they are the same. */
const fingerprint = Prisma.raw(`
  SELECT bit_xor(hashtextextended(concat_ws(':', id, version, hold_expires_at), 0)) FROM appointments WHERE ${blocking}`);

@Injectable()
export class AvailabilityRepository {
  /** Requests that come at the same time are answered together: PostgreSQL and the way to it work once for all. */
  private readonly together = new DataLoader<Question, LoadedRules | undefined>(
    (questions) => this.loadEach(questions),
    { cache: false, maxBatchSize: mostTogether, batchScheduleFn: setImmediate },
  );

  private readonly states = new DataLoader<Question, string>((questions) => this.answerStates(questions), {
    cache: false,
    maxBatchSize: mostTogether,
    batchScheduleFn: setImmediate,
  });

  constructor(private readonly database: Database) {}

  /** Text that stays the same as long as {@link find} would find the same. It costs far less than finding it. */
  state(doctorId: number, query: RulesQuery): Promise<string> {
    return this.states.load({ doctorId, ...query });
  }

  /**
   * The same for some doctors, however many, each with a range of its own, in one query.
   *
   * @returns in the order asked for
   */
  statesOf(questions: readonly Question[]): Promise<string[]> {
    return this.answerStates(questions);
  }

  /**
   * Reads all rules and bookings of a doctor for a range, however long it is.
   *
   * @returns undefined when there is no such doctor
   */
  find(doctorId: number, query: RulesQuery): Promise<LoadedRules | undefined> {
    return this.together.load({ doctorId, ...query });
  }

  /**
   * The same for some doctors, however many, in one query.
   *
   * @returns one entry for each doctor that exists, in the order given
   */
  async load(doctorIds: readonly number[], query: RulesQuery): Promise<LoadedRules[]> {
    const answers = await this.loadEach(doctorIds.map((doctorId) => ({ ...query, doctorId })));
    return answers.filter((answer) => answer !== undefined);
  }

  /**
   * The answers to any questions, in one query.
   *
   * @returns in the order asked; undefined where there is no such doctor
   */
  loadEach(questions: readonly Question[]): Promise<(LoadedRules | undefined)[]> {
    return this.answer(questions, rules);
  }

  /** As {@link loadEach}, but nobody has bookings: what remains stays the same until `schedule_revision` rises. */
  loadHours(questions: readonly Question[]): Promise<(LoadedRules | undefined)[]> {
    return this.answer(questions, rulesWithoutBusy);
  }

  /**
   * The active bookings and holds alone, with their buffers.
   *
   * @returns in the order asked
   */
  async loadBusy(questions: readonly Question[]): Promise<(readonly Interval[])[]> {
    const rows = await this.database.rows<Pick<Row, 'question' | 'busy'>>(Prisma.sql`
      SELECT q.question::int, ${busyOnly} FROM ${asTable(questions)}`);
    const answers: (readonly Interval[])[] = questions.map(() => []);
    for (const { question, busy } of rows) answers[question - 1] = busy;
    return answers;
  }

  private async answer(
    questions: readonly Question[],
    selected: Prisma.Sql,
  ): Promise<(LoadedRules | undefined)[]> {
    const rows = await this.database.rows<Row>(Prisma.sql`
      SELECT q.question::int, ${selected}
      FROM ${asTable(questions)} JOIN doctors d ON d.id = q.doctor_id`);
    const answers: (LoadedRules | undefined)[] = questions.map(() => undefined);
    for (const { question, visitType, ...rest } of rows) {
      answers[question - 1] = { ...rest, visitType: visitType ?? undefined };
    }
    return answers;
  }

  private async answerStates(questions: readonly Question[]): Promise<string[]> {
    const rows = await this.database.rows<{ question: number; state: string }>(Prisma.sql`
      SELECT q.question::int, concat_ws(':', (SELECT revision FROM schedule_revision), (${fingerprint})) AS state
      FROM ${asTable(questions)}`);
    return rows.sort((a, b) => a.question - b.question).map(({ state }) => state);
  }
}
