import { Injectable } from '@nestjs/common';
import { AuditService } from '#libs/audit';
import { type Actor, PatientSearchService, type PatientLookRequest, type PatientRecord } from '#libs/auth';
import { noteRecorded } from '#libs/common';
import { Database } from '#libs/database';

/** Looks at patients beyond the own places. */
@Injectable()
export class PatientLooksService {
  constructor(
    private readonly database: Database,
    private readonly patients: PatientSearchService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Finds patients in the whole clinic. Each look is noted, with its reason in the audit log: without the note, no patient
   * is shown.
   *
   * @throws AppError `auth.forbidden`, `auth.elsewhere`
   */
  async look(actor: Actor, request: PatientLookRequest): Promise<readonly PatientRecord[]> {
    const { found, ids } = await this.database.transaction(async (queries) => {
      const found = await this.patients.look(actor, queries, request);
      const ids = found.map(({ id }) => id);
      const { reason } = request;
      await this.audit.record(actor, 'POST /users/patients/looks', ids, { reason, queries });
      return { found, ids };
    });
    noteRecorded(ids);
    return found;
  }
}
