-- The first local date on which a doctor, a location or a visit type cannot be booked any more, and why. The triggers of
-- "schedule_revision" fire on every UPDATE of these tables, so that kept rules and searches see a change at once.
ALTER TABLE "doctors" ADD COLUMN "retires_on" DATE, ADD COLUMN "retirement_reason" TEXT;
ALTER TABLE "locations" ADD COLUMN "retires_on" DATE, ADD COLUMN "retirement_reason" TEXT;
ALTER TABLE "visit_types" ADD COLUMN "retires_on" DATE, ADD COLUMN "retirement_reason" TEXT;
