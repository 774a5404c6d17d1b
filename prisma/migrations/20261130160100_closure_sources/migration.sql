-- Where an imported closure comes from, so that the next edition of the file moves it or opens the date again. A closure
-- that was made by hand has none of the three and is not touched by an import, and neither is one from before this.
ALTER TABLE "location_closures"
    ADD COLUMN "source_calendar" TEXT,
    ADD COLUMN "source_uid" TEXT,
    ADD COLUMN "source_occurrence" TEXT,
    ADD CONSTRAINT "location_closures_source" CHECK (num_nonnulls("source_calendar", "source_uid", "source_occurrence") IN (0, 3));
