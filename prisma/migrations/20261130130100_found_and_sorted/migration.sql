-- What people look for each other by, and the order of names: the same in every database, whatever its collation. The
-- rules are those of Unicode (ICU, the collation "und-x-icu"), which every build of PostgreSQL that Docket runs on has.

-- Lower case without accents, vowel points and characters that are not seen. libs/common/src/text/folded-text.ts says the
-- same of what is typed into a search, and a test compares the two.
CREATE FUNCTION "plain_text"("lowered" text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN btrim(regexp_replace(
        replace(replace(replace(replace(
            translate(
                regexp_replace(
                    normalize("lowered", NFKD) COLLATE "C",
                    '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670''\u2019\u02bc`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]',
                    '', 'g'),
                U&'\00f8\0142\0111\00f0\0127\0131\03c2\0649\06cc\06a9\0629\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\06f0\06f1\06f2\06f3\06f4\06f5\06f6\06f7\06f8\06f9',
                U&'olddhi\03c3\064a\064a\0643\064701234567890123456789'),
            U&'\00df', 'ss'), U&'\00e6', 'ae'), U&'\0153', 'oe'), U&'\00fe', 'th'),
        '[\s\u0085\u1680\u2028\u2029]+', ' ', 'g'));

-- `Müller` is found by `muller` and by `mueller`: both stand in the text when they differ.
CREATE FUNCTION "spelled_text"("lowered" text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN plain_text(replace(replace(replace(replace(replace("lowered", U&'\00e4', 'ae'), U&'\00f6', 'oe'),
        U&'\00fc', 'ue'), U&'\00e5', 'aa'), U&'\00f8', 'oe'));

DROP INDEX "doctors_name_search";
DROP INDEX "doctors_specialization_trgm";

-- Lists of names: Ä beside A, and no capital letter before a small one.
ALTER TABLE "doctors"
    ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu",
    ALTER COLUMN "specialization" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "locations" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "visit_types" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";

CREATE OR REPLACE FUNCTION "search_text"("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS E'
DECLARE
    lowered text := lower(normalize("value", NFKC) COLLATE "und-x-icu") COLLATE "C"\073
    plain text := plain_text(lowered)\073
    spelled text := spelled_text(lowered)\073
BEGIN
    RETURN CASE WHEN plain = spelled THEN plain ELSE plain || '' '' || spelled END\073
END';

-- Kept by triggers, so that it is true whoever writes.
ALTER TABLE "users" ADD COLUMN "search_text" TEXT COLLATE "C";
ALTER TABLE "doctors" ADD COLUMN "search_name" TEXT COLLATE "C", ADD COLUMN "search_specialization" TEXT COLLATE "C";

CREATE FUNCTION "keep_user_search_text"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    NEW.search_text := search_text(concat_ws('' '', NEW.name, NEW.username, NEW.email))\073
    RETURN NEW\073
END';
CREATE TRIGGER "users_search_text" BEFORE INSERT OR UPDATE OF "name", "username", "email", "search_text" ON "users"
    FOR EACH ROW EXECUTE FUNCTION "keep_user_search_text"();

CREATE FUNCTION "keep_doctor_search_text"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    NEW.search_name := search_text(NEW.name)\073
    NEW.search_specialization := search_text(NEW.specialization)\073
    RETURN NEW\073
END';
CREATE TRIGGER "doctors_search_text"
    BEFORE INSERT OR UPDATE OF "name", "specialization", "search_name", "search_specialization" ON "doctors"
    FOR EACH ROW EXECUTE FUNCTION "keep_doctor_search_text"();

UPDATE "users" SET "search_text" = NULL;
UPDATE "doctors" SET "search_name" = NULL;

CREATE INDEX "users_search_text_trgm" ON "users" USING GIN ("search_text" gin_trgm_ops);
CREATE INDEX "users_birth_date_idx" ON "users"("birth_date");
CREATE INDEX "notification_preferences_phone_trgm" ON "notification_preferences" USING GIN ("phone" gin_trgm_ops);
CREATE INDEX "doctors_search_name_trgm" ON "doctors" USING GIN ("search_name" gin_trgm_ops);
CREATE INDEX "doctors_search_specialization_trgm" ON "doctors" USING GIN ("search_specialization" gin_trgm_ops);
