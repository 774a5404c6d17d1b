import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { type Actor } from '../actor.js';
import { userNotFound } from './accounts.errors.js';
import { LinksService } from '../links/index.js';
import { PasswordsService } from './passwords.service.js';
import { type User, UsersRepository } from './users.repository.js';

/** Opens accounts and finds them. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordsService,
    private readonly links: LinksService,
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
   * The id of the account that a sign-in is meant for, so that its username and its e-mail address count as one.
   *
   * @param login a username or an e-mail address, in any case
   */
  async idForSignIn(login: string): Promise<number | undefined> {
    return (await this.users.findForSignIn(login))?.id;
  }
}
