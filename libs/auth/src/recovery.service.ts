import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { linkInvalid } from './auth.errors.js';
import { LinksService } from './links.service.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';
import { UsersRepository } from './users.repository.js';

/** What somebody does who holds a link from a mail: set a forgotten password, prove an address. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly database: Database,
    private readonly links: LinksService,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
  ) {}

  /** Has a link sent to the address if it belongs to an account; nothing tells whether it does. */
  async requestReset(email: string): Promise<void> {
    await this.links.request(
      this.database.client,
      { email },
      'password_reset',
      'user.password_reset_requested.v1',
    );
  }

  /**
   * Sets another password and ends all sessions. Whoever holds the link reads the mail of its address.
   *
   * @throws AppError `auth.link_invalid`, `request.invalid` for a password that is not accepted, `auth.busy`
   */
  async resetPassword(token: string, newPassword: string): Promise<void> {
    const link = await this.links.open(token, 'password_reset');
    const user = link.userId === null ? null : await this.users.findById(link.userId);
    if (user === null) throw linkInvalid();
    const password = await this.passwords.accept(newPassword, user, '/newPassword');
    const ended = await this.database.transaction(async (queries) => {
      await this.links.use(queries, link);
      await this.links.useUp(queries, user.id, 'password_reset');
      await this.users.setPassword(queries, user.id, password);
      await this.users.setVerified(queries, user.id, link.email, this.links.now());
      return this.sessions.endIn(queries, user.id);
    });
    await this.sessions.changed(ended);
  }

  /** Has a link sent to whoever is signed in, unless their address is proven already. */
  async requestVerification(userId: number): Promise<void> {
    await this.links.request(
      this.database.client,
      { id: userId },
      'email_verification',
      'user.email_verification_requested.v1',
    );
  }

  /** @throws AppError `auth.link_invalid`, also when the address has changed since it was sent */
  async verifyEmail(token: string): Promise<void> {
    const link = await this.links.open(token, 'email_verification');
    await this.database.transaction(async (queries) => {
      await this.links.use(queries, link);
      const isTheirs =
        link.userId !== null &&
        (await this.users.setVerified(queries, link.userId, link.email, this.links.now()));
      if (!isTheirs) throw linkInvalid();
    });
  }
}
