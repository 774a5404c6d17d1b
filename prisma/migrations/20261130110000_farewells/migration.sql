-- Who leaves a visit is told what it was for them: where and until when it was meant to be is kept of each version.
-- Versions from before this migration that are not the last one have neither.
ALTER TABLE "appointment_history" ADD COLUMN "location_id" INTEGER;
ALTER TABLE "appointment_history" ADD COLUMN "ends_at" TIMESTAMPTZ(3);

UPDATE "appointment_history" h SET "location_id" = a."location_id", "ends_at" = a."ends_at"
FROM "appointments" a WHERE a."id" = h."appointment_id" AND a."version" = h."version";

-- A message to an account that has nothing to do with the visit any more.
ALTER TABLE "deliveries" ADD COLUMN "is_farewell" BOOLEAN NOT NULL DEFAULT false;
