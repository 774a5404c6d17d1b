import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { type Actor } from '../actor.js';
import { DependantsService, GuardianshipsRepository } from '../dependants/index.js';
import { canEraseDependant } from '../policy.js';
import { type PersonalAccount, PersonalAccountsRepository } from './personal-accounts.repository.js';
import { hasGuardians } from './privacy.errors.js';

/** What erasing and exporting a person mean for accounts. */
@Injectable()
export class AccountPrivacyService {
  constructor(
    private readonly accounts: PersonalAccountsRepository,
    private readonly guardianships: GuardianshipsRepository,
    private readonly dependants: DependantsService,
  ) {}

  /**
   * Asks that the actor decides what becomes of a dependant's data.
   *
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async assertDecidesFor(actor: Pick<Actor, 'userId'>, dependantId: number): Promise<void> {
    await this.dependants.assertDecidesFor(actor, dependantId);
  }

  /**
   * The people who are erased with the actor: the actor, and dependants without an account and another guardian, for whom
   * no other person could ask.
   */
  async erasedWith({ userId }: Pick<Actor, 'userId'>, queries: Queries): Promise<number[]> {
    return [userId, ...(await this.guardianships.dependantsOnlyOf(queries, userId))];
  }

  /** The records of a person: the person's own, and those that were merged into it. */
  recordsOf(queries: Queries, userId: number): Promise<number[]> {
    return this.accounts.recordsOf(queries, userId);
  }

  /**
   * Locks a dependant that the actor is about to erase.
   *
   * @throws AppError `dependant.has_guardians` unless the actor is the only guardian
   */
  async assertCanErase(actor: Pick<Actor, 'userId'>, queries: Queries, dependantId: number): Promise<void> {
    await this.guardianships.lock(queries, dependantId);
    const person = await this.guardianships.findPerson(queries, dependantId);
    if (person === null || !canEraseDependant(actor, person)) throw hasGuardians();
  }

  /**
   * Erases a person's account, and ends the person's guardianships on both sides. It comes before what other libs erase:
   * the person's row is locked from here on, so that no booking slips in.
   *
   * @returns the guardians until now
   */
  async eraseFor(queries: Queries, userId: number, now: Date): Promise<number[]> {
    await this.accounts.erase(queries, userId, now);
    await this.guardianships.endAllOf(queries, userId, now);
    return this.guardianships.end(queries, userId, now);
  }

  exportFor(userId: number, queries: Queries): Promise<PersonalAccount> {
    return this.accounts.find(queries, userId);
  }
}
