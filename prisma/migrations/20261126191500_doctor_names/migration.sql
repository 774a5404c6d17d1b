-- Names are looked for without regard to case and accents: who types "jose muller" means José Müller.
CREATE EXTENSION IF NOT EXISTS unaccent;

-- unaccent() itself is only STABLE, because its dictionary could be altered, and so no index may use it. Nobody alters it
-- here. The body is parsed once, now, so that it means the same whatever the search_path is later.
CREATE FUNCTION "search_text"("value" text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(unaccent('unaccent', "value"));

DROP INDEX "doctors_name_trgm";
CREATE INDEX "doctors_name_search" ON "doctors" USING GIN (search_text("name") gin_trgm_ops);
