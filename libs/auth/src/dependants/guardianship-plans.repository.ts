import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** A guardianship that the messages are to be planned for. */
export interface ChangedGuardianship {
  readonly dependantId: number;
  /** Set when it has ended */
  readonly formerGuardianId: number | null;
}

/** Which guardianships the messages about a dependant's visits are planned for already. */
@Injectable()
export class GuardianshipPlansRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes a guardianship that began or ended since the visits of its dependant were planned, and notes that they are
   * planned for it by the transaction.
   *
   * @returns undefined when there is none
   */
  async takeUnplanned(queries: Queries): Promise<ChangedGuardianship | undefined> {
    return this.database.one<ChangedGuardianship>(
      Prisma.sql`
        UPDATE guardianships SET planned_as_ended = ended_at IS NOT NULL
        WHERE id = (
          SELECT id FROM guardianships WHERE planned_as_ended IS DISTINCT FROM (ended_at IS NOT NULL)
          LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING dependant_id AS "dependantId",
          CASE WHEN ended_at IS NOT NULL THEN guardian_id END AS "formerGuardianId"`,
      queries,
    );
  }
}
