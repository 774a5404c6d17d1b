import { Prisma } from '#libs/database';
import { currentOrigin, insertEventFrom } from '#libs/messaging';
import { activeStatuses, inSql } from '../../availability/index.js';
import { type IdempotentRequest } from '../../idempotency/index.js';
import { eventData, insertHistoryFrom } from '../appointment.sql.js';
import { type WrittenAppointment } from '../appointment.js';
import { type PlannedBooking } from './planned.js';

/** A booking as it will be answered, but for its id, which PostgreSQL gives it. */
export type NewAppointment = Omit<WrittenAppointment, 'id'>;

/** What a booking will be when it is written: this is its answer, and what is kept to answer it again. */
export const newAppointment = (booking: PlannedBooking): NewAppointment => ({
  userId: booking.userId,
  doctorId: booking.doctorId,
  visitTypeId: booking.visitTypeId,
  locationId: booking.locationId,
  timeZone: booking.timeZone,
  appointmentDateTime: new Date(booking.visit.start),
  endsAt: new Date(booking.visit.end),
  status: booking.status,
  reason: booking.reason,
  version: 1,
  createdAt: booking.now,
  seriesId: null,
  overbooked: booking.overbookReason !== undefined,
  cancelledBecause: null,
  holdExpiresAt: booking.holdExpiresAt ?? null,
  holdExtended: false,
});

/** The columns of a request for a booking, as PostgreSQL reads them. */
const columns = Prisma.raw(
  [
    'number int, user_id int, doctor_id int, visit_type_id int, location_id int',
    'starts_at timestamptz, ends_at timestamptz, busy_from timestamptz, busy_to timestamptz',
    'status appointment_status, reason text, actor_id int, made_at timestamptz, hold_expires_at timestamptz',
    'squeezed_because text, revision bigint, request_id text, traceparent text',
    'is_bound boolean, most_holds int, most_bookings int, most_a_day int, most_unproven int',
    'route text, key text, request_hash text, answer jsonb',
  ].join(', '),
);

/** One request for a booking, in the words of {@link columns}; what it leaves out is null. */
export type BookingRow = Readonly<Record<string, unknown>> & { readonly user_id: number };

const keyOf = (request: IdempotentRequest | undefined, answer: NewAppointment) =>
  request && { route: request.route, key: request.key, request_hash: request.requestHash, answer };

const boundsOf = ({ quota }: PlannedBooking) =>
  quota && {
    is_bound: true,
    most_holds: quota.holds,
    most_bookings: quota.bookings,
    most_a_day: quota.bookingsADay,
    most_unproven: quota.unproven,
  };

/** A booking for {@link insertBookings}, which the request that is being handled asks for. */
export const rowOf = (booking: PlannedBooking): BookingRow => {
  const { requestId, traceparent } = currentOrigin();
  const answer = newAppointment(booking);
  return {
    user_id: booking.userId,
    doctor_id: booking.doctorId,
    visit_type_id: booking.visitTypeId,
    location_id: booking.locationId,
    starts_at: answer.appointmentDateTime,
    ends_at: answer.endsAt,
    busy_from: new Date(booking.busy.start),
    busy_to: new Date(booking.busy.end),
    status: booking.status,
    reason: booking.reason,
    actor_id: booking.actorId,
    made_at: booking.now,
    hold_expires_at: answer.holdExpiresAt,
    squeezed_because: booking.overbookReason,
    revision: booking.revision,
    request_id: requestId,
    traceparent,
    ...boundsOf(booking),
    ...keyOf(booking.request, answer),
  };
};

/** What became of one of several bookings. */
export interface BookingResult {
  /** Which of them, counted from 0 */
  readonly number: number;
  /** The appointment; null when nothing was written */
  readonly id: number | null;
  /**
   * Why it was not tried: `stale` rules, the `key` is another request's, the time is `taken` by a visit that was squeezed
   * in, or what `quota_refusal` says. Null with no id: the time overlaps another active booking of the doctor or the
   * patient.
   */
  readonly refusal: string | null;
}

/** Sorted by patient: see {@link insertBookings}. */
const numbered = (rows: readonly BookingRow[]): string =>
  JSON.stringify(rows.map((row, number) => ({ ...row, number })).sort((a, b) => a.user_id - b.user_id));

/** A visit that was squeezed in leaves no room for an ordinary one, though the constraints let the two kinds overlap. */
const squeezedIn = Prisma.sql`
  SELECT FROM appointments o
  WHERE o.doctor_id = asked.doctor_id AND o.overbooked AND o.status IN (${inSql(activeStatuses)})
    AND tstzrange(o.busy_from, o.busy_to) && tstzrange(asked.busy_from, asked.busy_to)`;

const written = Prisma.sql`written AS a`;
const a = (column: string): Prisma.Sql => Prisma.raw(`a.${column}`);

/**
 * Writes bookings with their history, their events and their idempotency keys: one statement, which is one transaction
 * and one round trip, however many they are. Each is judged by itself: what is refused is not written, and fails no other.
 *
 * Statements that run at the same time never wait for each other in a circle: each takes the locks of its patients first,
 * then the times of its doctors, then its keys, each kind in one order.
 *
 * @param rows of different patients
 */
export const insertBookings = (rows: readonly BookingRow[]): Prisma.Sql => Prisma.sql`
  WITH asked AS MATERIALIZED (
    SELECT * FROM json_to_recordset((SELECT ${numbered(rows)}::json)) AS row (${columns})),
  locked AS MATERIALIZED (SELECT count(pg_advisory_xact_lock(731407, user_id)) FROM asked),
  judged AS MATERIALIZED (
    SELECT asked.*, nextval('appointments_id_seq')::int AS id, CASE
      WHEN revision <> (SELECT revision FROM schedule_revision) THEN 'stale'
      -- Not EXISTS, which PostgreSQL answers from a hash of the whole table where it expects many rows of JSON.
      WHEN (SELECT true FROM idempotency_keys k WHERE (k.user_id, k.route, k.key) = (actor_id, asked.route, asked.key))
        THEN 'key'
      WHEN squeezed_because IS NULL AND EXISTS (${squeezedIn}) THEN 'taken'
      WHEN is_bound THEN quota_refusal(user_id, made_at, (hold_expires_at IS NOT NULL)::int, most_holds,
        (hold_expires_at IS NULL)::int, most_bookings, most_a_day, actor_id, most_unproven, NULL)
      END AS refusal
    FROM asked, locked),
  booked AS (
    INSERT INTO appointments (id, user_id, doctor_id, visit_type_id, location_id, starts_at, ends_at,
      busy_from, busy_to, status, reason, created_by_id, created_at, hold_expires_at, overbooked)
    SELECT id, user_id, doctor_id, visit_type_id, location_id, starts_at, ends_at,
      busy_from, busy_to, status, reason, actor_id, made_at, hold_expires_at, squeezed_because IS NOT NULL
    FROM judged WHERE refusal IS NULL
    ORDER BY doctor_id, starts_at
    -- Without a target, this covers the exclusion constraints: a lost race is no row, not an error.
    ON CONFLICT DO NOTHING
    RETURNING id, version),
  written AS MATERIALIZED (SELECT * FROM booked JOIN judged USING (id)),
  past AS (${insertHistoryFrom(a('actor_id'), null, a('squeezed_because'), a('made_at'), written)}),
  event AS (${insertEventFrom(
    'appointment.booked.v1',
    eventData,
    a('made_at'),
    // A hold is told to no one.
    Prisma.sql`(SELECT * FROM written WHERE hold_expires_at IS NULL) AS a`,
    { requestId: a('request_id'), traceparent: a('traceparent') },
  )}),
  kept AS (
    INSERT INTO idempotency_keys (user_id, route, key, request_hash, result, created_at)
    SELECT actor_id, route, key, request_hash, answer || jsonb_build_object('id', id), made_at
    FROM written WHERE key IS NOT NULL
    ORDER BY actor_id, route, key)
  SELECT number, judged.refusal, written.id FROM judged LEFT JOIN written USING (number)`;
