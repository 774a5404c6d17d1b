-- The trace (W3C Trace Context) that an event is part of.
ALTER TABLE "outbox_events" ADD COLUMN "traceparent" TEXT;

-- Events that a consumer took and could not handle yet: acknowledged to the broker, and tried again from here.
CREATE TABLE "event_retries" (
    "event_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "envelope" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_retries_pkey" PRIMARY KEY ("event_id", "consumer")
);

CREATE INDEX "event_retries_consumer_available_at_idx" ON "event_retries"("consumer", "available_at");
