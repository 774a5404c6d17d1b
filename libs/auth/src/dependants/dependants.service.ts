import { Injectable } from '@nestjs/common';
import { assertVersion, Clock } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import { type Actor } from '../actor.js';
import { notSignedIn } from '../auth.errors.js';
import { canDecideFor, isGuardianOf, type Person } from '../policy.js';
import { SessionChangesService } from '../sessions/index.js';
import { dependantHasAccount, dependantNotFound, tooManyDependants } from './dependants.errors.js';
import {
  type Dependant,
  type Guardian,
  GuardianshipsRepository,
  type NewDependant,
} from './guardianships.repository.js';

/** Enough for any family; a session carries all of them. */
export const mostDependants = 20;

type Guarding = Pick<Actor, 'userId'>;

/** The actor's dependants: the actor books for them, and sees their visits, until the guardianship ends. */
@Injectable()
export class DependantsService {
  constructor(
    private readonly database: Database,
    private readonly guardianships: GuardianshipsRepository,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  list(actor: Guarding): Promise<Dependant[]> {
    return this.guardianships.dependantsOf(this.database.client, actor.userId);
  }

  /** @throws AppError `dependant.not_found` */
  find(actor: Guarding, dependantId: number): Promise<Dependant> {
    return this.read(actor, dependantId, this.database.client);
  }

  /** @throws AppError `dependant.too_many` */
  async add(actor: Guarding, dependant: NewDependant): Promise<Dependant> {
    const now = this.clock.date();
    const guardianId = actor.userId;
    return this.sessions.commit(now, async (queries, sessions) => {
      await this.makeRoom(actor, queries);
      const dependantId = await this.guardianships.addPerson(queries, dependant, now);
      const { relationship } = dependant;
      await this.guardianships.begin(queries, { guardianId, dependantId, relationship }, now);
      sessions.reconsider([guardianId]);
      return this.read(actor, dependantId, queries);
    });
  }

  /**
   * Changes what is known of a dependant.
   *
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError `dependant.not_found`, `request.version_mismatch`; `dependant.has_account` for the name or the
   *   birthday of a dependant with an account
   */
  async change(
    actor: Guarding,
    dependantId: number,
    changes: Partial<NewDependant>,
    expectedVersion?: number,
  ): Promise<Dependant> {
    return this.database.transaction(async (queries) => {
      await this.guardianships.lockDependant(queries, actor.userId, dependantId);
      const before = await this.read(actor, dependantId, queries);
      assertVersion(before, expectedVersion);
      const { hasAccount } = before;
      if (hasAccount && (changes.name !== undefined || changes.birthDate !== undefined))
        throw dependantHasAccount();
      await this.guardianships.change(queries, actor.userId, dependantId, changes);
      return this.read(actor, dependantId, queries);
    });
  }

  /**
   * Ends the actor's own guardianship.
   *
   * @throws AppError `dependant.not_found`
   */
  async end(actor: Guarding, dependantId: number): Promise<void> {
    const now = this.clock.date();
    const ended = await this.sessions.commit(now, async (queries, sessions) => {
      const guardians = await this.guardianships.end(queries, dependantId, now, actor.userId);
      sessions.reconsider(guardians);
      return guardians;
    });
    if (ended.length === 0) throw dependantNotFound();
  }

  /**
   * All guardians of a dependant of the actor.
   *
   * @throws AppError `dependant.not_found`, also for the dependant of other guardians
   */
  async guardiansOf(actor: Guarding, dependantId: number): Promise<Guardian[]> {
    const { client } = this.database;
    await this.read(actor, dependantId, client);
    return this.guardianships.guardiansOf(client, dependantId);
  }

  /**
   * Asks that the actor decides for a dependant: the dependant has no account, and the actor is a guardian.
   *
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async assertDecidesFor(
    actor: Guarding,
    dependantId: number,
    queries: Queries = this.database.client,
  ): Promise<Person> {
    const person = await this.guardianships.findPerson(queries, dependantId);
    if (person === null || !isGuardianOf(actor, person)) throw dependantNotFound();
    if (!canDecideFor(actor, person)) throw dependantHasAccount();
    return person;
  }

  /**
   * Locks a guardian who is about to have one more dependant in this transaction.
   *
   * @returns the guardian's dependants
   * @throws AppError `dependant.too_many`
   */
  async makeRoom({ userId }: Guarding, queries: Queries): Promise<readonly Dependant[]> {
    if (!(await this.guardianships.lock(queries, userId))) throw notSignedIn();
    const dependants = await this.guardianships.dependantsOf(queries, userId);
    if (dependants.length >= mostDependants) throw tooManyDependants(mostDependants);
    return dependants;
  }

  private async read({ userId }: Guarding, dependantId: number, queries: Queries): Promise<Dependant> {
    const dependant = await this.guardianships.find(queries, userId, dependantId);
    if (dependant === null) throw dependantNotFound();
    return dependant;
  }
}
