-- Patients with visits to come are told of a place that is called something else, has moved or has another clock.
ALTER TYPE "occasion" ADD VALUE 'location_changed';

-- What a place was until a change. A recipient who knows that is told of the change.
CREATE TABLE "former_places" (
    "location_id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "time_zone" TEXT NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_places_pkey" PRIMARY KEY ("location_id", "revision"),
    CONSTRAINT "former_places_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

ALTER TABLE "deliveries" ADD COLUMN "location_id" INTEGER;
ALTER TABLE "deliveries" ADD COLUMN "place_revision" INTEGER;
CREATE INDEX "deliveries_location_id" ON "deliveries"("location_id") WHERE "location_id" IS NOT NULL;

-- Who chose what to hear, and wants to hear of moved visits over a channel, hears of moved places over the same.
UPDATE "notification_preferences" p
SET "choices" = (
    SELECT jsonb_object_agg(c.key, CASE
        WHEN c.value -> 'occasions' ? 'moved'
        THEN jsonb_set(c.value, '{occasions}', (c.value -> 'occasions') || '["location_changed"]'::jsonb)
        ELSE c.value END)
    FROM jsonb_each(p."choices") c)
WHERE p."choices" <> '{}'::jsonb;
