import { Injectable } from '@nestjs/common';
import { invalidInput } from '#libs/common';
import { Database, type Role } from '#libs/database';
import { emailTaken, invitationNotFound, linkInvalid } from './auth.errors.js';
import { type Link, LinksRepository } from './links.repository.js';
import { LinksService } from './links.service.js';
import { PasswordsService } from './passwords.service.js';
import { UserAdministrationRepository } from './user-administration.repository.js';
import { type User, UsersRepository } from './users.repository.js';
import { isUuid } from './uuid.js';

/** How people who work at the clinic get their accounts: nobody but them ever knows the password. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly links: LinksService,
    private readonly invitations: LinksRepository,
    private readonly users: UsersRepository,
    private readonly administration: UserAdministrationRepository,
    private readonly passwords: PasswordsService,
  ) {}

  /**
   * Invites somebody by mail.
   *
   * @throws AppError `user.email_taken`, `request.invalid` for locations that do not exist or of somebody who is not staff
   */
  async invite(invitation: { email: string; role: Role; locationIds: readonly number[] }): Promise<Link> {
    const { email, role, locationIds } = invitation;
    const refuse = (detail: string) => invalidInput({ pointer: '/locationIds', detail });
    if (role !== 'staff' && locationIds.length > 0) throw refuse('only staff work at locations');
    if (!(await this.administration.haveLocations(locationIds)))
      throw refuse('must name locations that exist');
    if (await this.users.hasEmail(email)) throw emailTaken();
    return this.invitations.createInvitation(invitation, this.links.span('invitation'));
  }

  /** Invitations that wait for an answer, the newest first. */
  list(): Promise<Link[]> {
    return this.invitations.openInvitations(this.links.now());
  }

  /** @throws AppError `user.invitation_not_found` */
  async revoke(id: string): Promise<void> {
    const now = this.links.now();
    const link = isUuid(id) ? await this.invitations.findOpen(id, now) : null;
    if (link?.purpose !== 'invitation') throw invitationNotFound();
    await this.invitations.use(this.database.client, id, now);
  }

  /**
   * Opens the account that somebody was invited to.
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
    return this.database.transaction(async (queries) => {
      await this.links.use(queries, link);
      const user = await this.users.create(queries, { username, email, password, role });
      await this.users.setVerified(queries, user.id, email, this.links.now());
      await this.administration.setLocations(queries, user.id, locationIds);
      return user;
    });
  }
}
