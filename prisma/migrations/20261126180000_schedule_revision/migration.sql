-- One number that changes with whatever a calendar depends on beside bookings, in the transaction that changes it: who
-- has computed a calendar sees by it that nothing has changed since.
CREATE TABLE "schedule_revision" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "revision" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "schedule_revision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "schedule_revision_is_one" CHECK ("id")
);

INSERT INTO "schedule_revision" DEFAULT VALUES;

-- The engine that applies this splits it at every semicolon, so inside of the body they are written as \073.
CREATE FUNCTION "raise_schedule_revision"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    UPDATE schedule_revision SET revision = revision + 1\073
    RETURN NULL\073
END';

CREATE TRIGGER "doctors_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "doctors"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_schedule_revision"();
CREATE TRIGGER "locations_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "locations"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_schedule_revision"();
CREATE TRIGGER "visit_types_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "visit_types"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_schedule_revision"();
CREATE TRIGGER "doctor_visit_types_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "doctor_visit_types"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_schedule_revision"();
CREATE TRIGGER "schedule_windows_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "schedule_windows"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_schedule_revision"();
CREATE TRIGGER "schedule_exceptions_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "schedule_exceptions"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_schedule_revision"();
CREATE TRIGGER "location_closures_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "location_closures"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_schedule_revision"();
