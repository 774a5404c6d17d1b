import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { linkInvalid } from './auth.errors.js';
import { GuardianshipsRepository } from './guardianships.repository.js';
import { LinksService } from './links.service.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';
import { type User, UsersRepository } from './users.repository.js';

/** How a dependant comes to an account of their own, and takes their record over. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly database: Database,
    private readonly links: LinksService,
    private readonly guardianships: GuardianshipsRepository,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Opens the dependant's account. Nobody cares for them any more from then on, unless they ask somebody to.
   *
   * @throws AppError `auth.link_invalid`, also when whoever had it sent is no guardian any more; `request.invalid` for a
   *   password that is not accepted, `user.username_taken`, `user.email_taken`, `auth.busy`
   */
  async claim(token: string, chosen: { username: string; password: string }): Promise<User> {
    const link = await this.links.open(token, 'claim');
    const { userId, inviterId, email } = link;
    if (userId === null || inviterId === null) throw linkInvalid();
    const { username } = chosen;
    const password = await this.passwords.accept(chosen.password, { username, email }, '/password');
    const { user, guardians } = await this.database.transaction(async (queries) => {
      await this.guardianships.lock(queries, userId);
      await this.links.use(queries, link);
      const now = this.links.now();
      if ((await this.guardianships.find(queries, inviterId, userId)) === null) throw linkInvalid();
      const user = await this.users.claim(queries, userId, { username, email, password }, now);
      if (user === null) throw linkInvalid();
      await this.links.useUp(queries, userId, 'guardianship');
      return { user, guardians: await this.guardianships.end(queries, userId, now) };
    });
    await this.sessions.reconsider(guardians);
    return user;
  }
}
