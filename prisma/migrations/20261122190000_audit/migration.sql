-- Who saw or changed whose data. Kept apart from what it tells of: erasing a person leaves the entries.
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "request_id" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "audit_entries_subject_id_id_idx" ON "audit_entries"("subject_id", "id" DESC);
CREATE INDEX "audit_entries_actor_id_id_idx" ON "audit_entries"("actor_id", "id" DESC);

-- The apps work as this role, whatever they sign in as. Roles belong to the whole server: it may be there already, and
-- another database of the same server may make it at this very moment.
-- The engine that applies this splits it at every semicolon, so inside of the blocks they are written as \073.
DO E'
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = \'docket_app\') THEN
        CREATE ROLE docket_app NOLOGIN\073
    END IF\073
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL\073
END';
DO E'
BEGIN
    IF NOT pg_has_role(current_user, \'docket_app\', \'MEMBER\') THEN
        EXECUTE format(\'GRANT docket_app TO %I\', current_user)\073
    END IF\073
END';

GRANT USAGE ON SCHEMA public TO "docket_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "docket_app";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "docket_app";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "docket_app";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "docket_app";

-- What was written stays written.
REVOKE UPDATE, DELETE ON "audit_entries" FROM "docket_app";
DO E'
BEGIN
    IF to_regclass(\'public._prisma_migrations\') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM docket_app\073
    END IF\073
END';

-- The one way in which entries go: by age, and never younger than a year.
CREATE FUNCTION "forget_audit_entries"("retention_days" INTEGER) RETURNS BIGINT
    LANGUAGE sql SECURITY DEFINER SET search_path = public
    AS $$
        WITH gone AS (
            DELETE FROM audit_entries
            WHERE occurred_at < now() - make_interval(days => greatest(retention_days, 365)) RETURNING 1)
        SELECT count(*) FROM gone
    $$;
REVOKE ALL ON FUNCTION "forget_audit_entries"(INTEGER) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "forget_audit_entries"(INTEGER) TO "docket_app";
