-- Refresh tokens are numbered now and recomputed from a key, so that any of them that comes again is known as a copy.
-- The tokens in people's hands are of the old form: everybody signs in again.
DELETE FROM "sessions";

ALTER TABLE "sessions"
    DROP COLUMN "refresh_hash",
    DROP COLUMN "previous_refresh_hash",
    DROP COLUMN "refreshed_at",
    ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "rotated_at" TIMESTAMPTZ(3),
    ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    ADD COLUMN "user_agent" TEXT;
