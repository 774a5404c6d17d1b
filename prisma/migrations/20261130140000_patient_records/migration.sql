-- What the front desk keeps of a patient beside name and birth date, and what became of the record.
ALTER TABLE "users" ADD COLUMN "address" TEXT, ADD COLUMN "note" TEXT,
    ADD COLUMN "deceased_on" DATE, ADD COLUMN "deceased_noted_at" TIMESTAMPTZ(3), ADD COLUMN "merged_into_id" INTEGER;
ALTER TABLE "users" ADD CONSTRAINT "users_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "users_merged_into_id_idx" ON "users" ("merged_into_id") WHERE "merged_into_id" IS NOT NULL;

-- Neither a record that was merged into another nor that of a patient who died can be signed in with.
ALTER TABLE "users"
    ADD CONSTRAINT "users_deceased" CHECK (("deceased_on" IS NULL) = ("deceased_noted_at" IS NULL)
        AND ("deceased_on" IS NULL OR "disabled_at" IS NOT NULL)),
    ADD CONSTRAINT "users_merged" CHECK ("merged_into_id" IS NULL OR ("disabled_at" IS NOT NULL AND "merged_into_id" <> "id"));

-- CreateTable
CREATE TABLE "patient_changes" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changes" JSONB NOT NULL,

    CONSTRAINT "patient_changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "patient_changes_user_id_id_idx" ON "patient_changes" ("user_id", "id" DESC);
ALTER TABLE "patient_changes" ADD CONSTRAINT "patient_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "patient_merges" (
    "id" SERIAL NOT NULL,
    "kept_id" INTEGER NOT NULL,
    "merged_id" INTEGER NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "moved" JSONB NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" INTEGER,

    CONSTRAINT "patient_merges_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "patient_merges_kept_id_idx" ON "patient_merges" ("kept_id");
CREATE INDEX "patient_merges_merged_id_idx" ON "patient_merges" ("merged_id");
ALTER TABLE "patient_merges" ADD CONSTRAINT "patient_merges_kept_id_fkey" FOREIGN KEY ("kept_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "patient_merges" ADD CONSTRAINT "patient_merges_merged_id_fkey" FOREIGN KEY ("merged_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "patient_merges" ADD CONSTRAINT "patient_merges_undone" CHECK (("undone_at" IS NULL) = ("undone_by_id" IS NULL));

-- No visit and no wish for one begins for a record that was merged into another, or for a patient who died. The lock makes
-- a booking wait for a merge or a death that is under way, and those wait for a booking, as they lock the row for update.
-- The engine that applies this splits it at every semicolon, so inside of the body they are written as \073.
CREATE FUNCTION "patient_must_stand"() RETURNS trigger
    LANGUAGE plpgsql VOLATILE
    AS E'
DECLARE
    kept INTEGER\073
    died DATE\073
BEGIN
    SELECT merged_into_id, deceased_on INTO kept, died FROM users WHERE id = NEW.user_id FOR KEY SHARE\073
    IF kept IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = \'DK101\', MESSAGE = \'the record was merged into another\'\073
    END IF\073
    IF died IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = \'DK102\', MESSAGE = \'the patient has died\'\073
    END IF\073
    RETURN NEW\073
END';

CREATE TRIGGER "appointments_new_patient" BEFORE INSERT ON "appointments"
    FOR EACH ROW WHEN (NEW."status" IN ('held', 'pending', 'confirmed', 'checked_in'))
    EXECUTE FUNCTION "patient_must_stand"();
CREATE TRIGGER "appointments_patient" BEFORE UPDATE OF "user_id", "status" ON "appointments"
    FOR EACH ROW WHEN (NEW."status" IN ('held', 'pending', 'confirmed', 'checked_in')
        AND (OLD."user_id" <> NEW."user_id" OR OLD."status" NOT IN ('held', 'pending', 'confirmed', 'checked_in')))
    EXECUTE FUNCTION "patient_must_stand"();
CREATE TRIGGER "waitlist_entries_new_patient" BEFORE INSERT ON "waitlist_entries"
    FOR EACH ROW WHEN (NEW."status" IN ('waiting', 'offered'))
    EXECUTE FUNCTION "patient_must_stand"();
CREATE TRIGGER "waitlist_entries_patient" BEFORE UPDATE OF "user_id", "status" ON "waitlist_entries"
    FOR EACH ROW WHEN (NEW."status" IN ('waiting', 'offered')
        AND (OLD."user_id" <> NEW."user_id" OR OLD."status" NOT IN ('waiting', 'offered')))
    EXECUTE FUNCTION "patient_must_stand"();
