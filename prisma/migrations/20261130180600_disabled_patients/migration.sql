-- Nor does a visit or a wish for one begin for a patient whose account was erased or is disabled, and no visit of theirs
-- moves to another time. An erasure and an admin change other columns than keys: the lock is one that waits for them, too.
-- The engine that applies this splits it at every semicolon, so inside of the body they are written as \073.
CREATE OR REPLACE FUNCTION "patient_must_stand"() RETURNS trigger
    LANGUAGE plpgsql VOLATILE
    AS E'
DECLARE
    kept INTEGER\073
    died DATE\073
    disabled TIMESTAMPTZ\073
BEGIN
    SELECT merged_into_id, deceased_on, disabled_at INTO kept, died, disabled FROM users
        WHERE id = NEW.user_id FOR SHARE\073
    IF kept IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = \'DK101\', MESSAGE = \'the record was merged into another\'\073
    END IF\073
    IF died IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = \'DK102\', MESSAGE = \'the patient has died\'\073
    END IF\073
    IF disabled IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = \'DK103\', MESSAGE = \'the account is closed\'\073
    END IF\073
    RETURN NEW\073
END';

DROP TRIGGER "appointments_patient" ON "appointments";
CREATE TRIGGER "appointments_patient" BEFORE UPDATE OF "user_id", "status", "starts_at" ON "appointments"
    FOR EACH ROW WHEN (NEW."status" IN ('held', 'pending', 'confirmed', 'checked_in')
        AND (OLD."user_id" <> NEW."user_id" OR OLD."starts_at" <> NEW."starts_at"
            OR OLD."status" NOT IN ('held', 'pending', 'confirmed', 'checked_in')))
    EXECUTE FUNCTION "patient_must_stand"();
