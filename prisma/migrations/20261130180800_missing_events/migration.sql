-- By when events were published, to be compared with the inboxes of their consumers and to be cleared away.
CREATE INDEX "outbox_events_published" ON "outbox_events" ("published_at") WHERE "published_at" IS NOT NULL;

-- A consumer also notes what it has put aside as a dead letter: that is not missing.
ALTER TABLE "inbox_events" ADD COLUMN "given_up" BOOLEAN NOT NULL DEFAULT false;

-- How far the outbox has been compared with the inbox of a consumer.
CREATE TABLE "event_comparisons" (
    "consumer" TEXT NOT NULL,
    "compared_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_comparisons_pkey" PRIMARY KEY ("consumer")
);

-- Events that were published and that a consumer has neither handled nor kept.
CREATE TABLE "missing_events" (
    "event_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "replays" INTEGER NOT NULL DEFAULT 0,
    "replayed_at" TIMESTAMPTZ(3),

    CONSTRAINT "missing_events_pkey" PRIMARY KEY ("event_id", "consumer")
);
