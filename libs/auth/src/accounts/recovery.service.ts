import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Actor } from '../actor.js';
import { linkInvalid, LinksService } from '../links/index.js';
import { EmailChangesService } from './email-changes.service.js';
import { PasswordsService } from './passwords.service.js';
import { SessionChangesService } from '../sessions/index.js';
import { UsersRepository } from './users.repository.js';

/** A link that is written takes some milliseconds more than none: every answer takes as long as a slow one. */
const resetMilliseconds = 250;

/** What the holder of a link from a mail does: set a forgotten password, prove an e-mail address. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly links: LinksService,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordsService,
    private readonly emails: EmailChangesService,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Has a link sent to the address if it belongs to an account; neither the answer nor how long it takes tells whether it
   * does.
   */
  async requestReset(email: string): Promise<void> {
    const link = this.sessions.commit(this.clock.date(), (queries) =>
      this.links.request(queries, { email }, 'password_reset', 'user.password_reset_requested.v1'),
    );
    await Promise.all([link, pause(resetMilliseconds)]);
  }

  /**
   * Sets another password and ends all sessions. The holder of the link reads the mail of its address, which is so proven.
   *
   * @throws AppError `auth.link_invalid`, `request.invalid` for a password that is not accepted, `user.email_taken` when another
   *   account has proven the address, `auth.busy`
   */
  async resetPassword(token: string, newPassword: string): Promise<void> {
    const link = await this.links.open(token, 'password_reset');
    const user = link.userId === null ? null : await this.users.findById(link.userId);
    if (user === null) throw linkInvalid();
    const password = await this.passwords.accept(newPassword, user, '/newPassword');
    const now = this.clock.date();
    await this.sessions.commit(now, async (queries, sessions) => {
      await this.links.use(queries, link, now);
      await this.links.useUp(queries, user.id, 'password_reset', now);
      await this.users.setPassword(queries, user.id, password);
      await this.emails.prove(queries, user.id, link.email, now);
      await sessions.end(user.id);
    });
  }

  /** Has a link sent to the actor's address, unless it is proven already. */
  async requestVerification({ userId }: Pick<Actor, 'userId'>): Promise<void> {
    await this.sessions.commit(this.clock.date(), (queries) =>
      this.links.request(
        queries,
        { id: userId },
        'email_verification',
        'user.email_verification_requested.v1',
      ),
    );
  }

  /**
   * Proves an address: that of the account, or the one that the front desk asked for, which becomes the account's with it.
   *
   * @throws AppError `auth.link_invalid`, also when the address has changed since the link was sent, or who asked for another
   *   one may not do so any more; `user.email_taken` when another account has proven the address
   */
  async verifyEmail(token: string): Promise<void> {
    const link = await this.links.open(token, 'email_verification', 'email_change');
    const { userId } = link;
    if (userId === null) throw linkInvalid();
    const now = this.clock.date();
    await this.sessions.commit(now, async (queries) => {
      await this.links.use(queries, link, now);
      const isTheirs =
        link.purpose === 'email_change'
          ? await this.emails.changeAsAsked(queries, userId, link, now)
          : await this.emails.prove(queries, userId, link.email, now);
      if (!isTheirs) throw linkInvalid();
    });
  }
}
