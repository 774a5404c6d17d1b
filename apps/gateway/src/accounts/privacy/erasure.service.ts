import { Injectable } from '@nestjs/common';
import { VisitPrivacyService } from '#libs/appointments';
import {
  AccountPrivacyService,
  type Actor,
  PasswordsService,
  type SessionChanges,
  SessionChangesService,
} from '#libs/auth';
import { Clock } from '#libs/common';
import { type Queries } from '#libs/database';
import { PersonalMessagesRepository } from '#libs/notifications';

/**
 * Erases users who ask for it with their password, and dependants whose guardian does: each lib erases what it keeps, in
 * one transaction. What happened at the clinic, and which user saw it, stays under the bare number of the account.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly accounts: AccountPrivacyService,
    private readonly visits: VisitPrivacyService,
    private readonly messages: PersonalMessagesRepository,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Erases the actor, and the dependants who have no other guardian.
   *
   * @throws AppError `auth.wrong_password`, `account.has_visits`: nothing was erased
   */
  async erase(actor: Actor, password: string): Promise<void> {
    await this.passwords.assertCorrect(actor, password);
    const now = this.clock.date();
    await this.sessions.commit(now, async (queries, sessions) => {
      for (const person of await this.accounts.erasedWith(actor, queries))
        await this.erasePerson(queries, sessions, person, now);
      await sessions.end(actor.userId);
    });
  }

  /**
   * Erases a dependant whose only guardian is the actor.
   *
   * @throws AppError `auth.wrong_password`, `dependant.not_found`, `dependant.has_account`, `dependant.has_guardians`,
   *   `account.has_visits`
   */
  async eraseDependant(actor: Actor, dependantId: number, password: string): Promise<void> {
    await this.accounts.assertDecidesFor(actor, dependantId);
    await this.passwords.assertCorrect(actor, password);
    const now = this.clock.date();
    await this.sessions.commit(now, async (queries, sessions) => {
      await this.accounts.assertCanErase(actor, queries, dependantId);
      await this.erasePerson(queries, sessions, dependantId, now);
    });
  }

  private async erasePerson(
    queries: Queries,
    sessions: SessionChanges,
    userId: number,
    now: Date,
  ): Promise<void> {
    for (const recordId of await this.accounts.recordsOf(queries, userId))
      await this.eraseRecord(queries, sessions, recordId, now);
  }

  private async eraseRecord(
    queries: Queries,
    sessions: SessionChanges,
    userId: number,
    now: Date,
  ): Promise<void> {
    // The account comes first: the lock on its row keeps bookings out while the visits are looked at.
    sessions.reconsider(await this.accounts.eraseFor(queries, userId, now));
    await this.visits.eraseFor(queries, userId, now);
    await this.messages.eraseFor(queries, userId);
  }
}
