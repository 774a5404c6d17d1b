-- Docket's foundation: people, clinic, schedules, appointments, messages.
-- Tables and keys follow schema.prisma. Below them stands what Prisma cannot say.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;


-- CreateEnum
CREATE TYPE "role" AS ENUM ('patient', 'doctor', 'staff', 'admin');

-- CreateEnum
CREATE TYPE "appointment_status" AS ENUM ('held', 'pending', 'confirmed', 'checked_in', 'completed', 'no_show', 'cancelled');

-- CreateEnum
CREATE TYPE "confirmation" AS ENUM ('manual', 'instant');

-- CreateEnum
CREATE TYPE "visit_mode" AS ENUM ('in_person', 'video');

-- CreateEnum
CREATE TYPE "exception_kind" AS ENUM ('closed', 'extra');

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "username" CITEXT NOT NULL,
    "email" CITEXT NOT NULL,
    "password" TEXT NOT NULL,
    "role" "role" NOT NULL DEFAULT 'patient',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "refresh_hash" TEXT NOT NULL,
    "previous_refresh_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "locations" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "address" TEXT,
    "phone" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "locations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctors" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "specialization" TEXT NOT NULL,
    "location_id" INTEGER NOT NULL,
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "bio" TEXT,
    "user_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "doctors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_types" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "slot_interval_minutes" INTEGER,
    "buffer_before_minutes" INTEGER NOT NULL DEFAULT 0,
    "buffer_after_minutes" INTEGER NOT NULL DEFAULT 0,
    "minimum_notice_minutes" INTEGER NOT NULL DEFAULT 0,
    "horizon_days" INTEGER NOT NULL DEFAULT 90,
    "cancel_cutoff_minutes" INTEGER NOT NULL DEFAULT 0,
    "reschedule_cutoff_minutes" INTEGER NOT NULL DEFAULT 0,
    "confirmation" "confirmation" NOT NULL DEFAULT 'manual',
    "mode" "visit_mode" NOT NULL DEFAULT 'in_person',
    "price" DECIMAL(10,2),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_types_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctor_visit_types" (
    "doctor_id" INTEGER NOT NULL,
    "visit_type_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "doctor_visit_types_pkey" PRIMARY KEY ("doctor_id","visit_type_id")
);

-- CreateTable
CREATE TABLE "schedule_windows" (
    "id" SERIAL NOT NULL,
    "doctor_id" INTEGER NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "start_minute" SMALLINT NOT NULL,
    "end_minute" SMALLINT NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "schedule_windows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_exceptions" (
    "id" SERIAL NOT NULL,
    "doctor_id" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "kind" "exception_kind" NOT NULL,
    "start_minute" SMALLINT,
    "end_minute" SMALLINT,
    "reason" TEXT,

    CONSTRAINT "schedule_exceptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location_closures" (
    "id" SERIAL NOT NULL,
    "location_id" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "start_minute" SMALLINT,
    "end_minute" SMALLINT,

    CONSTRAINT "location_closures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointments" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "doctor_id" INTEGER NOT NULL,
    "location_id" INTEGER NOT NULL,
    "visit_type_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "busy_from" TIMESTAMPTZ(3) NOT NULL,
    "busy_to" TIMESTAMPTZ(3) NOT NULL,
    "status" "appointment_status" NOT NULL,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "appointments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointment_history" (
    "appointment_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "from_status" "appointment_status",
    "to_status" "appointment_status" NOT NULL,
    "doctor_id" INTEGER NOT NULL,
    "visit_type_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER,
    "reason" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "appointment_history_pkey" PRIMARY KEY ("appointment_id","version")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" INTEGER NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","route","key")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" BIGSERIAL NOT NULL,
    "event_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "request_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_events" (
    "event_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_events_pkey" PRIMARY KEY ("event_id","consumer")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "appointment_id" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_refresh_hash_key" ON "sessions"("refresh_hash");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_previous_refresh_hash_key" ON "sessions"("previous_refresh_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "doctors_user_id_key" ON "doctors"("user_id");

-- CreateIndex
CREATE INDEX "doctors_name_id_idx" ON "doctors"("name", "id");

-- CreateIndex
CREATE INDEX "doctors_location_id_idx" ON "doctors"("location_id");

-- CreateIndex
CREATE INDEX "doctors_specialization_trgm" ON "doctors" USING GIN ("specialization" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "doctors_name_trgm" ON "doctors" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "doctor_visit_types_visit_type_id_idx" ON "doctor_visit_types"("visit_type_id");

-- CreateIndex
CREATE UNIQUE INDEX "doctor_visit_types_doctor_id_position_key" ON "doctor_visit_types"("doctor_id", "position");

-- CreateIndex
CREATE INDEX "schedule_windows_doctor_id_idx" ON "schedule_windows"("doctor_id");

-- CreateIndex
CREATE INDEX "schedule_exceptions_doctor_id_date_idx" ON "schedule_exceptions"("doctor_id", "date");

-- CreateIndex
CREATE INDEX "location_closures_location_id_date_idx" ON "location_closures"("location_id", "date");

-- CreateIndex
CREATE INDEX "appointments_user_id_starts_at_idx" ON "appointments"("user_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointments_doctor_id_starts_at_idx" ON "appointments"("doctor_id", "starts_at");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_events_event_id_key" ON "outbox_events"("event_id");

-- CreateIndex
CREATE INDEX "notifications_user_id_id_idx" ON "notifications"("user_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notifications_appointment_id_user_id_channel_type_version_key" ON "notifications"("appointment_id", "user_id", "channel", "type", "version");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctor_visit_types" ADD CONSTRAINT "doctor_visit_types_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctor_visit_types" ADD CONSTRAINT "doctor_visit_types_visit_type_id_fkey" FOREIGN KEY ("visit_type_id") REFERENCES "visit_types"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_windows" ADD CONSTRAINT "schedule_windows_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_exceptions" ADD CONSTRAINT "schedule_exceptions_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "location_closures" ADD CONSTRAINT "location_closures_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_visit_type_id_fkey" FOREIGN KEY ("visit_type_id") REFERENCES "visit_types"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_history" ADD CONSTRAINT "appointment_history_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- No doctor is ever booked twice: while a booking is active, its time with buffers excludes every other of that doctor.
-- Half-open ranges: a visit may begin in the instant in which another ends.
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_doctor_overlap"
    EXCLUDE USING gist ("doctor_id" WITH =, tstzrange("busy_from", "busy_to") WITH &&)
    WHERE ("status" IN ('held', 'pending', 'confirmed', 'checked_in'));

-- Nor is a patient with two doctors at once. Buffers are the doctor's, and a hold is not a visit yet.
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_patient_overlap"
    EXCLUDE USING gist ("user_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
    WHERE ("status" IN ('pending', 'confirmed', 'checked_in'));

ALTER TABLE "appointments"
    ADD CONSTRAINT "appointments_times" CHECK ("starts_at" < "ends_at" AND "busy_from" <= "starts_at" AND "ends_at" <= "busy_to"),
    ADD CONSTRAINT "appointments_version" CHECK ("version" >= 1);

ALTER TABLE "schedule_windows"
    ADD CONSTRAINT "schedule_windows_weekday" CHECK ("weekday" BETWEEN 1 AND 7),
    ADD CONSTRAINT "schedule_windows_minutes" CHECK ("start_minute" BETWEEN 0 AND 1439 AND "end_minute" BETWEEN 0 AND 1439),
    ADD CONSTRAINT "schedule_windows_validity" CHECK ("valid_from" <= "valid_to");

ALTER TABLE "schedule_exceptions"
    ADD CONSTRAINT "schedule_exceptions_minutes" CHECK (
        ("start_minute" IS NULL) = ("end_minute" IS NULL)
        AND "start_minute" BETWEEN 0 AND 1439 AND "end_minute" BETWEEN 0 AND 1439),
    ADD CONSTRAINT "schedule_exceptions_extra" CHECK ("kind" = 'closed' OR "start_minute" IS NOT NULL);

ALTER TABLE "location_closures"
    ADD CONSTRAINT "location_closures_minutes" CHECK (
        ("start_minute" IS NULL) = ("end_minute" IS NULL)
        AND "start_minute" BETWEEN 0 AND 1439 AND "end_minute" BETWEEN 0 AND 1439);

ALTER TABLE "visit_types"
    ADD CONSTRAINT "visit_types_minutes" CHECK (
        "duration_minutes" BETWEEN 1 AND 1440 AND "slot_interval_minutes" BETWEEN 1 AND 1440
        AND "buffer_before_minutes" BETWEEN 0 AND 1440 AND "buffer_after_minutes" BETWEEN 0 AND 1440
        AND "minimum_notice_minutes" >= 0 AND "cancel_cutoff_minutes" >= 0 AND "reschedule_cutoff_minutes" >= 0),
    ADD CONSTRAINT "visit_types_horizon" CHECK ("horizon_days" BETWEEN 0 AND 730),
    ADD CONSTRAINT "visit_types_price" CHECK ("price" >= 0);

-- The relay looks for what is unpublished only, however many events were published before.
CREATE INDEX "outbox_events_unpublished" ON "outbox_events" ("id") WHERE "published_at" IS NULL;
