import { Injectable } from '@nestjs/common';
import { Clock, fieldError, invalidInput } from '#libs/common';
import { Database } from '#libs/database';
import { type Actor } from '../actor.js';
import { userNotFound } from './accounts.errors.js';
import { LinksService } from '../links/index.js';
import { PasswordsService } from './passwords.service.js';
import { type User, UsersRepository } from './users.repository.js';

/** Opens accounts and changes their names. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordsService,
    private readonly links: LinksService,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a patient's account, and has a link sent by which the patient proves the e-mail address.
   *
   * @throws AppError `request.invalid` for a password that is not accepted, `user.username_taken`, `user.email_taken`,
   *   `auth.busy`
   */
  async register(account: {
    username: string;
    email: string;
    password: string;
    name?: string | null;
  }): Promise<User> {
    const password = await this.passwords.accept(account.password, account, '/password');
    return this.database.transaction(async (queries) => {
      const user = await this.users.create(queries, { ...account, password });
      await this.links.request(queries, user, 'email_verification', 'user.registered.v1');
      return user;
    });
  }

  /**
   * The actor's account.
   *
   * @throws AppError `user.not_found`
   */
  async find({ userId }: Pick<Actor, 'userId'>): Promise<User> {
    const user = await this.users.findById(userId);
    if (user === null) throw userNotFound();
    return user;
  }

  /**
   * Changes the names of the actor's account. Another address takes the password, because mail to it opens the account.
   *
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError `auth.wrong_password`, `request.invalid`, `request.version_mismatch`, `user.username_taken`,
   *   `user.email_taken`, `auth.busy`
   */
  async change(
    actor: Pick<Actor, 'userId'>,
    changes: { username?: string; email?: string; name?: string | null; currentPassword?: string },
    expectedVersion?: number,
  ): Promise<User> {
    const { currentPassword, ...names } = changes;
    const { userId } = actor;
    const before = await this.find(actor);
    const isMoving = names.email !== undefined && names.email !== before.email;
    if (isMoving) {
      if (currentPassword === undefined)
        throw invalidInput(fieldError('/currentPassword', 'field.required_with', { other: 'email' }));
      await this.passwords.assertCorrect(actor, currentPassword);
    } else delete names.email;
    return this.database.transaction(async (queries) => {
      const user = await this.users.rename(queries, userId, names, expectedVersion);
      if (!isMoving) return user;
      const now = this.clock.date();
      // What was sent to the old address must not open the account any more.
      await this.links.useUp(queries, userId, 'password_reset', now);
      await this.links.useUp(queries, userId, 'email_verification', now);
      await this.links.useUp(queries, userId, 'email_change', now);
      await this.links.request(queries, user, 'email_verification', 'user.email_verification_requested.v1');
      return user;
    });
  }

  /**
   * The id of the account that a sign-in is meant for, so that its username and its e-mail address count as one.
   *
   * @param login a username or an e-mail address, in any case
   */
  async idForSignIn(login: string): Promise<number | undefined> {
    return (await this.users.findForSignIn(login))?.id;
  }
}
