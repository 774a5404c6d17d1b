-- A trigger without arguments has NULL for their list, and nothing is distinct from NULL less NULL.
CREATE OR REPLACE FUNCTION "raise_version"() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE
    unread text[] := coalesce(TG_ARGV, ''{}'')\073
BEGIN
    IF to_jsonb(NEW) - unread IS DISTINCT FROM to_jsonb(OLD) - unread THEN
        NEW.version := OLD.version + 1\073
    END IF\073
    RETURN NEW\073
END';
