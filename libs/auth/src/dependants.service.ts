import { Injectable } from '@nestjs/common';
import { Database, type Queries } from '#libs/database';
import {
  dependantHasAccount,
  dependantNotFound,
  guardianNotFound,
  notSignedIn,
  tooManyDependants,
  userNotFound,
} from './auth.errors.js';
import {
  type Dependant,
  type Guardian,
  GuardianshipsRepository,
  type NewDependant,
} from './guardianships.repository.js';
import { SessionLifetimes } from './session-lifetimes.js';
import { SessionsService } from './sessions.service.js';

/** Enough for any family; a session carries all of them. */
export const mostDependants = 20;

/** Whom somebody cares for: they book for them, and see their visits, until it is ended. */
@Injectable()
export class DependantsService {
  constructor(
    private readonly database: Database,
    private readonly guardianships: GuardianshipsRepository,
    private readonly sessions: SessionsService,
    private readonly lifetimes: SessionLifetimes,
  ) {}

  list(guardianId: number): Promise<Dependant[]> {
    return this.guardianships.dependantsOf(this.database.client, guardianId);
  }

  /** @throws AppError `dependant.not_found`, also for somebody whom others care for */
  find(guardianId: number, dependantId: number): Promise<Dependant> {
    return this.findIn(this.database.client, guardianId, dependantId);
  }

  /**
   * Somebody who leaves such things to their guardians, having no account.
   *
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async findWithoutAccount(guardianId: number, dependantId: number): Promise<Dependant> {
    const dependant = await this.find(guardianId, dependantId);
    if (dependant.hasAccount) throw dependantHasAccount();
    return dependant;
  }

  /** @throws AppError `dependant.too_many` */
  async add(guardianId: number, dependant: NewDependant): Promise<Dependant> {
    const { now } = this.lifetimes.times();
    const added = await this.database.transaction(async (queries) => {
      await this.makeRoom(queries, guardianId);
      const dependantId = await this.guardianships.addPerson(queries, dependant, now);
      const { relationship } = dependant;
      await this.guardianships.begin(queries, { guardianId, dependantId, relationship }, now);
      return this.findIn(queries, guardianId, dependantId);
    });
    await this.sessions.reconsider([guardianId]);
    return added;
  }

  /**
   * Changes what is known of a dependant.
   *
   * @throws AppError `dependant.not_found`; `dependant.has_account` for their name or birthday
   */
  async change(guardianId: number, dependantId: number, changes: Partial<NewDependant>): Promise<Dependant> {
    return this.database.transaction(async (queries) => {
      const { hasAccount } = await this.findIn(queries, guardianId, dependantId);
      if (hasAccount && (changes.name !== undefined || changes.birthDate !== undefined))
        throw dependantHasAccount();
      await this.guardianships.change(queries, guardianId, dependantId, changes);
      return this.findIn(queries, guardianId, dependantId);
    });
  }

  /** @throws AppError `user.not_found` */
  async guardiansOf(dependantId: number): Promise<Guardian[]> {
    const { client } = this.database;
    const guardians = await this.guardianships.guardiansOf(client, dependantId);
    if (guardians.length === 0 && !(await this.guardianships.isPerson(client, dependantId)))
      throw userNotFound();
    return guardians;
  }

  /**
   * Ends what binds two people: the guardian's next request sees nothing of the other any more.
   *
   * @throws AppError `guardian.not_found`
   */
  async end(guardianId: number, dependantId: number): Promise<void> {
    const { now } = this.lifetimes.times();
    const ended = await this.guardianships.end(this.database.client, dependantId, now, guardianId);
    if (ended.length === 0) throw guardianNotFound();
    await this.sessions.reconsider(ended);
  }

  /**
   * Sees to it that a guardian can have one more dependant in this transaction.
   *
   * @throws AppError `dependant.too_many`
   */
  async makeRoom(queries: Queries, guardianId: number): Promise<readonly Dependant[]> {
    if (!(await this.guardianships.lock(queries, guardianId))) throw notSignedIn();
    const dependants = await this.guardianships.dependantsOf(queries, guardianId);
    if (dependants.length >= mostDependants) throw tooManyDependants(mostDependants);
    return dependants;
  }

  private async findIn(queries: Queries, guardianId: number, dependantId: number): Promise<Dependant> {
    const dependant = await this.guardianships.find(queries, guardianId, dependantId);
    if (dependant === null) throw dependantNotFound();
    return dependant;
  }
}
