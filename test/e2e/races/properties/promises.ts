import { type Database, Prisma } from '#libs/database';

/** What an appointment may become, as the design says it. */
const transitions = [
  'null held',
  'null pending',
  'null confirmed',
  'held pending',
  'held confirmed',
  'held cancelled',
  'pending pending',
  'pending confirmed',
  'pending cancelled',
  'confirmed confirmed',
  'confirmed checked_in',
  'confirmed completed',
  'confirmed no_show',
  'confirmed cancelled',
  'checked_in completed',
  'checked_in cancelled',
  'pending checked_in',
  'pending completed',
  'pending no_show',
  'no_show checked_in',
];

/** What taking back a step makes of an appointment. */
const undone = [
  'checked_in pending',
  'checked_in confirmed',
  'checked_in no_show',
  'completed pending',
  'completed confirmed',
  'completed checked_in',
  'no_show pending',
  'no_show confirmed',
  'cancelled pending',
  'cancelled confirmed',
  'cancelled checked_in',
];

/** What a move by the patient makes of a visit whose doctor confirms by hand; others leave the status. */
const askedForAgain = 'confirmed pending';

/** Whether a version `h` is at another place than the one before it. */
const isMove = Prisma.sql`(h.doctor_id, h.visit_type_id, h.starts_at)
  <> (before.doctor_id, before.visit_type_id, before.starts_at)`;

const blocksDoctor = (alias: string): Prisma.Sql =>
  Prisma.raw(`(${alias}.status IN ('pending', 'confirmed', 'checked_in')
    OR ${alias}.status = 'held' AND ${alias}.hold_expires_at > now())`);

/** Each finds the rows that break one promise. */
const searches = {
  'a doctor is booked twice, buffers included; what staff squeeze in is a lane of its own': Prisma.sql`
    SELECT a.id, b.id AS other FROM appointments a
    JOIN appointments b ON a.id < b.id AND a.doctor_id = b.doctor_id AND a.overbooked = b.overbooked
      AND a.busy_from < b.busy_to AND b.busy_from < a.busy_to
    WHERE ${blocksDoctor('a')} AND ${blocksDoctor('b')}`,
  'a patient is in two places': Prisma.sql`
    SELECT a.id, b.id AS other FROM appointments a
    JOIN appointments b ON a.id < b.id AND a.user_id = b.user_id
      AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    WHERE a.status IN ('pending', 'confirmed', 'checked_in') AND b.status IN ('pending', 'confirmed', 'checked_in')`,
  'a visit has another length or other buffers than its type': Prisma.sql`
    SELECT a.id FROM appointments a JOIN visit_types v ON v.id = a.visit_type_id
    WHERE a.ends_at <> a.starts_at + make_interval(mins => v.duration_minutes)
      OR a.busy_from <> a.starts_at - make_interval(mins => v.buffer_before_minutes)
      OR a.busy_to <> a.ends_at + make_interval(mins => v.buffer_after_minutes)`,
  'a version has no history, or history no version': Prisma.sql`
    SELECT a.id, a.version FROM appointments a LEFT JOIN appointment_history h ON h.appointment_id = a.id
    GROUP BY a.id HAVING count(h.version) <> a.version OR min(h.version) <> 1 OR max(h.version) <> a.version`,
  'the last word of the history is not how it is': Prisma.sql`
    SELECT a.id FROM appointments a JOIN appointment_history h ON h.appointment_id = a.id AND h.version = a.version
    WHERE (a.status, a.doctor_id, a.visit_type_id, a.starts_at)
      <> (h.to_status, h.doctor_id, h.visit_type_id, h.starts_at)`,
  'the history has a step that is not allowed, or begins elsewhere than the last one ended': Prisma.sql`
    SELECT h.appointment_id, h.version FROM appointment_history h
    LEFT JOIN appointment_history before ON before.appointment_id = h.appointment_id AND before.version = h.version - 1
    WHERE concat_ws(' ', coalesce(h.from_status::text, 'null'), h.to_status) <> ALL(${[...transitions, ...undone]})
        AND NOT (concat_ws(' ', h.from_status, h.to_status) = ${askedForAgain} AND ${isMove})
      OR h.from_status IS DISTINCT FROM before.to_status`,
  'a message tells what did not happen, or none tells what did': Prisma.sql`
    WITH happened AS (
      SELECT h.appointment_id, h.version,
        CASE
          WHEN h.to_status = 'held' OR h.from_status = 'held' AND h.to_status = 'cancelled' THEN NULL
          WHEN h.from_status IS NULL OR h.from_status = 'held' THEN 'booked'
          WHEN ${isMove} THEN 'rescheduled'
          WHEN concat_ws(' ', h.from_status, h.to_status) = ANY(${undone}) THEN 'undone'
          WHEN h.from_status <> h.to_status THEN h.to_status::text
        END AS event
      FROM appointment_history h
      LEFT JOIN appointment_history before
        ON before.appointment_id = h.appointment_id AND before.version = h.version - 1),
    told AS (
      SELECT (data ->> 'appointmentId')::int AS appointment_id, (data ->> 'version')::int AS version,
        split_part(type, '.', 2) AS event, count(*) AS times
      FROM outbox_events WHERE type LIKE 'appointment.%' GROUP BY 1, 2, 3)
    SELECT * FROM (SELECT * FROM happened WHERE event IS NOT NULL) AS due
    FULL JOIN told USING (appointment_id, version, event)
    WHERE times IS DISTINCT FROM 1 OR due.appointment_id IS NULL`,
};

/** Looks for whatever breaks a promise, in all appointments that there are. Empty when all are kept. */
export async function brokenPromises({ client }: Database): Promise<Record<string, unknown[]>> {
  const broken: Record<string, unknown[]> = {};
  for (const [promise, search] of Object.entries(searches)) {
    const rows = await client.$queryRaw<unknown[]>(search);
    if (rows.length > 0) broken[promise] = rows;
  }
  return broken;
}
