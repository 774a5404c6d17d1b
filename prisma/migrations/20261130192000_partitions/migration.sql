-- What is kept by age goes by age: a partition is dropped whole instead of its rows one by one. Partitions live in a
-- schema of their own, in which the apps have no rights: what they may do, they may do to the whole table alone.
-- What is there already becomes the first partition as it stands. No row is written again: indexes are made and checks
-- are read beside running apps, and each table is locked for the renaming alone.
-- The engine that applies this splits it at every semicolon, so inside of the bodies they are written as \073.
CREATE SCHEMA "partitions";

-- Each partition with its end, and without one the partition that takes what fits no other.
CREATE VIEW "partitions"."standing" AS
    SELECT p.relname::text AS parent, c.oid AS partition,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS until,
        pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' AS is_default
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        JOIN pg_class p ON p.oid = i.inhparent AND p.relnamespace = 'public'::regnamespace AND p.relkind = 'p';

-- outbox_events, beside what works with it. A row that is written meanwhile keeps to the check, as its end is weeks away.
DROP INDEX IF EXISTS "outbox_events_before_pkey";
CREATE UNIQUE INDEX CONCURRENTLY "outbox_events_before_pkey" ON "outbox_events" ("id", "occurred_at");
DROP INDEX IF EXISTS "outbox_events_before_event";
CREATE UNIQUE INDEX CONCURRENTLY "outbox_events_before_event" ON "outbox_events" ("event_id", "occurred_at");
ALTER TABLE "outbox_events" DROP CONSTRAINT IF EXISTS "outbox_events_before_end";
DO E'
BEGIN
    EXECUTE format(\'ALTER TABLE outbox_events ADD CONSTRAINT outbox_events_before_end CHECK (occurred_at < %L) NOT VALID\',
        date_trunc(\'week\', now(), \'UTC\') + interval \'2 weeks\')\073
END';
ALTER TABLE "outbox_events" VALIDATE CONSTRAINT "outbox_events_before_end";
DO E'
DECLARE
    ends timestamptz := date_trunc(\'week\', now(), \'UTC\') + interval \'2 weeks\'\073
BEGIN
    ALTER TABLE outbox_events DROP CONSTRAINT outbox_events_pkey,
        ADD CONSTRAINT outbox_events_before_pkey PRIMARY KEY USING INDEX outbox_events_before_pkey\073
    DROP INDEX outbox_events_event_id_key\073
    ALTER SEQUENCE outbox_events_id_seq OWNED BY NONE\073
    ALTER TABLE outbox_events RENAME TO outbox_events_before\073
    ALTER TABLE outbox_events_before SET SCHEMA partitions\073
    CREATE TABLE public.outbox_events (LIKE partitions.outbox_events_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
        CONSTRAINT outbox_events_pkey PRIMARY KEY (id, occurred_at)) PARTITION BY RANGE (occurred_at)\073
    ALTER TABLE outbox_events DROP CONSTRAINT outbox_events_before_end\073
    ALTER SEQUENCE outbox_events_id_seq OWNED BY outbox_events.id\073
    CREATE UNIQUE INDEX outbox_events_event_id_occurred_at_key ON outbox_events (event_id, occurred_at)\073
    CREATE INDEX outbox_events_unpublished ON outbox_events (id) WHERE published_at IS NULL\073
    CREATE INDEX outbox_events_published ON outbox_events (published_at) WHERE published_at IS NOT NULL\073
    EXECUTE format(\'ALTER TABLE outbox_events ATTACH PARTITION partitions.outbox_events_before FOR VALUES FROM (MINVALUE) TO (%L)\', ends)\073
    CREATE TABLE partitions.outbox_events_default PARTITION OF public.outbox_events DEFAULT\073
    -- Events go by forget_outbox_events alone. It also keeps a process from before from deleting by the place of a row in a
    -- partition, which is that of other rows in the others.
    GRANT SELECT, INSERT, UPDATE ON outbox_events TO docket_app\073
    REVOKE DELETE ON outbox_events FROM docket_app\073
    IF NOT EXISTS (SELECT FROM outbox_events) THEN
        DROP TABLE partitions.outbox_events_before\073
    END IF\073
END';

-- audit_entries, beside what works with it. A row that is written meanwhile keeps to the check, as its end is weeks away.
DROP INDEX IF EXISTS "audit_entries_before_pkey";
CREATE UNIQUE INDEX CONCURRENTLY "audit_entries_before_pkey" ON "audit_entries" ("id", "occurred_at");
ALTER TABLE "audit_entries" DROP CONSTRAINT IF EXISTS "audit_entries_before_end";
DO E'
BEGIN
    EXECUTE format(\'ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_before_end CHECK (occurred_at < %L) NOT VALID\',
        date_trunc(\'quarter\', now(), \'UTC\') + interval \'6 months\')\073
END';
ALTER TABLE "audit_entries" VALIDATE CONSTRAINT "audit_entries_before_end";
DO E'
DECLARE
    ends timestamptz := date_trunc(\'quarter\', now(), \'UTC\') + interval \'6 months\'\073
BEGIN
    ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_pkey,
        ADD CONSTRAINT audit_entries_before_pkey PRIMARY KEY USING INDEX audit_entries_before_pkey\073
    ALTER SEQUENCE audit_entries_id_seq OWNED BY NONE\073
    ALTER TABLE audit_entries RENAME TO audit_entries_before\073
    ALTER TABLE audit_entries_before SET SCHEMA partitions\073
    CREATE TABLE public.audit_entries (LIKE partitions.audit_entries_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
        CONSTRAINT audit_entries_pkey PRIMARY KEY (id, occurred_at)) PARTITION BY RANGE (occurred_at)\073
    ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_before_end\073
    ALTER SEQUENCE audit_entries_id_seq OWNED BY audit_entries.id\073
    CREATE INDEX audit_entries_subject_id_id_idx ON audit_entries (subject_id, id DESC)\073
    CREATE INDEX audit_entries_actor_id_id_idx ON audit_entries (actor_id, id DESC)\073
    EXECUTE format(\'ALTER TABLE audit_entries ATTACH PARTITION partitions.audit_entries_before FOR VALUES FROM (MINVALUE) TO (%L)\', ends)\073
    CREATE TABLE partitions.audit_entries_default PARTITION OF public.audit_entries DEFAULT\073
    GRANT SELECT, INSERT ON audit_entries TO docket_app\073
    REVOKE UPDATE, DELETE ON audit_entries FROM docket_app\073
    IF NOT EXISTS (SELECT FROM audit_entries) THEN
        DROP TABLE partitions.audit_entries_before\073
    END IF\073
END';

-- Makes the partitions of this period and the next where there are none, and those of a time in which nothing
-- did: what came meanwhile moves into them. It locks a table for the moment in which a partition joins, and gives up when
-- it has waited for a second.
CREATE FUNCTION "make_partitions"() RETURNS INTEGER
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET "TimeZone" = 'UTC' SET lock_timeout = '1s'
    AS E'
DECLARE
    kind record\073
    step interval\073
    name text\073
    since timestamptz\073
    until timestamptz\073
    made integer := 0\073
BEGIN
    PERFORM pg_advisory_xact_lock(731440)\073
    FOR kind IN SELECT * FROM (VALUES (\'outbox_events\', \'week\'), (\'audit_entries\', \'quarter\')) k (parent, step) LOOP
        step := CASE kind.step WHEN \'quarter\' THEN interval \'3 months\' ELSE interval \'1 week\' END\073
        SELECT CASE WHEN max(s.until) IS NULL THEN date_trunc(kind.step, now())
                ELSE greatest(max(s.until), date_trunc(kind.step, now() - 10 * step)) END INTO since
            FROM partitions.standing s WHERE s.parent = kind.parent\073
        WHILE since < now() + step LOOP
            until := date_trunc(kind.step, since) + step\073
            name := kind.parent || to_char(since, \'_YYYY_MM_DD\')\073
            EXECUTE format(\'CREATE TABLE partitions.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)\', name, kind.parent)\073
            EXECUTE format(\'WITH stray AS (DELETE FROM partitions.%I WHERE occurred_at >= %L AND occurred_at < %L RETURNING *)
                INSERT INTO partitions.%I SELECT * FROM stray\', kind.parent || \'_default\', since, until, name)\073
            EXECUTE format(\'ALTER TABLE public.%I ATTACH PARTITION partitions.%I FOR VALUES FROM (%L) TO (%L)\',
                kind.parent, name, since, until)\073
            since := until\073
            made := made + 1\073
        END LOOP\073
    END LOOP\073
    RETURN made\073
END';

-- Forgets events that were published a week ago: a partition when nothing in it waits or was published since, and rows
-- that are in no partition of their own, 5,000 at a time. Returns how many went (of whole partitions it is an estimate).
CREATE FUNCTION "forget_outbox_events"() RETURNS BIGINT
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '1s'
    AS E'
DECLARE
    old record\073
    is_needed boolean\073
    gone bigint := 0\073
    deleted bigint\073
BEGIN
    PERFORM pg_advisory_xact_lock(731440)\073
    FOR old IN SELECT s.partition::regclass AS name, greatest(c.reltuples, 1)::bigint AS size
            FROM partitions.standing s JOIN pg_class c ON c.oid = s.partition
            WHERE s.parent = \'outbox_events\' AND s.until < now() - interval \'7 days\' LOOP
        EXECUTE format(\'SELECT EXISTS (SELECT FROM %1$s WHERE published_at IS NULL)
            OR EXISTS (SELECT FROM %1$s WHERE published_at > now() - interval \'\'7 days\'\')\', old.name) INTO is_needed\073
        CONTINUE WHEN is_needed\073
        -- Who sends events again may have begun meanwhile.
        LOCK TABLE ONLY outbox_events IN ACCESS EXCLUSIVE MODE\073
        EXECUTE format(\'SELECT EXISTS (SELECT FROM %s WHERE published_at IS NULL)\', old.name) INTO is_needed\073
        CONTINUE WHEN is_needed\073
        EXECUTE format(\'DROP TABLE %s\', old.name)\073
        gone := gone + old.size\073
    END LOOP\073
    DELETE FROM partitions.outbox_events_default WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM partitions.outbox_events_default WHERE published_at < now() - interval \'7 days\'
        LIMIT 5000 FOR UPDATE SKIP LOCKED))\073
    GET DIAGNOSTICS deleted = ROW_COUNT\073
    RETURN gone + deleted\073
END';

-- As before, the one way in which entries of the audit log go: by age, and never younger than a year. A partition goes
-- when all of it is old enough, and so up to a quarter later.
CREATE OR REPLACE FUNCTION "forget_audit_entries"("retention_days" INTEGER) RETURNS BIGINT
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '1s'
    AS E'
DECLARE
    latest timestamptz := now() - make_interval(days => greatest(retention_days, 365))\073
    old record\073
    gone bigint := 0\073
    deleted bigint\073
BEGIN
    PERFORM pg_advisory_xact_lock(731440)\073
    FOR old IN SELECT s.partition::regclass AS name, greatest(c.reltuples, 1)::bigint AS size
            FROM partitions.standing s JOIN pg_class c ON c.oid = s.partition
            WHERE s.parent = \'audit_entries\' AND s.until < latest LOOP
        EXECUTE format(\'DROP TABLE %s\', old.name)\073
        gone := gone + old.size\073
    END LOOP\073
    -- Ids are given out in the order of time, so that the first are the oldest. Only these partitions hold more than their period.
    FOR old IN SELECT s.partition::regclass AS name FROM partitions.standing s
            WHERE s.parent = \'audit_entries\' AND (s.is_default OR s.partition = to_regclass(\'partitions.audit_entries_before\')) LOOP
        EXECUTE format(\'DELETE FROM %1$s WHERE ctid = ANY(ARRAY(SELECT first.ctid FROM (
            SELECT ctid, occurred_at FROM %1$s ORDER BY id LIMIT 5000) first WHERE first.occurred_at < %2$L))\', old.name, latest)\073
        GET DIAGNOSTICS deleted = ROW_COUNT\073
        gone := gone + deleted\073
    END LOOP\073
    RETURN gone\073
END';

-- For how long there are partitions, of the table that has them for the shortest time, and how many rows, up to 1,000 of
-- each table, are in no partition of their own.
CREATE FUNCTION "partition_standing"(OUT "ahead_seconds" FLOAT8, OUT "stray" INTEGER)
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT (SELECT min(extract(epoch FROM last - now())) FROM (
                SELECT coalesce(max(s.until), now()) AS last
                FROM partitions.standing s GROUP BY s.parent) AS ends)::float8,
            (SELECT count(*) FROM (
                (SELECT FROM partitions.outbox_events_default LIMIT 1000)
                UNION ALL (SELECT FROM partitions.audit_entries_default LIMIT 1000)) AS rows)::int
    $$;

REVOKE ALL ON FUNCTION "make_partitions"(), "forget_outbox_events"(), "partition_standing"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "make_partitions"(), "forget_outbox_events"(), "partition_standing"() TO "docket_app";

SELECT make_partitions();
