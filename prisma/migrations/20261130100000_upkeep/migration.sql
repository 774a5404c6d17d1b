-- What time ends is looked for every second: requests whose start has come, and holds that have expired.
CREATE INDEX "appointments_pending_idx" ON "appointments" ("starts_at") WHERE "status" = 'pending';
CREATE INDEX "appointments_held_idx" ON "appointments" ("hold_expires_at") WHERE "status" = 'held';
