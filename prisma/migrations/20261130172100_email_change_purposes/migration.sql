-- The front desk asks for another address of an account: a link to the new one, and word of it to the old one.
ALTER TYPE "link_purpose" ADD VALUE 'email_change';
ALTER TYPE "link_purpose" ADD VALUE 'email_change_notice';
ALTER TYPE "occasion" ADD VALUE 'email_change';
ALTER TYPE "occasion" ADD VALUE 'email_change_notice';
