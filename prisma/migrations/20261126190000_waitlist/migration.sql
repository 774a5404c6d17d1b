ALTER TYPE "occasion" ADD VALUE 'waitlist_offer';

CREATE TYPE "waitlist_status" AS ENUM ('waiting', 'offered', 'booked', 'expired', 'left');
CREATE TYPE "offer_outcome" AS ENUM ('accepted', 'declined', 'lapsed');

CREATE TABLE "waitlist_entries" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "doctor_id" INTEGER,
    "specialization" TEXT,
    "location_id" INTEGER,
    "visit_type_id" INTEGER,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,
    "status" "waitlist_status" NOT NULL DEFAULT 'waiting',
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "waitlist_entries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "waitlist_entries_wish" CHECK (num_nonnulls("doctor_id", "specialization") = 1),
    CONSTRAINT "waitlist_entries_dates" CHECK ("from_date" <= "to_date"),
    CONSTRAINT "waitlist_entries_ended" CHECK (("status" IN ('waiting', 'offered')) = ("ended_at" IS NULL))
);

CREATE TABLE "waitlist_offers" (
    "appointment_id" INTEGER NOT NULL,
    "entry_id" INTEGER NOT NULL,
    "offered_by_id" INTEGER,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "offer_outcome",
    "answered_by_id" INTEGER,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "waitlist_offers_pkey" PRIMARY KEY ("appointment_id"),
    CONSTRAINT "waitlist_offers_answered" CHECK (("outcome" IS NULL) = ("answered_at" IS NULL))
);

-- Nobody has two offers at once for one entry.
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_standing"
    EXCLUDE USING btree ("entry_id" WITH =) WHERE ("outcome" IS NULL);

CREATE TABLE "waitlist_openings" (
    "id" SERIAL NOT NULL,
    "doctor_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "given_up_by_id" INTEGER,
    "available_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waitlist_openings_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "waitlist_entries_user_id_idx" ON "waitlist_entries"("user_id");
CREATE INDEX "waitlist_entries_status_to_date_idx" ON "waitlist_entries"("status", "to_date");
CREATE INDEX "waitlist_offers_entry_id_idx" ON "waitlist_offers"("entry_id");
CREATE INDEX "waitlist_openings_available_at_idx" ON "waitlist_openings"("available_at");

ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_visit_type_id_fkey" FOREIGN KEY ("visit_type_id") REFERENCES "visit_types"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "waitlist_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "waitlist_openings" ADD CONSTRAINT "waitlist_openings_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctors"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "notifications" ADD COLUMN "waitlist_entry_id" INTEGER;
CREATE INDEX "notifications_waitlist_entry_id_idx" ON "notifications"("waitlist_entry_id");
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_waitlist_entry_id_fkey" FOREIGN KEY ("waitlist_entry_id") REFERENCES "waitlist_entries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Whatever cancels or moves a visit leaves a note of the time that it gives up, if anybody waits for one: one insert in
-- the same transaction, whoever is on the list. A hold that ends is no opening: before it, the time was free as well.
-- The engine that applies this splits it at every semicolon, so inside of the body they are written as \073.
CREATE FUNCTION "note_waitlist_opening"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO waitlist_openings (doctor_id, starts_at, ends_at, given_up_by_id, available_at)
        SELECT OLD.doctor_id, OLD.busy_from, OLD.busy_to, OLD.user_id, now()
        WHERE OLD.busy_to > now() AND EXISTS (SELECT FROM waitlist_entries WHERE status = \'waiting\')\073
    RETURN NULL\073
END';

CREATE TRIGGER "appointments_waitlist_opening" AFTER UPDATE ON "appointments"
    FOR EACH ROW
    WHEN (OLD.hold_expires_at IS NULL AND OLD.status IN ('pending', 'confirmed', 'checked_in')
        AND (NEW.status = 'cancelled' OR NEW.doctor_id <> OLD.doctor_id
            OR NEW.busy_from <> OLD.busy_from OR NEW.busy_to <> OLD.busy_to))
    EXECUTE FUNCTION "note_waitlist_opening"();
