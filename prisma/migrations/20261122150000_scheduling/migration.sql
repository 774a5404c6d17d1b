-- A doctor may work at several locations: each window and each extra stretch can name its own.
-- None means the doctor's location, whichever that is at the time.
ALTER TABLE "schedule_windows" ADD COLUMN "location_id" INTEGER;
ALTER TABLE "schedule_exceptions" ADD COLUMN "location_id" INTEGER;

ALTER TABLE "schedule_windows" ADD CONSTRAINT "schedule_windows_location_id_fkey"
    FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "schedule_exceptions" ADD CONSTRAINT "schedule_exceptions_location_id_fkey"
    FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "schedule_windows_location_id_idx" ON "schedule_windows"("location_id");

-- Closing time is the doctor's own, wherever it was to be spent.
ALTER TABLE "schedule_exceptions" ADD CONSTRAINT "schedule_exceptions_location"
    CHECK ("kind" = 'extra' OR "location_id" IS NULL);

-- Some doctors take longer than others for the same visit. None means as the visit type says.
ALTER TABLE "doctor_visit_types" ADD COLUMN "duration_minutes" INTEGER;
ALTER TABLE "doctor_visit_types" ADD COLUMN "buffer_before_minutes" INTEGER;
ALTER TABLE "doctor_visit_types" ADD COLUMN "buffer_after_minutes" INTEGER;

ALTER TABLE "doctor_visit_types" ADD CONSTRAINT "doctor_visit_types_minutes" CHECK (
    "duration_minutes" BETWEEN 1 AND 1440
    AND "buffer_before_minutes" BETWEEN 0 AND 1440 AND "buffer_after_minutes" BETWEEN 0 AND 1440);

-- The visits of a series are ordinary appointments that were booked together.
ALTER TABLE "appointments" ADD COLUMN "series_id" UUID;
CREATE INDEX "appointments_series_id_idx" ON "appointments" ("series_id") WHERE "series_id" IS NOT NULL;

-- A lane of its own for visits that staff squeeze in: they may overlap ordinary bookings, but not one another,
-- and ordinary bookings still exclude each other.
ALTER TABLE "appointments" ADD COLUMN "overbooked" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "appointments" DROP CONSTRAINT "appointments_doctor_overlap";
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_doctor_overlap"
    EXCLUDE USING gist ("doctor_id" WITH =, tstzrange("busy_from", "busy_to") WITH &&)
    WHERE ("status" IN ('held', 'pending', 'confirmed', 'checked_in') AND NOT "overbooked");
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_overbooked_overlap"
    EXCLUDE USING gist ("doctor_id" WITH =, tstzrange("busy_from", "busy_to") WITH &&)
    WHERE ("status" IN ('held', 'pending', 'confirmed', 'checked_in') AND "overbooked");
