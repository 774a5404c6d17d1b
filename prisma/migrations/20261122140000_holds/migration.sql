-- A hold is an appointment that nobody has confirmed yet. It keeps its time until it expires.
ALTER TABLE "appointments" ADD COLUMN "hold_expires_at" TIMESTAMPTZ(3);
ALTER TABLE "appointments" ADD COLUMN "hold_extended" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "appointments" ADD CONSTRAINT "appointments_hold"
    CHECK (("status" = 'held') <= ("hold_expires_at" IS NOT NULL) AND ("hold_expires_at" IS NULL OR "status" IN ('held', 'cancelled')));
