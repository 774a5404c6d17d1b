-- Another address is told to the old one with a link that takes it back, and a second factor that is off to its owner.
ALTER TYPE "link_purpose" ADD VALUE 'email_undo';
ALTER TYPE "link_purpose" ADD VALUE 'factor_removed';
ALTER TYPE "occasion" ADD VALUE 'email_undo';
ALTER TYPE "occasion" ADD VALUE 'factor_removed';
