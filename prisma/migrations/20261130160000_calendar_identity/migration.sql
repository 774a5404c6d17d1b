-- The name after the @ in the UIDs of visits. It is the host of the first address that this installation had, as it
-- stands in the mails that were sent, and stays when the host changes.
CREATE TABLE "calendar_domain" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL,

    CONSTRAINT "calendar_domain_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "calendar_domain_one" CHECK ("id")
);

-- How often what visits show of a place has changed, and when it last did.
ALTER TABLE "locations" ADD COLUMN "place_revision" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "locations" ADD COLUMN "place_changed_at" TIMESTAMPTZ(3);
