-- A number of what several people change: it rises with every change, in the statement that makes it, and a writer who
-- has read another one is refused.
CREATE FUNCTION "raise_version"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    IF to_jsonb(NEW) - TG_ARGV IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV THEN
        NEW.version := OLD.version + 1\073
    END IF\073
    RETURN NEW\073
END';

ALTER TABLE "users" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "guardianships" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "locations" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "visit_types" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "notification_preferences" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
-- A doctor's weekly hours and visit types are rows of their own, so their versions are the doctor's.
ALTER TABLE "doctors" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "week_version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "offers_version" INTEGER NOT NULL DEFAULT 1;

-- The columns that are named are no part of what is read and changed.
CREATE TRIGGER "users_version" BEFORE UPDATE ON "users"
    FOR EACH ROW EXECUTE FUNCTION "raise_version"('password', 'security_version');
CREATE TRIGGER "guardianships_version" BEFORE UPDATE ON "guardianships"
    FOR EACH ROW EXECUTE FUNCTION "raise_version"('planned_as_ended');
CREATE TRIGGER "locations_version" BEFORE UPDATE ON "locations"
    FOR EACH ROW EXECUTE FUNCTION "raise_version"();
CREATE TRIGGER "visit_types_version" BEFORE UPDATE ON "visit_types"
    FOR EACH ROW EXECUTE FUNCTION "raise_version"();
CREATE TRIGGER "notification_preferences_version" BEFORE UPDATE ON "notification_preferences"
    FOR EACH ROW EXECUTE FUNCTION "raise_version"('changed_at', 'planned_at');
CREATE TRIGGER "doctors_version" BEFORE UPDATE ON "doctors"
    FOR EACH ROW EXECUTE FUNCTION "raise_version"('week_version', 'offers_version');
