-- A request that a service has signed is acted on once, whichever gateway it reaches.
CREATE TABLE "service_requests" (
    "service" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_requests_pkey" PRIMARY KEY ("service", "nonce")
);
CREATE INDEX "service_requests_expires_at_idx" ON "service_requests" ("expires_at");
