-- CreateEnum
CREATE TYPE "link_purpose" AS ENUM ('email_verification', 'password_reset', 'invitation');

ALTER TABLE "users" ADD COLUMN "email_verified_at" TIMESTAMPTZ(3);

CREATE TABLE "account_links" (
    "id" UUID NOT NULL,
    "purpose" "link_purpose" NOT NULL,
    "user_id" INTEGER,
    "email" CITEXT NOT NULL,
    "role" "role",
    "location_ids" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_links_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "account_links_user_id_idx" ON "account_links"("user_id");

ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An invitation is for somebody who has no account yet, and says what they will be.
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_invitation"
    CHECK (("purpose" = 'invitation') = ("user_id" IS NULL) AND ("purpose" = 'invitation') = ("role" IS NOT NULL));
