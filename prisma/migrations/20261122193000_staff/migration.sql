ALTER TABLE "users" ADD COLUMN "security_version" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "staff_locations" (
    "user_id" INTEGER NOT NULL,
    "location_id" INTEGER NOT NULL,

    CONSTRAINT "staff_locations_pkey" PRIMARY KEY ("user_id","location_id")
);

CREATE INDEX "staff_locations_location_id_idx" ON "staff_locations"("location_id");

ALTER TABLE "staff_locations" ADD CONSTRAINT "staff_locations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "staff_locations" ADD CONSTRAINT "staff_locations_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Until now staff worked everywhere.
INSERT INTO "staff_locations" ("user_id", "location_id")
    SELECT "users"."id", "locations"."id" FROM "users", "locations" WHERE "users"."role" = 'staff';
