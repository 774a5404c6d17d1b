-- A new value of an enum serves from the next transaction on.
ALTER TABLE "account_links" DROP CONSTRAINT "account_links_guardianship";
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_guardianship"
    CHECK (("purpose" = 'guardianship') = ("relationship" IS NOT NULL)
        AND ("purpose" IN ('claim', 'guardianship', 'email_change', 'email_change_notice')) = ("inviter_id" IS NOT NULL));
