-- Why an entry of the waitlist expired: its dates passed, three offers lapsed, or what it waits for has retired. Entries
-- that ended before this say nothing.
CREATE TYPE "waitlist_end_reason" AS ENUM ('dates_passed', 'offers_lapsed', 'retired');
ALTER TABLE "waitlist_entries" ADD COLUMN "end_reason" "waitlist_end_reason";
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_end_reason"
    CHECK ("end_reason" IS NULL OR "status" = 'expired');

-- A message about an entry that ended is about no visit.
ALTER TYPE "occasion" ADD VALUE 'waitlist_ended';
ALTER TABLE "notifications" ALTER COLUMN "appointment_id" DROP NOT NULL;
ALTER TABLE "deliveries" ADD COLUMN "waitlist_entry_id" INTEGER;
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_waitlist_entry_id_fkey" FOREIGN KEY ("waitlist_entry_id") REFERENCES "waitlist_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "deliveries_waitlist_entry_id_idx" ON "deliveries"("waitlist_entry_id");
