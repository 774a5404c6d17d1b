-- Statements that book for several patients answer each of them: what a patient has too much of is told by a code, and
-- fails nobody else. keep_to_quota fails its statement with the same codes. The bounds themselves, their locks and their
-- order are those of keep_to_quota before.
CREATE FUNCTION "quota_refusal"("patient" INTEGER, "at" TIMESTAMPTZ, "more_holds" INTEGER, "most_holds" INTEGER,
    "more_visits" INTEGER, "most_visits" INTEGER, "most_a_day" INTEGER, "account" INTEGER, "most_unproven" INTEGER,
    "used" INTEGER) RETURNS TEXT
    LANGUAGE plpgsql VOLATILE SET plan_cache_mode = force_generic_plan
    AS E'
DECLARE
    holds INTEGER\073
    visits INTEGER\073
    made INTEGER\073
    unproven INTEGER\073
BEGIN
    PERFORM pg_advisory_xact_lock(731407, patient)\073
    SELECT count(*) FILTER (WHERE starts_at > at AND status = \'held\' AND hold_expires_at > at),
           count(*) FILTER (WHERE starts_at > at AND status IN (\'pending\', \'confirmed\')),
           count(*) FILTER (WHERE created_at > at - interval \'1 day\' AND hold_expires_at IS NULL)
        INTO holds, visits, made
        FROM appointments
        WHERE user_id = patient AND starts_at > at - interval \'1 day\'\073
    IF more_holds > 0 AND holds + more_holds > most_holds THEN
        RETURN \'DK001\'\073
    END IF\073
    IF more_visits > 0 AND visits + more_visits > most_visits THEN
        RETURN \'DK002\'\073
    END IF\073
    IF more_visits > 0 AND made + more_visits > most_a_day THEN
        RETURN \'DK004\'\073
    END IF\073
    -- Null where there is no way to prove an address.
    IF most_unproven IS NULL OR NOT EXISTS (
        SELECT FROM users WHERE id = account AND email_verified_at IS NULL) THEN
        RETURN NULL\073
    END IF\073
    PERFORM pg_advisory_xact_lock(731420, account)\073
    SELECT count(*) INTO unproven
        FROM appointments
        WHERE starts_at > at AND (status IN (\'pending\', \'confirmed\') OR status = \'held\' AND hold_expires_at > at)
          AND id IS DISTINCT FROM used
          AND user_id IN (
            SELECT account UNION SELECT patient
            UNION SELECT dependant_id FROM guardianships WHERE guardian_id = account AND ended_at IS NULL)\073
    IF unproven + more_holds + more_visits > most_unproven THEN
        RETURN \'DK003\'\073
    END IF\073
    RETURN NULL\073
END';

CREATE OR REPLACE FUNCTION "keep_to_quota"("patient" INTEGER, "at" TIMESTAMPTZ, "more_holds" INTEGER, "most_holds" INTEGER,
    "more_visits" INTEGER, "most_visits" INTEGER, "most_a_day" INTEGER, "account" INTEGER, "most_unproven" INTEGER,
    "used" INTEGER) RETURNS VOID
    LANGUAGE plpgsql VOLATILE
    AS E'
DECLARE
    refusal TEXT := quota_refusal(patient, at, more_holds, most_holds, more_visits, most_visits, most_a_day, account,
        most_unproven, used)\073
BEGIN
    IF refusal IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = refusal, MESSAGE = \'more than the patient may have\'\073
    END IF\073
END';
