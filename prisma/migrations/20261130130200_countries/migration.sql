-- Where numbers without a country code are dialled. Left out it is the country of the location's time zone.
ALTER TABLE "locations" ADD COLUMN "country" TEXT;
ALTER TABLE "locations" ADD CONSTRAINT "locations_country" CHECK ("country" ~ '^[A-Z]{2}$');
