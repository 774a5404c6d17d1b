import { type Database } from '#libs/database';
import { eventually } from '../../support/wait.js';

/** What became of the events of an installation. */
interface Ledger {
  /** Events about appointments in the outbox */
  readonly events: number;
  /** Those that have not been handed over */
  readonly waiting: number;
  /** Events that the notifications app has noted as handled */
  readonly handled: number;
  /** Events of which the patient has a message */
  readonly patients: number;
  /** Events of which the doctor has a message */
  readonly doctors: number;
  /** Messages in all */
  readonly messages: number;
}

const delivered = (events: number): Ledger => ({
  events,
  waiting: 0,
  handled: events,
  patients: events,
  doctors: events,
  messages: 2 * events,
});

/** Counts in one statement, so that all numbers are of one instant. */
export async function ledger({ client }: Database): Promise<Ledger> {
  const [row] = await client.$queryRaw<Ledger[]>`
    WITH event AS (
      SELECT o.event_id, o.published_at, regexp_replace(o.type, '[.]v[0-9]+$', '') AS type, a.id AS appointment_id,
        (o.data ->> 'version')::int AS version, a.user_id AS patient, d.user_id AS doctor
      FROM outbox_events o
      JOIN appointments a ON a.id = (o.data ->> 'appointmentId')::int
      JOIN doctors d ON d.id = a.doctor_id
      WHERE o.type LIKE 'appointment.%'),
    told AS (
      SELECT e.event_id, n.user_id = e.patient AS to_patient, n.user_id = e.doctor AS to_doctor
      FROM event e JOIN notifications n USING (appointment_id, type, version))
    SELECT
      (SELECT count(*) FROM event)::int AS events,
      (SELECT count(*) FROM event WHERE published_at IS NULL)::int AS waiting,
      (SELECT count(*) FROM inbox_events JOIN event USING (event_id))::int AS handled,
      (SELECT count(DISTINCT event_id) FROM told WHERE to_patient)::int AS patients,
      (SELECT count(DISTINCT event_id) FROM told WHERE to_doctor)::int AS doctors,
      (SELECT count(*) FROM notifications)::int AS messages`;
  if (row === undefined) throw new Error('Counting always yields a row.');
  return row;
}

/** Pairs of active appointments that share time with the same doctor, or with the same patient. */
export async function overlaps({ client }: Database): Promise<{ ofDoctors: number; ofPatients: number }> {
  const [row] = await client.$queryRaw<{ ofDoctors: number; ofPatients: number }[]>`
    SELECT
      count(*) FILTER (WHERE a.doctor_id = b.doctor_id)::int AS "ofDoctors",
      count(*) FILTER (WHERE a.user_id = b.user_id)::int AS "ofPatients"
    FROM appointments a
    JOIN appointments b ON a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    WHERE a.status <> 'cancelled' AND b.status <> 'cancelled'`;
  return row ?? { ofDoctors: 0, ofPatients: 0 };
}

/** Waits until each of `events` events has been handled once and has told its patient and its doctor, once each. */
export async function allArrive(database: Database, events: number, within = 20_000): Promise<void> {
  await eventually(
    async () => {
      expect(await ledger(database)).toEqual(delivered(events));
    },
    { within, every: 100 },
  );
}
