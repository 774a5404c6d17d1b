import { Injectable } from '@nestjs/common';
import { Clock, fieldError, invalidInput } from '#libs/common';
import { Database } from '#libs/database';
import { EmailChangesService, type User, userNotFound, UsersRepository } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { LinksService } from '../links/index.js';
import { type Proof, ProofsService } from './proofs.service.js';

/** Changes what an account is called and signs in with. */
@Injectable()
export class NameChangesService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly proofs: ProofsService,
    private readonly emails: EmailChangesService,
    private readonly links: LinksService,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes the names of the actor's account. Another address takes proof, because mail to it opens the account; the old one
   * gets a link that takes the change back.
   *
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError `auth.wrong_password`, `auth.wrong_code`, `request.invalid`, `request.version_mismatch`,
   *   `user.username_taken`, `user.email_taken`, `auth.busy`
   */
  async change(
    actor: Pick<Actor, 'userId'>,
    changes: { username?: string; email?: string; name?: string | null } & Partial<Proof>,
    expectedVersion?: number,
  ): Promise<User> {
    const { currentPassword, code, ...names } = changes;
    const { userId } = actor;
    const before = await this.users.findById(userId);
    if (before === null) throw userNotFound();
    const isMoving = names.email !== undefined && names.email !== before.email;
    if (isMoving) {
      if (currentPassword === undefined)
        throw invalidInput(fieldError('/currentPassword', 'field.required_with', { other: 'email' }));
      await this.proofs.assertShown(actor, { currentPassword, code });
    } else delete names.email;
    return this.database.transaction(async (queries) => {
      const user = await this.users.rename(queries, userId, names, expectedVersion);
      if (!isMoving) return user;
      await this.emails.note(queries, before, this.clock.date());
      await this.links.request(queries, user, 'email_verification', 'user.email_verification_requested.v1');
      return user;
    });
  }
}
