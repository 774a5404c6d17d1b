import { withPostgres } from '../support/run/connections.js';

/** How much there is in a clinic's database. */
export interface Amounts {
  readonly doctors: number;
  /** Booked and past visits, the same number for every doctor */
  readonly appointments: number;
  /** Patients with an open session and no visits, who do the booking in the measurements */
  readonly visitors: number;
}

const patientsPerDoctor = 20;
const doctorsPerLocation = 25;
const daysEitherWay = 60;
const slotsOfDay = 15;

/** 200 appointments for every doctor. */
export const amountsOf = (doctors: number): Amounts => ({
  doctors,
  appointments: 200 * doctors,
  visitors: 1000,
});

/** Ids are given out in order: doctors' accounts first, then patients, then visitors. */
export const firstVisitorId = ({ doctors }: Amounts): number => doctors * (1 + patientsPerDoctor) + 1;

/** Far enough from 1 that no number of something else is taken for a doctor's id in the statement log. */
export const firstDoctorId = 1001;

/** How many accounts there are. */
export const peopleOf = (amounts: Amounts): number => firstVisitorId(amounts) - 1 + amounts.visitors;

const people = (amounts: Amounts): string => `
  INSERT INTO users (id, username, email, password, role)
  SELECT n, 'user-' || n, 'user-' || n || '@clinic.example', '$argon2id$no-one-signs-in-with-this',
    CASE WHEN n <= ${amounts.doctors} THEN 'doctor' ELSE 'patient' END::role
  FROM generate_series(1, ${peopleOf(amounts)}) n`;

const sessions = (amounts: Amounts): string => `
  INSERT INTO sessions (id, user_id, created_at, last_seen_at, expires_at)
  SELECT gen_random_uuid(), id, now(), now(), now() + interval '30 days'
  FROM users WHERE id >= ${firstVisitorId(amounts)}`;

const locations = ({ doctors }: Amounts): string => `
  INSERT INTO locations (id, name, time_zone, address)
  SELECT n, 'Clinic ' || n, zones[1 + n % 6], n || ' Main Street'
  FROM generate_series(1, ${Math.ceil(doctors / doctorsPerLocation)}) n,
    (SELECT ARRAY['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'Europe/Berlin', 'Europe/London',
      'Asia/Tokyo'] AS zones) AS known`;

const visitTypes = `
  INSERT INTO visit_types (id, name, duration_minutes, horizon_days, confirmation) VALUES
    (1, 'Consultation', 30, 90, 'instant'), (2, 'Follow-up', 30, 90, 'manual'), (3, 'Check-up', 60, 90, 'manual')`;

const doctors = (amounts: Amounts): string => `
  INSERT INTO doctors (id, name, specialization, location_id, languages, bio, user_id)
  SELECT ${firstDoctorId - 1} + n, 'Dr. ' || initcap(substr(md5(n::text), 1, 8)), skills[1 + n % 12], 1 + (n - 1) / ${doctorsPerLocation},
    ARRAY['en', langs[1 + n % 5]], 'Has worked here for ' || n % 30 || ' years.', n
  FROM generate_series(1, ${amounts.doctors}) n,
    (SELECT ARRAY['Cardiology', 'Dermatology', 'Endocrinology', 'Gastroenterology', 'General practice', 'Gynecology',
      'Neurology', 'Oncology', 'Ophthalmology', 'Orthopedics', 'Pediatrics', 'Psychiatry'] AS skills,
      ARRAY['de', 'es', 'fr', 'ja', 'zh'] AS langs) AS known`;

const offers = `
  INSERT INTO doctor_visit_types (doctor_id, visit_type_id, position)
  SELECT d.id, t.id, t.id - 1 FROM doctors d, visit_types t`;

/** Nine to half past five with an hour's break, Monday to Friday. */
const hours = `
  INSERT INTO schedule_windows (doctor_id, weekday, start_minute, end_minute)
  SELECT d.id, weekday, half.starts, half.ends
  FROM doctors d, generate_series(1, 5) weekday, (VALUES (540, 750), (810, 1050)) AS half (starts, ends)`;

const daysOff = `
  INSERT INTO schedule_exceptions (doctor_id, date, kind, reason)
  SELECT d.id, current_date + (n * 19 + d.id) % 180, 'closed', 'away' FROM doctors d, generate_series(1, 6) n`;

const holidays = `
  INSERT INTO location_closures (location_id, date, name)
  SELECT l.id, current_date + n * 23, 'Holiday' FROM locations l, generate_series(1, 10) n`;

/**
 * Spreads every doctor's visits over the working days around today: the bookable slots are cut into as many stretches
 * as there are visits, and each has one visit somewhere. At any instant different doctors have different patients, so
 * neither overlaps.
 */
const appointments = (amounts: Amounts): string => `
  WITH day AS (
    SELECT date::date, row_number() OVER (ORDER BY date) - 1 AS number
    FROM generate_series(current_date - ${daysEitherWay}, current_date + ${daysEitherWay}, interval '1 day') date
    WHERE extract(isodow FROM date) <= 5),
  each AS (SELECT ${amounts.appointments / amounts.doctors} AS visits,
    (SELECT count(*)::int FROM day) * ${slotsOfDay} / ${amounts.appointments / amounts.doctors} AS stretch),
  place AS (
    SELECT d.id AS doctor_id, d.location_id, l.time_zone, n, n * stretch + (d.id * 7 + n * 3) % stretch AS slot
    FROM doctors d JOIN locations l ON l.id = d.location_id, each, generate_series(0, visits - 1) n),
  visit AS (
    SELECT place.*, (doctor_id * 31 + n * 17) % 100 AS fate,
      (day.date + make_interval(mins => CASE WHEN minute < 210 THEN 540 ELSE 600 END + minute)) AT TIME ZONE time_zone AS starts_at
    FROM place CROSS JOIN LATERAL (SELECT slot % ${slotsOfDay} * 30 AS minute) AS within
    JOIN day ON day.number = slot / ${slotsOfDay})
  INSERT INTO appointments (user_id, doctor_id, location_id, visit_type_id, starts_at, ends_at, busy_from, busy_to,
    status, version, created_by_id, created_at)
  SELECT patient, doctor_id, location_id, 1, starts_at, ends_at, starts_at, ends_at, status,
    CASE WHEN status IN ('pending', 'confirmed') THEN 1 ELSE 2 END, patient, least(starts_at, now()) - interval '10 days'
  FROM visit CROSS JOIN LATERAL (
    SELECT starts_at + interval '30 minutes' AS ends_at,
      ${amounts.doctors} + 1 + (doctor_id + 31 * (extract(epoch FROM starts_at)::bigint / 1800)) % ${amounts.doctors} * ${patientsPerDoctor}
        + (extract(epoch FROM starts_at)::bigint / 1800) % ${patientsPerDoctor} AS patient,
      (CASE WHEN fate < 14 THEN 'cancelled'
        WHEN starts_at < now() THEN CASE WHEN fate < 20 THEN 'no_show' ELSE 'completed' END
        ELSE CASE WHEN fate < 40 THEN 'pending' ELSE 'confirmed' END END)::appointment_status AS status) AS rest
  ORDER BY starts_at, doctor_id`;

const history = `
  INSERT INTO appointment_history (appointment_id, version, from_status, to_status, doctor_id, visit_type_id, starts_at,
    actor_id, occurred_at)
  SELECT a.id, v, CASE WHEN v = 2 THEN 'confirmed'::appointment_status END,
    CASE WHEN v = a.version THEN a.status ELSE 'confirmed' END, a.doctor_id, a.visit_type_id, a.starts_at, a.user_id,
    a.created_at + make_interval(days => v - 1)
  FROM appointments a, generate_series(1, a.version) v`;

const events = `
  INSERT INTO outbox_events (event_id, type, data, occurred_at, available_at, published_at)
  SELECT gen_random_uuid(), 'appointment.booked.v1',
    jsonb_build_object('appointmentId', id, 'version', 1, 'doctorId', doctor_id), created_at, created_at, created_at
  FROM appointments`;

/**
 * What a day leaves: a key for every tenth visit. Of a table that was seen empty, PostgreSQL takes it for the cheapest to
 * read it all, and a statement keeps to that while the table grows.
 */
const keys = `
  INSERT INTO idempotency_keys (user_id, route, key, request_hash, result, created_at)
  SELECT user_id, 'POST /appointments', 'filled-' || id, md5(id::text), jsonb_build_object('id', id), now()
  FROM appointments WHERE id % 10 = 0`;

const identified = ['users', 'locations', 'visit_types', 'doctors'];

const continueIds = identified.map(
  (table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
);

/** Fills an empty, migrated database. The same amounts give the same rows, seen from today. */
export async function fillClinic(url: string, amounts: Amounts): Promise<void> {
  await withPostgres(url, async (client) => {
    const statements = [
      people(amounts),
      sessions(amounts),
      locations(amounts),
      visitTypes,
      doctors(amounts),
      offers,
      hours,
      daysOff,
      holidays,
      appointments(amounts),
      history,
      events,
      keys,
      ...continueIds,
      'VACUUM ANALYZE',
    ];
    for (const statement of statements) await client.query(statement);
  });
}

/** How many appointments there are. */
export const bookedIn = (url: string): Promise<number> =>
  withPostgres(url, async (client) => {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int FROM appointments');
    return rows[0]?.count ?? 0;
  });
