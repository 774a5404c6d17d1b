-- As keep_to_quota of six parameters, which processes from before still call, with two more bounds: how many bookings are
-- made for a patient within a day, whatever became of them, and what an account may have for itself and its dependants
-- until its e-mail address is proven. One count reads what begins from a day ago on: nothing is booked into the past, so
-- what was made within the day begins then or later.
-- The second lock is of the account: a guardian may book for several patients at once. Patient before account, always.
-- The engine that applies this splits it at every semicolon, so inside of the body they are written as \073.
CREATE FUNCTION "keep_to_quota"("patient" INTEGER, "at" TIMESTAMPTZ, "more_holds" INTEGER, "most_holds" INTEGER,
    "more_visits" INTEGER, "most_visits" INTEGER, "most_a_day" INTEGER, "account" INTEGER, "most_unproven" INTEGER,
    "used" INTEGER) RETURNS VOID
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
        RAISE EXCEPTION USING ERRCODE = \'DK001\', MESSAGE = \'too many holds\'\073
    END IF\073
    IF more_visits > 0 AND visits + more_visits > most_visits THEN
        RAISE EXCEPTION USING ERRCODE = \'DK002\', MESSAGE = \'too many visits\'\073
    END IF\073
    IF more_visits > 0 AND made + more_visits > most_a_day THEN
        RAISE EXCEPTION USING ERRCODE = \'DK004\', MESSAGE = \'too many bookings within a day\'\073
    END IF\073
    -- Null where there is no way to prove an address.
    IF most_unproven IS NULL OR NOT EXISTS (
        SELECT FROM users WHERE id = account AND email_verified_at IS NULL) THEN
        RETURN\073
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
        RAISE EXCEPTION USING ERRCODE = \'DK003\', MESSAGE = \'the address is to be proven first\'\073
    END IF\073
END';
