import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { Database } from '#libs/database';
import { userNotFound } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { assertCanAdminister } from '../policy.js';
import { SessionChangesService } from '../sessions/index.js';
import { guardianNotFound } from './dependants.errors.js';
import { type Guardian, GuardianshipsRepository } from './guardianships.repository.js';

/** Guardianships as the dependant sees them, and as an admin does. */
@Injectable()
export class GuardiansService {
  constructor(
    private readonly database: Database,
    private readonly guardianships: GuardianshipsRepository,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /** The actor's guardians. */
  list(actor: Pick<Actor, 'userId'>): Promise<Guardian[]> {
    return this.guardianships.guardiansOf(this.database.client, actor.userId);
  }

  /**
   * Ends a guardianship over the actor.
   *
   * @throws AppError `guardian.not_found`
   */
  end(actor: Pick<Actor, 'userId'>, guardianId: number): Promise<void> {
    return this.endOne(actor.userId, guardianId);
  }

  /**
   * The guardians of a person, for an admin.
   *
   * @throws AppError `auth.forbidden`, `user.not_found`
   */
  async listOf(actor: Actor, userId: number): Promise<Guardian[]> {
    assertCanAdminister(actor);
    const person = await this.guardianships.findPerson(this.database.client, userId);
    if (person === null) throw userNotFound();
    return this.guardianships.guardiansOf(this.database.client, userId);
  }

  /**
   * Ends a guardianship over a person, for an admin.
   *
   * @throws AppError `auth.forbidden`, `guardian.not_found`
   */
  async endOf(actor: Actor, userId: number, guardianId: number): Promise<void> {
    assertCanAdminister(actor);
    await this.endOne(userId, guardianId);
  }

  /** The guardian's next request sees nothing of the dependant any more. */
  private async endOne(dependantId: number, guardianId: number): Promise<void> {
    const now = this.clock.date();
    await this.sessions.commit(now, async (queries, sessions) => {
      const ended = await this.guardianships.end(queries, dependantId, now, guardianId);
      if (ended.length === 0) throw guardianNotFound();
      sessions.reconsider(ended);
    });
  }
}
