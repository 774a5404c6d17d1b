-- What happened to a visit, and what was changed about a patient or a place, stays as it was written.
REVOKE UPDATE, DELETE ON "appointment_history" FROM "docket_app";
REVOKE UPDATE ON "patient_changes" FROM "docket_app";
REVOKE UPDATE, DELETE ON "former_places" FROM "docket_app";

-- Nothing in the apps deletes these: people are erased, doctors and locations leave, visits are cancelled.
REVOKE DELETE ON "users", "doctors", "locations", "visit_types", "appointments" FROM "docket_app";

-- The one thing that goes from the history of visits: what was written about one patient, when they are erased.
CREATE FUNCTION "forget_visit_reasons"("of_user_id" INTEGER) RETURNS VOID
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        UPDATE appointment_history h SET reason = NULL
        FROM appointments a
        WHERE h.appointment_id = a.id AND a.user_id = of_user_id AND h.reason IS NOT NULL
    $$;
REVOKE ALL ON FUNCTION "forget_visit_reasons"(INTEGER) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "forget_visit_reasons"(INTEGER) TO "docket_app";

-- Without pg_temp at the end, PostgreSQL looks there first: a temporary table of that name, with a trigger, would have run
-- the caller's code with the owner's rights.
ALTER FUNCTION "forget_audit_entries"(INTEGER) SET search_path = public, pg_temp;

-- A database that Prisma's own command had migrated got this table after the rights were given.
DO E'
BEGIN
    IF to_regclass(\'public._prisma_migrations\') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM docket_app\073
    END IF\073
END';
