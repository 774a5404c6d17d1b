-- CreateEnum
CREATE TYPE "relationship" AS ENUM ('child', 'parent', 'partner', 'other');

-- A dependant is a patient who has no account yet: known by a name, with nothing to sign in with.
ALTER TABLE "users"
    ALTER COLUMN "username" DROP NOT NULL,
    ALTER COLUMN "email" DROP NOT NULL,
    ALTER COLUMN "password" DROP NOT NULL,
    ADD COLUMN "name" TEXT,
    ADD COLUMN "birth_date" DATE;

ALTER TABLE "users" ADD CONSTRAINT "users_account"
    CHECK (num_nonnulls("username", "email", "password") IN (0, 3));
ALTER TABLE "users" ADD CONSTRAINT "users_dependant"
    CHECK ("username" IS NOT NULL OR ("name" IS NOT NULL AND "role" = 'patient'));

CREATE TABLE "guardianships" (
    "id" SERIAL NOT NULL,
    "guardian_id" INTEGER NOT NULL,
    "dependant_id" INTEGER NOT NULL,
    "relationship" "relationship" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "guardianships_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "guardianships_guardian_id_idx" ON "guardianships"("guardian_id");
CREATE INDEX "guardianships_dependant_id_idx" ON "guardianships"("dependant_id");

ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_guardian_id_fkey" FOREIGN KEY ("guardian_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_dependant_id_fkey" FOREIGN KEY ("dependant_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Two people are bound once at a time, and nobody to themselves.
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_standing"
    EXCLUDE USING btree ("guardian_id" WITH =, "dependant_id" WITH =) WHERE ("ended_at" IS NULL);
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_two_people" CHECK ("guardian_id" <> "dependant_id");

ALTER TABLE "account_links" ADD COLUMN "inviter_id" INTEGER, ADD COLUMN "relationship" "relationship";
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_inviter_id_fkey" FOREIGN KEY ("inviter_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who made it must be known of a link that opens another person's data.
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_guardianship"
    CHECK (("purpose" = 'guardianship') = ("relationship" IS NOT NULL)
        AND ("purpose" IN ('claim', 'guardianship')) = ("inviter_id" IS NOT NULL));

-- The apps end a link between people and never take it back: who could see whose visits, and when, stays known.
REVOKE UPDATE, DELETE ON "guardianships" FROM "docket_app";
GRANT UPDATE ("relationship", "ended_at") ON "guardianships" TO "docket_app";
