import { Injectable } from '@nestjs/common';
import { Database, type Queries } from '#libs/database';
import { emailTaken, linkInvalid } from './auth.errors.js';
import { GuardianshipsRepository } from './guardianships.repository.js';
import { LinksService } from './links.service.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';
import { type User, UsersRepository } from './users.repository.js';

/** How whoever has none comes to an account of their own, and takes their record over. */
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
   * Has the account of somebody whom nobody cares for offered by the clinic.
   *
   * @param staffId who does it
   * @throws AppError `user.email_taken`
   */
  async offer(queries: Queries, staffId: number, patientId: number, email: string): Promise<void> {
    if (await this.users.hasEmail(email)) throw emailTaken();
    await this.links.send(queries, patientId, { purpose: 'claim', inviterId: staffId, email });
  }

  /**
   * Opens the account of a dependant, or of a patient whom the clinic wrote down. Nobody cares for them any more from then on, unless they ask somebody to.
   *
   * @throws AppError `auth.link_invalid`, also when whoever had it sent is no guardian any more, or does not work here any more; `request.invalid` for a
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
      if (!(await this.mayOffer(queries, inviterId, userId))) throw linkInvalid();
      const user = await this.users.claim(queries, userId, { username, email, password }, now);
      if (user === null) throw linkInvalid();
      await this.links.useUp(queries, userId, 'guardianship');
      return { user, guardians: await this.guardianships.end(queries, userId, now) };
    });
    await this.sessions.reconsider(guardians);
    return user;
  }

  /** Guardians may offer it, and staff where there are none: a family decides for its own. */
  private async mayOffer(queries: Queries, inviterId: number, userId: number): Promise<boolean> {
    const guardians = await this.guardianships.guardiansOf(queries, userId);
    return guardians.length > 0
      ? guardians.some((guardian) => guardian.userId === inviterId)
      : this.users.isStaff(queries, inviterId);
  }
}
