-- What is spent of the budgets of messages: one row for each address, number and account that was written to lately.
CREATE TABLE "message_budgets" (
    "subject" TEXT NOT NULL,
    "full_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_budgets_pkey" PRIMARY KEY ("subject")
);

ALTER TABLE "deliveries" ADD COLUMN "is_collected" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX "account_links_email_idx" ON "account_links"("email");
