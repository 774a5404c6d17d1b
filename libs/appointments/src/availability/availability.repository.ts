import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { Batches } from '#libs/common';
import { type Confirmation, Database, Prisma } from '#libs/database';
import { hasRetired } from '#libs/doctors';
import { blocksTime } from './blocking.sql.js';
import { type Interval, type VisitRules } from './availability.js';
import { type LocationHours } from './location-hours.js';

/** A visit type of a doctor, with the doctor's own duration and buffers. */
export interface OfferedVisitType extends VisitRules {
  readonly id: number;
  readonly confirmation: Confirmation;
}

/** Everything about a doctor that a booking in some range depends on. */
export interface LoadedRules {
  readonly doctorId: number;
  /** The doctor's own location first */
  readonly locations: readonly LocationHours[];
  /** Active bookings and holds with their buffers, in any order */
  readonly busy: readonly Interval[];
  /** Undefined when the doctor does not offer the visit type asked for, or none at all */
  readonly visitType: OfferedVisitType | undefined;
}

/** The same without bookings: it stays so until `schedule_revision` rises. */
export interface LoadedHours extends LoadedRules {
  /** The `schedule_revision` of the instant at which it was read */
  readonly revision: string;
}

/** What to read of a doctor. */
export interface RulesQuery {
  /** Undefined for each doctor's default */
  readonly visitTypeId?: number | undefined;
  readonly range: Interval;
  /** Holds that have expired by then block nothing */
  readonly now: Date;
  /** Appointments that are to be moved, and so are not in the way */
  readonly movedIds?: readonly number[] | undefined;
  /** A visit type that the doctor has ceased to offer counts with its own terms: a visit of it that is booked stays one */
  readonly keepsType?: boolean | undefined;
  /** Locations that are read even if the doctor does not work there */
  readonly locationIds?: readonly number[] | undefined;
}

/** The same with the doctor. */
export interface Question extends RulesQuery {
  readonly doctorId: number;
}

interface Row extends Omit<LoadedRules, 'visitType'> {
  readonly visitType: OfferedVisitType | null;
  /** Which question it answers, counted from 1 */
  readonly question: number;
}

/** More would make small questions wait for large ones. */
const mostTogether = 50;

/**
 * Hours of two dates before may run into the range, and zones move its ends by a day. A visit and each of its buffers
 * last a day at most, so every booking in the way of a start in the range starts within these days too.
 */
const marginDays = Prisma.sql`interval '3 days'`;

const times = Prisma.sql`'startMinute', start_minute, 'endMinute', end_minute`;
const inDates = Prisma.sql`date BETWEEN q.first::date AND q.last::date`;

/** The zone of the doctor's own location */
const ownZone = Prisma.sql`(SELECT time_zone FROM locations WHERE id = d.location_id)`;

/** What visit type `v` asks for, with what doctor's offer `o` has of its own. */
const terms = Prisma.sql`
  json_build_object(
      'id', v.id, 'confirmation', v.confirmation,
      'durationMinutes', coalesce(o.duration_minutes, v.duration_minutes),
      'slotIntervalMinutes', coalesce(v.slot_interval_minutes, o.duration_minutes, v.duration_minutes),
      'bufferBeforeMinutes', coalesce(o.buffer_before_minutes, v.buffer_before_minutes),
      'bufferAfterMinutes', coalesce(o.buffer_after_minutes, v.buffer_after_minutes),
      'minimumNoticeMinutes', v.minimum_notice_minutes, 'horizonDays', v.horizon_days, 'retiresOn', v.retires_on)`;

/** The one that is asked for, or the first that has not retired. */
const visitType = Prisma.sql`
  SELECT ${terms}
  FROM doctor_visit_types o JOIN visit_types v ON v.id = o.visit_type_id
  WHERE o.doctor_id = d.id
    AND (v.id = q.visit_type_id OR (q.visit_type_id IS NULL AND NOT ${hasRetired('v', ownZone, Prisma.sql`q.now`)}))
  ORDER BY o.position LIMIT 1`;

/** The one that is asked for, with what it asks for by itself, whoever offers it. */
const keptType = Prisma.sql`
  SELECT ${terms} FROM visit_types v LEFT JOIN doctor_visit_types o ON false
  WHERE q.keeps_type AND v.id = q.visit_type_id`;

/** The hours at location `l`; hours that name no location are at the doctor's own. */
const locationHours = Prisma.sql`
  json_build_object('locationId', l.id, 'timeZone', l.time_zone, 'retiresOn', least(d.retires_on, l.retires_on),
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

/** The appointments that block time of the doctor in question `q`. */
const blocking = Prisma.sql`
  doctor_id = q.doctor_id AND id <> ALL (q.moved_ids::int[]) AND ${blocksTime('appointments', Prisma.sql`q.now`)}
  AND starts_at BETWEEN q.first AND q.last`;

/** The columns about doctor `d` that answer question `q`, bookings aside. */
const hours = Prisma.sql`
  d.id AS "doctorId", coalesce((${visitType}), (${keptType})) AS "visitType",
  (SELECT json_agg(${locationHours} ORDER BY l.id <> d.location_id, l.id) FROM locations l
    WHERE l.id IN (
      SELECT d.location_id
      UNION SELECT unnest(q.location_ids::int[])
      UNION SELECT location_id FROM schedule_windows WHERE doctor_id = d.id
      UNION SELECT location_id FROM schedule_exceptions WHERE doctor_id = d.id AND ${inDates})) AS locations`;

const busy = Prisma.sql`
  (SELECT coalesce(json_agg(json_build_object(
      'start', extract(epoch FROM busy_from) * 1000, 'end', extract(epoch FROM busy_to) * 1000)), '[]')
    FROM appointments WHERE ${blocking}) AS busy`;

const rules = Prisma.sql`${hours}, ${busy}`;
const hoursAlone = Prisma.sql`
  ${hours}, '[]'::json AS busy, (SELECT revision::text FROM schedule_revision) AS revision`;

/**
 * The driver takes far longer over a Date, which it writes in the machine's zone. PostgreSQL reads years of five digits
 * without a sign.
 */
const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/^\+0*/, '');

/**
 * The questions as a table. SELECT hides their number from PostgreSQL: otherwise it would make a new plan for each
 * number, which takes longer than all the rest.
 */
const asTable = (questions: readonly Question[]): Prisma.Sql => Prisma.sql`(
  SELECT question, doctor_id, visit_type_id, moved_ids, keeps_type, location_ids, now,
    first - ${marginDays} AS first, last + ${marginDays} AS last
  FROM unnest(
    (SELECT ${questions.map(({ doctorId }) => doctorId)}::int[]),
    (SELECT ${questions.map(({ visitTypeId }) => visitTypeId ?? null)}::int[]),
    (SELECT ${questions.map(({ movedIds = [] }) => `{${movedIds.join()}}`)}::text[]),
    (SELECT ${questions.map(({ keepsType = false }) => keepsType)}::boolean[]),
    (SELECT ${questions.map(({ locationIds = [] }) => `{${locationIds.join()}}`)}::text[]),
    (SELECT ${questions.map(({ now }) => now.toISOString())}::timestamptz[]),
    (SELECT ${questions.map(({ range }) => isoOf(range.start))}::timestamptz[]),
    (SELECT ${questions.map(({ range }) => isoOf(range.end))}::timestamptz[]))
    WITH ORDINALITY
      AS asked (doctor_id, visit_type_id, moved_ids, keeps_type, location_ids, now, first, last, question)) AS q`;

/** A number that stays the same as long as the blocking bookings do. */
const fingerprint = Prisma.sql`
  SELECT bit_xor(hashtextextended(concat_ws(':', id, version, hold_expires_at), 0)) FROM appointments WHERE ${blocking}`;

@Injectable()
export class AvailabilityRepository {
  /** Requests that come at the same time are answered together: PostgreSQL and the way to it work once for all. */
  private readonly together = new DataLoader<Question, LoadedRules | undefined>(
    (questions) => this.loadEach(questions),
    { cache: false, maxBatchSize: mostTogether, batchScheduleFn: setImmediate },
  );

  private readonly batches = new Batches();

  /**
   * Those who ask while a question for states is on its way share the next one, never the one on its way: its answer may
   * be older than a change that the caller has seen. One that takes long holds nobody up.
   */
  private readonly states = new DataLoader<Question, string>(
    (questions) => this.batches.send(() => this.answerStates(questions)),
    { cache: false, maxBatchSize: mostTogether, batchScheduleFn: this.batches.schedule },
  );

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

  /** As {@link loadEach}, without bookings. */
  loadHours(questions: readonly Question[]): Promise<(LoadedHours | undefined)[]> {
    return this.answer(questions, hoursAlone);
  }

  /**
   * The active bookings and holds alone, with their buffers.
   *
   * @returns in the order asked
   */
  async loadBusy(questions: readonly Question[]): Promise<(readonly Interval[])[]> {
    const rows = await this.database.rows<Pick<Row, 'question' | 'busy'>>(Prisma.sql`
      SELECT q.question::int, ${busy} FROM ${asTable(questions)}`);
    const answers: (readonly Interval[])[] = questions.map(() => []);
    for (const { question, busy } of rows) answers[question - 1] = busy;
    return answers;
  }

  private async answer<Answer extends LoadedRules>(
    questions: readonly Question[],
    selected: Prisma.Sql,
  ): Promise<(Answer | undefined)[]> {
    const rows = await this.database.rows<Row>(Prisma.sql`
      SELECT q.question::int, ${selected}
      FROM ${asTable(questions)} JOIN doctors d ON d.id = q.doctor_id`);
    const answers: (Answer | undefined)[] = questions.map(() => undefined);
    for (const { question, visitType, ...selectedToo } of rows) {
      answers[question - 1] = { ...selectedToo, visitType: visitType ?? undefined } as Answer;
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
