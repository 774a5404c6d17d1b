-- The last mail to a person whose data was erased. Its address goes once it is sent, or given up.
ALTER TYPE "occasion" ADD VALUE 'erased';
ALTER TABLE "deliveries" ADD COLUMN "letter" JSONB;
-- It names no account, and stands only while there is still a try to come.
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_letter"
    CHECK ("letter" IS NULL OR ("user_id" IS NULL AND "state" IN ('planned', 'uncertain') AND "doubts" < 2));
CREATE INDEX "deliveries_letters" ON "deliveries"("expires_at") WHERE "letter" IS NOT NULL;
