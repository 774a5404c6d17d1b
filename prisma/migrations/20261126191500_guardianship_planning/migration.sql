-- Who begins or ends to care for somebody has the reminders of visits that stand already planned anew. Which of the two
-- was planned for is kept rather than when, as the clocks of two gateways may disagree.
ALTER TABLE "guardianships" ADD COLUMN "planned_as_ended" BOOLEAN;
CREATE INDEX "guardianships_unplanned" ON "guardianships" ("id")
    WHERE "planned_as_ended" IS DISTINCT FROM ("ended_at" IS NOT NULL);
GRANT UPDATE ("planned_as_ended") ON "guardianships" TO "docket_app";
