import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { Database } from '#libs/database';
import { emailTaken, PasswordsService, type User, UsersRepository } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { type Invitation, type Link, linkInvalid, LinksService } from '../links/index.js';
import { assertCanAdminister } from '../policy.js';
import { invitationNotFound } from './administration.errors.js';
import { UserAdministrationRepository } from './user-administration.repository.js';
import { assertRoleWorksAt, unknownWorkplace } from './workplaces.js';

/** How people who work at the clinic get their accounts: they choose the password, and no other person ever knows it. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly links: LinksService,
    private readonly users: UsersRepository,
    private readonly administration: UserAdministrationRepository,
    private readonly passwords: PasswordsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Invites a future user by mail.
   *
   * @throws AppError `auth.forbidden`, `user.email_taken`, `request.invalid` for locations that do not exist, or of a
   *   role other than staff
   */
  async invite(actor: Actor, invitation: Invitation): Promise<Link> {
    assertCanAdminister(actor);
    const { email, role, locationIds } = invitation;
    assertRoleWorksAt(role, locationIds);
    if (!(await this.administration.haveLocations(locationIds))) throw unknownWorkplace();
    if (await this.users.hasEmail(email)) throw emailTaken();
    return this.links.invite(invitation);
  }

  /**
   * Invitations that wait for an answer, the newest first.
   *
   * @throws AppError `auth.forbidden`
   */
  async list(actor: Actor): Promise<Link[]> {
    assertCanAdminister(actor);
    return this.links.openInvitations();
  }

  /** @throws AppError `auth.forbidden`, `user.invitation_not_found` */
  async revoke(actor: Actor, id: string): Promise<void> {
    assertCanAdminister(actor);
    if (!(await this.links.revokeInvitation(this.database.client, id))) throw invitationNotFound();
  }

  /**
   * Opens the account that the link's holder was invited to.
   *
   * @throws AppError `auth.link_invalid`, `request.invalid` for a password that is not accepted, `user.username_taken`,
   *   `user.email_taken`, `auth.busy`
   */
  async accept(token: string, chosen: { username: string; password: string }): Promise<User> {
    const link = await this.links.open(token, 'invitation');
    const { email, role, locationIds } = link;
    if (role === null) throw linkInvalid();
    const { username } = chosen;
    const password = await this.passwords.accept(chosen.password, { username, email }, '/password');
    const now = this.clock.date();
    return this.database.transaction(async (queries) => {
      await this.links.use(queries, link, now);
      const user = await this.users.createProven(queries, { username, email, password, role }, now);
      await this.administration.setLocations(queries, user.id, locationIds);
      return user;
    });
  }
}
