import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { userNotFound, UsersRepository } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { LinksService } from '../links/index.js';
import { assertCanAdminister } from '../policy.js';
import { type ActiveSession, SessionChangesService } from '../sessions/index.js';
import { type Proof, ProofsService } from './proofs.service.js';
import { SecondFactorCodesService } from './second-factor-codes.service.js';
import { secondFactorOff } from './sign-in.errors.js';

/** How a user turns a second factor on and off. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly users: UsersRepository,
    private readonly links: LinksService,
    private readonly sessions: SessionChangesService,
    private readonly codes: SecondFactorCodesService,
    private readonly proofs: ProofsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a secret for the actor's authenticator app. It counts once a code of it has been seen.
   *
   * @throws AppError `auth.wrong_password`, `auth.busy`, `auth.mfa_on` when a second factor is in use
   */
  async begin(actor: Actor, password: string): Promise<{ secret: string; uri: string }> {
    await this.proofs.assertPassword(actor, password);
    const user = await this.users.findById(actor.userId);
    if (user === null) throw userNotFound();
    return this.codes.begin(user.id, user.username);
  }

  /**
   * Turns the second factor on with the first code. The session counts as proven by it, the actor's other sessions end.
   *
   * @returns recovery codes, which cannot be read again
   * @throws AppError `auth.mfa_off` when it was not begun, `auth.mfa_on`, `auth.wrong_code`
   */
  async confirm({ userId, id }: ActiveSession, code: string): Promise<readonly string[]> {
    const now = this.clock.date();
    return this.sessions.commit(now, async (queries, sessions) => {
      const recoveryCodes = await this.codes.confirm(queries, userId, code, now);
      await this.users.voidSignIns(queries, userId);
      await sessions.prove(userId, id);
      return recoveryCodes;
    });
  }

  /**
   * Makes recovery codes in place of the actor's present ones, which are worthless from then on.
   *
   * @returns the codes, which cannot be read again
   * @throws AppError `auth.mfa_off` when no second factor is on, `request.invalid` without a code, `auth.wrong_password`,
   *   `auth.wrong_code`, `auth.busy`
   */
  async renewRecoveryCodes(actor: Actor, proof: Proof): Promise<readonly string[]> {
    if (!(await this.codes.isOn(actor.userId))) throw secondFactorOff();
    await this.proofs.assertShown(actor, proof);
    return this.sessions.commit(this.clock.date(), (queries) =>
      this.codes.renewRecoveryCodes(queries, actor.userId),
    );
  }

  /**
   * Turns the actor's second factor off, which takes a code of it.
   *
   * @throws AppError `request.invalid` without a code, `auth.wrong_password`, `auth.wrong_code`, `auth.busy`
   */
  async remove(actor: Actor, proof: Proof): Promise<void> {
    await this.proofs.assertShown(actor, proof);
    await this.removeOf(actor.userId);
  }

  /**
   * Turns off the second factor of another user, who has lost it.
   *
   * @throws AppError `auth.forbidden`
   */
  async reset(actor: Actor, userId: number): Promise<void> {
    assertCanAdminister(actor);
    await this.removeOf(userId);
  }

  /** Sessions that were proven by it are so no longer, and its owner is told. */
  private async removeOf(userId: number): Promise<void> {
    const owner = await this.users.findById(userId);
    await this.sessions.commit(this.clock.date(), async (queries, sessions) => {
      const wasOn = await this.codes.remove(queries, userId);
      sessions.reconsider([userId]);
      if (owner === null || !wasOn) return;
      const { email } = owner;
      await this.links.send(queries, userId, { purpose: 'factor_removed', inviterId: null, email });
    });
  }
}
