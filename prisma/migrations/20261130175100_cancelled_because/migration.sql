-- What cancelled a visit that no one decided to cancel: a request that had no answer until its start, or the patient's death.
CREATE TYPE "cancellation_cause" AS ENUM ('unanswered', 'deceased');
ALTER TABLE "appointments" ADD COLUMN "cancelled_because" "cancellation_cause";
UPDATE "appointments" a SET "cancelled_because" = h."reason"::"cancellation_cause"
    FROM "appointment_history" h
    WHERE h."appointment_id" = a."id" AND h."version" = a."version" AND a."status" = 'cancelled'
        AND h."from_status" IN ('pending', 'confirmed')
        AND (h."reason" = 'unanswered' AND h."actor_id" IS NULL OR h."reason" = 'deceased'
            AND EXISTS (SELECT FROM "users" u WHERE u."id" = a."user_id" AND u."deceased_on" IS NOT NULL));
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_cancelled_because"
    CHECK ("cancelled_because" IS NULL OR "status" = 'cancelled');
