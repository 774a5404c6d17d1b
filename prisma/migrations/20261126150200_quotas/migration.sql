-- Refuses when a patient would have more holds or visits to come than they may. Called by the statement that books, so
-- that it costs no round trip. The lock makes whoever books for the same patient wait until this transaction is over;
-- the count that follows has a snapshot of its own, as every statement of a volatile function has, and so sees what
-- the one before has committed.
-- Planned once: the plan is the same for everybody, and planning takes four times as long as counting.
-- The engine that applies this splits it at every semicolon, so inside of the body they are written as \073.
CREATE FUNCTION "keep_to_quota"("patient" INTEGER, "at" TIMESTAMPTZ, "more_holds" INTEGER, "most_holds" INTEGER,
    "more_visits" INTEGER, "most_visits" INTEGER) RETURNS VOID
    LANGUAGE plpgsql VOLATILE SET plan_cache_mode = force_generic_plan
    AS E'
DECLARE
    holds INTEGER\073
    visits INTEGER\073
BEGIN
    -- The first number keeps clear of other locks.
    PERFORM pg_advisory_xact_lock(731407, patient)\073
    SELECT count(*) FILTER (WHERE status = \'held\' AND hold_expires_at > at),
           count(*) FILTER (WHERE status <> \'held\')
        INTO holds, visits
        FROM appointments
        WHERE user_id = patient AND starts_at > at AND status IN (\'held\', \'pending\', \'confirmed\')\073
    IF more_holds > 0 AND holds + more_holds > most_holds THEN
        RAISE EXCEPTION USING ERRCODE = \'DK001\', MESSAGE = \'too many holds\'\073
    END IF\073
    IF more_visits > 0 AND visits + more_visits > most_visits THEN
        RAISE EXCEPTION USING ERRCODE = \'DK002\', MESSAGE = \'too many visits\'\073
    END IF\073
END';
