-- How many bytes a row takes with its indexes, in a database that the migrations have just made and nothing is in:
-- psql "$MIGRATION_DATABASE_URL" -f test/bench/sizes.sql
-- 100,000 visits with what each leaves, written in the order of time; nothing of it stays.
\set ON_ERROR_STOP on
\pset footer off
BEGIN;
SET LOCAL session_replication_role = replica;
INSERT INTO appointments (user_id, doctor_id, location_id, visit_type_id, starts_at, ends_at, busy_from, busy_to, status, version, created_by_id, created_at)
SELECT 1 + n % 20000, n % 1000, 1, 1, s, s + interval '30 minutes', s, s + interval '30 minutes', 'completed', 3, 1 + n % 20000, s - interval '10 days'
FROM generate_series(1, 100000) n, LATERAL (SELECT date_trunc('hour', now()) - interval '1 year' + n / 1000 * interval '30 minutes' AS s) x;
INSERT INTO appointment_history (appointment_id, version, to_status, doctor_id, visit_type_id, starts_at, ends_at, location_id, actor_id, occurred_at)
SELECT id, v, status, doctor_id, visit_type_id, starts_at, ends_at, location_id, user_id, created_at FROM appointments, generate_series(1, 3) v;
INSERT INTO outbox_events (event_id, type, data, request_id, traceparent, occurred_at, available_at, attempts, published_at)
SELECT gen_random_uuid(), 'appointment.booked.v1', jsonb_build_object('appointmentId', id, 'version', v, 'doctorId', doctor_id), gen_random_uuid(),
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', now(), now(), 1, now() FROM appointments, generate_series(1, 3) v;
INSERT INTO inbox_events (event_id, consumer, received_at) SELECT event_id, 'notifications', now() FROM outbox_events;
INSERT INTO idempotency_keys (user_id, route, key, request_hash, result, created_at)
SELECT user_id, 'POST /appointments', gen_random_uuid(), encode(sha256(id::text::bytea), 'hex'), to_jsonb(a), now() FROM appointments a;
INSERT INTO deliveries (key, occasion, channel, state, user_id, appointment_id, version, status, starts_at, due_at, expires_at, attempts, provider_id, sent_at, created_at)
SELECT 'appointment/' || id || '/1/booked/email/' || user_id || '/' || v, 'booked', 'email', 'sent', user_id, id, 1, 'confirmed', starts_at, created_at,
  starts_at, 1, '<' || gen_random_uuid() || '@clinic.example>', created_at, created_at FROM appointments, generate_series(1, 5) v;
INSERT INTO notifications (user_id, appointment_id, type, version, channel, offset_minutes, title, body, created_at)
SELECT user_id, id, 'appointment.booked', 1, 'in_app', v, 'Your visit is booked', 'Dr. Ada Example, Monday, 30 November 2026 at 10:30, Clinic 1, 1 Main Street.', created_at
FROM appointments, generate_series(1, 2) v;
INSERT INTO audit_entries (occurred_at, actor_id, subject_id, action, request_id)
SELECT now(), doctor_id, user_id, 'GET /appointments/:id', gen_random_uuid() FROM appointments, generate_series(1, 5) v;
SELECT name AS "table", rows, round(bytes / rows) AS "bytes a row" FROM (VALUES
  ('appointments', (SELECT count(*) FROM appointments)), ('appointment_history', (SELECT count(*) FROM appointment_history)),
  ('outbox_events', (SELECT count(*) FROM outbox_events)), ('inbox_events', (SELECT count(*) FROM inbox_events)),
  ('idempotency_keys', (SELECT count(*) FROM idempotency_keys)), ('deliveries', (SELECT count(*) FROM deliveries)),
  ('notifications', (SELECT count(*) FROM notifications)), ('audit_entries', (SELECT count(*) FROM audit_entries))) AS counted (name, rows),
  LATERAL (SELECT coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size(name)) AS bytes FROM pg_partition_tree(name::regclass)) AS sized;
ROLLBACK;
