-- Where a patient is known: a location with a visit of theirs, with an entry of the waitlist that may lead to a visit
-- there, or whose front desk wrote them down. The front desk of no other location finds them without a reason.
CREATE TABLE "patient_places" (
    "user_id" INTEGER NOT NULL,
    "location_id" INTEGER NOT NULL,

    CONSTRAINT "patient_places_pkey" PRIMARY KEY ("user_id", "location_id"),
    CONSTRAINT "patient_places_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "patient_places_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "patient_places_location_id_user_id_idx" ON "patient_places" ("location_id", "user_id");

-- Looks at patients beyond one's own places: each opens the record to one member of staff until it ends.
CREATE TABLE "patient_looks" (
    "id" SERIAL NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "reason" TEXT,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "patient_looks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "patient_looks_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "patient_looks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "patient_looks_actor_id_ends_at_idx" ON "patient_looks" ("actor_id", "ends_at");
CREATE INDEX "patient_looks_user_id_idx" ON "patient_looks" ("user_id");

-- The locations where a wish for a visit may lead: the one that it names, or those of the doctors who will do.
-- The engine that applies this splits it at every semicolon, so inside of bodies they are written as \073.
CREATE FUNCTION "places_sought"("doctor" INTEGER, "wanted" TEXT, "place" INTEGER) RETURNS SETOF INTEGER
    LANGUAGE sql STABLE
    AS 'SELECT place WHERE place IS NOT NULL
        UNION SELECT p.location_id FROM doctors d CROSS JOIN LATERAL (
            SELECT d.location_id UNION SELECT w.location_id FROM schedule_windows w WHERE w.doctor_id = d.id) AS p
        WHERE place IS NULL AND p.location_id IS NOT NULL
            AND (d.id = doctor OR d.search_specialization = search_text(wanted))';

-- A hold is no visit yet: it would open a record to any front desk that knows its number.
CREATE FUNCTION "patient_is_known_by_visit"() RETURNS trigger
    LANGUAGE plpgsql VOLATILE
    AS E'
BEGIN
    INSERT INTO patient_places (user_id, location_id) VALUES (NEW.user_id, NEW.location_id) ON CONFLICT DO NOTHING\073
    RETURN NULL\073
END';
CREATE TRIGGER "appointments_new_place" AFTER INSERT ON "appointments"
    FOR EACH ROW WHEN (NEW."hold_expires_at" IS NULL) EXECUTE FUNCTION "patient_is_known_by_visit"();
CREATE TRIGGER "appointments_place" AFTER UPDATE OF "user_id", "location_id", "hold_expires_at" ON "appointments"
    FOR EACH ROW WHEN (NEW."hold_expires_at" IS NULL AND (OLD."hold_expires_at" IS NOT NULL
        OR OLD."user_id" <> NEW."user_id" OR OLD."location_id" <> NEW."location_id"))
    EXECUTE FUNCTION "patient_is_known_by_visit"();

CREATE FUNCTION "patient_is_known_by_wish"() RETURNS trigger
    LANGUAGE plpgsql VOLATILE
    AS E'
BEGIN
    INSERT INTO patient_places (user_id, location_id)
        SELECT NEW.user_id, places_sought(NEW.doctor_id, NEW.specialization, NEW.location_id) ON CONFLICT DO NOTHING\073
    RETURN NULL\073
END';
CREATE TRIGGER "waitlist_entries_place" AFTER INSERT OR UPDATE OF "user_id" ON "waitlist_entries"
    FOR EACH ROW EXECUTE FUNCTION "patient_is_known_by_wish"();

INSERT INTO "patient_places" ("user_id", "location_id")
    SELECT DISTINCT "user_id", "location_id" FROM "appointments" WHERE "hold_expires_at" IS NULL
    UNION SELECT e."user_id", places_sought(e."doctor_id", e."specialization", e."location_id") FROM "waitlist_entries" e;
