import { Injectable } from '@nestjs/common';
import { invalidInput } from '#libs/common';
import { Database } from '#libs/database';
import { userNotFound } from './auth.errors.js';
import { LinksService } from './links.service.js';
import { PasswordsService } from './passwords.service.js';
import { type User, UsersRepository } from './users.repository.js';

/** Who has an account. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordsService,
    private readonly links: LinksService,
  ) {}

  /**
   * Opens a patient's account, and has a link sent by which they prove that the address is theirs.
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

  /** @throws AppError `user.not_found` */
  async find(id: number): Promise<User> {
    const user = await this.users.findById(id);
    if (user === null) throw userNotFound();
    return user;
  }

  /**
   * Changes what an account is called by. Another address takes the password, because mail to it opens the account.
   *
   * @throws AppError `auth.wrong_password`, `request.invalid`, `user.username_taken`, `user.email_taken`, `auth.busy`
   */
  async change(
    userId: number,
    changes: { username?: string; email?: string; name?: string | null; currentPassword?: string },
  ): Promise<User> {
    const { currentPassword, ...names } = changes;
    const before = await this.find(userId);
    const isMoving = names.email !== undefined && names.email !== before.email;
    if (isMoving) {
      if (currentPassword === undefined)
        throw invalidInput({ pointer: '/currentPassword', detail: 'is needed to change the e-mail address' });
      await this.passwords.check(userId, currentPassword);
    } else delete names.email;
    return this.database.transaction(async (queries) => {
      const user = await this.users.rename(queries, userId, names);
      if (!isMoving) return user;
      // What was sent to the old address must not open the account any more.
      await this.links.useUp(queries, userId, 'password_reset');
      await this.links.useUp(queries, userId, 'email_verification');
      await this.links.request(queries, user, 'email_verification', 'user.email_verification_requested.v1');
      return user;
    });
  }

  /**
   * Whose account a sign-in is meant for, so that its name and its e-mail address count as one.
   *
   * @param login a username or an e-mail address, in any case
   */
  async idForSignIn(login: string): Promise<number | undefined> {
    return (await this.users.findForSignIn(login))?.id;
  }
}
