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
import { type Letter, PersonalMessagesRepository } from '#libs/notifications';

/** How an erasure is asked for. */
export interface ErasureRequest {
  readonly password: string;
  /** Whether visits to come are cancelled with it; else they are in the way */
  readonly cancelVisits?: boolean | undefined;
}

/** An erasure in its transaction. */
interface Erasing {
  readonly queries: Queries;
  readonly sessions: SessionChanges;
  readonly now: Date;
  /** Who has visits to come cancelled; none: they are in the way */
  readonly cancelledBy: number | undefined;
}

/**
 * Erases users who ask for it with their password, and dependants whose guardian does: each lib erases what it keeps, in
 * one transaction with the cancellations and the mail that tells of it. What happened at the clinic, and which user saw it,
 * stays under the bare number of the account.
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
  async erase(actor: Actor, request: ErasureRequest): Promise<void> {
    await this.passwords.assertCorrect(actor, request.password);
    await this.commit(actor, 'self', request, async (erasing) => {
      const cancelled: number[] = [];
      for (const person of await this.accounts.erasedWith(actor, erasing.queries))
        cancelled.push(...(await this.erasePerson(erasing, person)));
      await erasing.sessions.end(actor.userId);
      return cancelled;
    });
  }

  /**
   * Erases a dependant whose only guardian is the actor.
   *
   * @throws AppError `auth.wrong_password`, `dependant.not_found`, `dependant.has_account`, `dependant.has_guardians`,
   *   `account.has_visits`
   */
  async eraseDependant(actor: Actor, dependantId: number, request: ErasureRequest): Promise<void> {
    await this.accounts.assertDecidesFor(actor, dependantId);
    await this.passwords.assertCorrect(actor, request.password);
    await this.commit(actor, 'dependant', request, async (erasing) => {
      await this.accounts.assertCanErase(actor, erasing.queries, dependantId);
      return this.erasePerson(erasing, dependantId);
    });
  }

  /**
   * Everything in one transaction, so that a crash leaves either nothing of it or all: the events of the cancellations stand
   * in the outbox, and the letter in the ledger, once the person is erased.
   *
   * @param work returns the visits that it has cancelled
   */
  private async commit(
    { userId }: Actor,
    about: Letter['about'],
    { cancelVisits = false }: ErasureRequest,
    work: (erasing: Erasing) => Promise<number[]>,
  ): Promise<void> {
    const now = this.clock.date();
    const cancelled = await this.sessions.commit(now, async (queries, sessions) => {
      // The address is read while there is one.
      const reader = await this.messages.readerOf(queries, userId);
      const cancelledBy = cancelVisits ? userId : undefined;
      const appointmentIds = await work({ queries, sessions, now, cancelledBy });
      if (reader !== undefined)
        await this.messages.writeLetter(queries, { ...reader, about, appointmentIds }, now);
      return appointmentIds;
    });
    this.visits.cancelled(cancelled);
  }

  private async erasePerson(erasing: Erasing, userId: number): Promise<number[]> {
    const cancelled: number[] = [];
    for (const recordId of await this.accounts.recordsOf(erasing.queries, userId))
      cancelled.push(...(await this.eraseRecord(erasing, recordId)));
    return cancelled;
  }

  private async eraseRecord(
    { queries, sessions, now, cancelledBy }: Erasing,
    userId: number,
  ): Promise<number[]> {
    // The account comes first: the lock on its row keeps bookings out while the visits are looked at.
    sessions.reconsider(await this.accounts.eraseFor(queries, userId, now));
    const cancelled = await this.visits.eraseFor(queries, userId, now, cancelledBy);
    await this.messages.eraseFor(queries, userId);
    return cancelled;
  }
}
