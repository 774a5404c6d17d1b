import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Queries, Role } from '#libs/database';
import { emailTaken, PasswordsService, type User, UsersRepository } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { linkInvalid, LinksService } from '../links/index.js';
import { assertCanKeepPatients, canOfferAccount } from '../policy.js';
import { SessionChangesService } from '../sessions/index.js';
import { GuardianshipsRepository } from './guardianships.repository.js';

/** How a person without an account gets one, and takes the record over. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly links: LinksService,
    private readonly guardianships: GuardianshipsRepository,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Has the clinic offer an account to a patient without guardians, in the transaction that writes the patient down.
   *
   * @throws AppError `auth.forbidden`, `user.email_taken`
   */
  async offer(actor: Actor, queries: Queries, patientId: number, email: string): Promise<void> {
    assertCanKeepPatients(actor);
    if (await this.users.hasEmail(email)) throw emailTaken();
    await this.links.send(queries, patientId, { purpose: 'claim', inviterId: actor.userId, email });
  }

  /**
   * Opens the account of a dependant, or of a patient that the clinic wrote down. All guardianships over the person end:
   * the new user may invite guardians again.
   *
   * @throws AppError `auth.link_invalid`, also when the inviter may not offer the account any more; `request.invalid` for
   *   a password that is not accepted, `user.username_taken`, `user.email_taken`, `auth.busy`
   */
  async claim(token: string, chosen: { username: string; password: string }): Promise<User> {
    const link = await this.links.open(token, 'claim');
    const { userId, inviterId, email } = link;
    if (userId === null || inviterId === null) throw linkInvalid();
    const { username } = chosen;
    const password = await this.passwords.accept(chosen.password, { username, email }, '/password');
    const now = this.clock.date();
    return this.sessions.commit(now, async (queries, sessions) => {
      await this.guardianships.lock(queries, userId);
      await this.links.use(queries, link, now);
      if (!(await this.mayOffer(queries, inviterId, userId))) throw linkInvalid();
      const user = await this.users.claim(queries, userId, { username, email, password }, now);
      if (user === null) throw linkInvalid();
      await this.links.useUp(queries, userId, 'guardianship', now);
      sessions.reconsider(await this.guardianships.end(queries, userId, now));
      return user;
    });
  }

  private async mayOffer(queries: Queries, inviterId: number, userId: number): Promise<boolean> {
    const person = await this.guardianships.findPerson(queries, userId);
    const role = (await this.users.findRole(queries, inviterId)) ?? Role.patient;
    return person !== null && canOfferAccount({ userId: inviterId, role }, person);
  }
}
