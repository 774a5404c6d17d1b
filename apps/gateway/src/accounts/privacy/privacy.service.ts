import { Injectable } from '@nestjs/common';
import { type PersonalVisits, VisitPrivacyService } from '#libs/appointments';
import { AuditService } from '#libs/audit';
import { AccountPrivacyService, type Actor, type PersonalAccount } from '#libs/auth';
import { Database } from '#libs/database';
import { type PersonalMessages, PersonalMessagesRepository } from '#libs/notifications';

/** Everything that is kept about a person, as the person gets it. */
export interface PersonalRecord extends PersonalAccount, PersonalVisits, PersonalMessages {
  /** Which other users saw or changed the person's data */
  readonly audit: object[];
}

/** Exports what each lib keeps about a person. */
@Injectable()
export class PrivacyService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountPrivacyService,
    private readonly visits: VisitPrivacyService,
    private readonly messages: PersonalMessagesRepository,
    private readonly audit: AuditService,
  ) {}

  /** Everything about the actor, of one instant. */
  export(actor: Pick<Actor, 'userId'>): Promise<PersonalRecord> {
    return this.exportOf(actor.userId);
  }

  /**
   * Everything about a dependant for whom the actor decides, of one instant.
   *
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async exportDependant(actor: Pick<Actor, 'userId'>, dependantId: number): Promise<PersonalRecord> {
    await this.accounts.assertDecidesFor(actor, dependantId);
    return this.exportOf(dependantId);
  }

  private exportOf(userId: number): Promise<PersonalRecord> {
    return this.database.snapshot(async (queries) => ({
      ...(await this.accounts.exportFor(userId, queries)),
      ...(await this.visits.exportFor(userId, queries)),
      ...(await this.messages.exportFor(userId, queries)),
      audit: await this.audit.exportFor(userId, queries),
    }));
  }
}
