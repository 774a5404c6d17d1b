-- A doctor is reminded of a request that waits for an answer.
ALTER TYPE "occasion" ADD VALUE 'awaiting_answer';

-- Doctors who chose what they want to hear, and want to hear of new visits over a channel, hear of it over the same.
UPDATE "notification_preferences" p
SET "choices" = (
    SELECT jsonb_object_agg(c.key, CASE
        WHEN c.value -> 'occasions' ? 'booked'
        THEN jsonb_set(c.value, '{occasions}', (c.value -> 'occasions') || '["awaiting_answer"]'::jsonb)
        ELSE c.value END)
    FROM jsonb_each(p."choices") c)
FROM "users" u
WHERE u."id" = p."user_id" AND u."role" = 'doctor' AND p."choices" <> '{}'::jsonb;
