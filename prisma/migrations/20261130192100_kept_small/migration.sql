-- What has expired is looked for every hour: by these, instead of in every row that is kept.
DROP INDEX IF EXISTS "inbox_events_received_at_idx";
CREATE INDEX CONCURRENTLY "inbox_events_received_at_idx" ON "inbox_events" ("received_at");
DROP INDEX IF EXISTS "deliveries_due_at_idx";
CREATE INDEX CONCURRENTLY "deliveries_due_at_idx" ON "deliveries" ("due_at");

-- Rows that are written again and again find room on their page, so that no index is written with them.
ALTER TABLE "sessions" SET (fillfactor = 80);
ALTER TABLE "message_budgets" SET (fillfactor = 80);

-- Rows of these come and go all day. At the usual fifth, a table of a million rows has 200,000 dead ones before it is looked
-- after, and answers to repeated requests are a table of a day.
ALTER TABLE "idempotency_keys" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE "inbox_events" SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "deliveries" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE "sessions" SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "message_budgets" SET (autovacuum_vacuum_scale_factor = 0.05);
