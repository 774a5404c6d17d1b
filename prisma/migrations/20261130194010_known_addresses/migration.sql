-- Where mail is sent, an address belongs to one account alone from the moment that its reader has proven it. Before that,
-- several accounts may name it, so that no answer tells whether one does.
ALTER TABLE "users" ADD COLUMN "email_is_exclusive" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "users" ADD CONSTRAINT "users_proven_is_exclusive" CHECK ("email_is_exclusive" OR "email_verified_at" IS NULL);

CREATE UNIQUE INDEX "users_email_exclusive" ON "users"("email") WHERE "email_is_exclusive";
CREATE UNIQUE INDEX "users_email_key_exclusive" ON "users"("email_key") WHERE "email_is_exclusive";
CREATE INDEX "users_email_key_idx" ON "users"("email_key");
DROP INDEX "users_email_key";
DROP INDEX "users_email_key_key";
