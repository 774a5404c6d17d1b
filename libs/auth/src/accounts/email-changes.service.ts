import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Queries } from '#libs/database';
import { PasswordHasher } from '../crypto/index.js';
import { type Link, linkInvalid, LinksService } from '../links/index.js';
import { canKeepPatients } from '../policy.js';
import { SessionChangesService } from '../sessions/index.js';
import { AddressesRepository } from './addresses.repository.js';
import { type User, UsersRepository } from './users.repository.js';

/** How the reader of the old address takes another address of the account back: mail to its address opens an account. */
@Injectable()
export class EmailChangesService {
  constructor(
    private readonly links: LinksService,
    private readonly addresses: AddressesRepository,
    private readonly users: UsersRepository,
    private readonly sessions: SessionChangesService,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /**
   * Has a link sent to the old address of an account that has another one now. An old address that was never proven gets
   * none: its reader may be a stranger, to whom the link would give the account.
   *
   * @param before the account with its old address
   */
  async note(queries: Queries, { id, email, emailVerifiedAt }: User, now: Date): Promise<void> {
    await this.links.leaveAddress(queries, id, now);
    if (emailVerifiedAt !== null)
      await this.links.send(queries, id, { purpose: 'email_undo', inviterId: null, email });
  }

  /**
   * Notes that the reader of its address has an account.
   *
   * @returns false when the account has another address by now
   * @throws AppError `user.email_taken` when another account has proven it
   */
  prove(queries: Queries, id: number, email: string, now: Date): Promise<boolean> {
    return this.addresses.setVerified(queries, id, email, now);
  }

  /**
   * Gives an account the address that the front desk asked for, whose reader agrees.
   *
   * @returns false when there is no such account any more, or its address is not for the asker to change
   * @throws AppError `user.email_taken`
   */
  async changeAsAsked(queries: Queries, id: number, { email, inviterId }: Link, now: Date): Promise<boolean> {
    const role = inviterId === null ? null : await this.users.findRole(queries, inviterId);
    if (role === null || !canKeepPatients({ role })) return false;
    const before = await this.users.findById(id);
    if (before === null || !(await this.addresses.change(queries, id, email, now))) return false;
    await this.note(queries, before, now);
    return true;
  }

  /**
   * Stops a change of the address that the front desk asked for, or takes one back that has happened.
   *
   * @throws AppError `auth.link_invalid`, `user.email_taken` when the address belongs to another account by now, `auth.busy`
   */
  async undo(token: string): Promise<void> {
    const link = await this.links.open(token, 'email_undo', 'email_change_notice');
    if (link.userId === null) throw linkInvalid();
    if (link.purpose === 'email_undo') await this.takeBack(link, link.userId);
    else await this.stop(link, link.userId);
  }

  private async stop(link: Link, userId: number): Promise<void> {
    const now = this.clock.date();
    await this.sessions.commit(now, async (queries) => {
      await this.links.use(queries, link, now);
      await this.links.useUp(queries, userId, 'email_change', now);
      await this.links.useUp(queries, userId, 'email_change_notice', now);
    });
  }

  /** The password was known to the person who changed the address: it opens nothing any more, and a link to set another one is sent. */
  private async takeBack(link: Link, userId: number): Promise<void> {
    const now = this.clock.date();
    const password = await this.hasher.hash(randomBytes(32).toString('base64url'));
    await this.sessions.commit(now, async (queries, sessions) => {
      await this.links.use(queries, link, now);
      await this.links.leaveAddress(queries, userId, now);
      await this.links.forgetLaterUndos(queries, userId, link, now);
      if (!(await this.addresses.restore(queries, userId, link.email, password, now))) throw linkInvalid();
      await sessions.end(userId);
      await this.links.request(queries, { id: userId }, 'password_reset', 'user.password_reset_requested.v1');
    });
  }
}
