CREATE TYPE "channel" AS ENUM ('in_app', 'email', 'sms', 'push');
CREATE TYPE "occasion" AS ENUM ('booked', 'confirmed', 'moved', 'cancelled', 'reminder', 'digest', 'email_verification', 'password_reset', 'invitation', 'claim', 'guardianship');
CREATE TYPE "delivery_state" AS ENUM ('planned', 'sent', 'failed', 'skipped', 'uncertain');

CREATE TABLE "deliveries" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "occasion" "occasion" NOT NULL,
    "channel" "channel" NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "user_id" INTEGER,
    "appointment_id" INTEGER,
    "link_id" UUID,
    "version" INTEGER,
    "status" "appointment_status",
    "starts_at" TIMESTAMPTZ(3),
    "offset_minutes" INTEGER,
    "day" DATE,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doubts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "provider_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "notification_preferences" (
    "user_id" INTEGER NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT,
    "phone" TEXT,
    "quiet_from_minute" SMALLINT,
    "quiet_to_minute" SMALLINT,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_preferences_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "push_subscriptions" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "calendar_feeds" (
    "user_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("user_id")
);

CREATE UNIQUE INDEX "deliveries_key_key" ON "deliveries"("key");
CREATE INDEX "deliveries_appointment_id_idx" ON "deliveries"("appointment_id");
CREATE INDEX "deliveries_user_id_id_idx" ON "deliveries"("user_id", "id" DESC);
CREATE INDEX "deliveries_link_id_idx" ON "deliveries"("link_id");
CREATE UNIQUE INDEX "push_subscriptions_endpoint_key" ON "push_subscriptions"("endpoint");
CREATE INDEX "push_subscriptions_user_id_idx" ON "push_subscriptions"("user_id");
CREATE UNIQUE INDEX "calendar_feeds_token_hash_key" ON "calendar_feeds"("token_hash");

ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "account_links"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the senders look for: a small part of a table that keeps everything.
CREATE INDEX "deliveries_open" ON "deliveries" ("channel", "due_at") WHERE "state" IN ('planned', 'uncertain');
CREATE INDEX "deliveries_provider_id" ON "deliveries" ("channel", "provider_id") WHERE "provider_id" IS NOT NULL;
CREATE INDEX "notification_preferences_unplanned" ON "notification_preferences" ("changed_at")
    WHERE "planned_at" IS NULL OR "planned_at" < "changed_at";

-- Two reminders may tell of one version.
ALTER TABLE "notifications" ADD COLUMN "offset_minutes" INTEGER NOT NULL DEFAULT 0;
DROP INDEX "notifications_appointment_id_user_id_channel_type_version_key";
CREATE UNIQUE INDEX "notifications_once" ON "notifications"("appointment_id", "user_id", "channel", "type", "version", "offset_minutes");
