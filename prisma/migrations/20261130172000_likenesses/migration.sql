-- The last patients of one birth date, however many share it.
DROP INDEX "users_birth_date_idx";
CREATE INDEX "users_birth_date_id_idx" ON "users"("birth_date", "id");

-- Where accounts are offered: a patient is known by that address before the account is opened.
CREATE INDEX "account_links_offered" ON "account_links" (text_key("email"::text)) WHERE "purpose" = 'claim' AND "used_at" IS NULL;
