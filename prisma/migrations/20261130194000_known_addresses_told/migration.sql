-- Who opens an account with an address that another one has proven is told so there.
ALTER TYPE "link_purpose" ADD VALUE 'email_known';
ALTER TYPE "occasion" ADD VALUE 'email_known';
