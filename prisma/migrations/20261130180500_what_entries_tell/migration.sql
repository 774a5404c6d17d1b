-- Entries tell of more than people: of the set-up of the clinic, of sign-ins, and of what was refused.
ALTER TABLE "audit_entries" ALTER COLUMN "actor_id" DROP NOT NULL;
ALTER TABLE "audit_entries" ALTER COLUMN "subject_id" DROP NOT NULL;
ALTER TABLE "audit_entries" ADD COLUMN "object_type" TEXT;
ALTER TABLE "audit_entries" ADD COLUMN "object_id" TEXT;
ALTER TABLE "audit_entries" ADD COLUMN "outcome" TEXT NOT NULL DEFAULT 'done';
ALTER TABLE "audit_entries" ADD COLUMN "reason" TEXT;
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_outcome" CHECK ("outcome" IN ('done', 'refused'));
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_object"
    CHECK (("object_type" IS NULL) = ("object_id" IS NULL));
