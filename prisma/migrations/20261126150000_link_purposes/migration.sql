-- Apart from what uses them: PostgreSQL knows new values of an enum once they are committed.
ALTER TYPE "link_purpose" ADD VALUE 'claim';
ALTER TYPE "link_purpose" ADD VALUE 'guardianship';
