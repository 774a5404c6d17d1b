-- An e-mail address is one whatever the case of its letters and the form of its characters, in a database of any collation.
-- User names are ASCII, of which every collation knows the case.
CREATE FUNCTION "text_key"("value" text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(lower(upper(normalize("value", NFKC) COLLATE "und-x-icu") COLLATE "und-x-icu"), U&'\03c2', U&'\03c3') COLLATE "C";

ALTER TABLE "users" ADD COLUMN "email_key" TEXT COLLATE "C";

-- Accounts that are one by now stay two: the first has the key, and the others keep their own spelling.
UPDATE "users" u SET "email_key" = text_key("email"::text)
    WHERE "email" IS NOT NULL AND NOT EXISTS (
        SELECT FROM "users" o WHERE o."id" < u."id" AND text_key(o."email"::text) = text_key(u."email"::text));

CREATE UNIQUE INDEX "users_email_key_key" ON "users"("email_key");

CREATE FUNCTION "keep_email_key"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    IF TG_OP = ''INSERT'' OR NEW.email::text IS DISTINCT FROM OLD.email::text THEN
        NEW.email_key := text_key(NEW.email::text)\073
    ELSE
        NEW.email_key := OLD.email_key\073
    END IF\073
    RETURN NEW\073
END';
CREATE TRIGGER "users_email_key" BEFORE INSERT OR UPDATE OF "email", "email_key" ON "users"
    FOR EACH ROW EXECUTE FUNCTION "keep_email_key"();
