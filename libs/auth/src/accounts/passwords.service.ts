import { Inject, Injectable } from '@nestjs/common';
import { Clock, fieldError, invalidInput } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { type Actor } from '../actor.js';
import { type ActiveSession, SessionChangesService, sessionEnded } from '../sessions/index.js';
import { wrongPassword } from './accounts.errors.js';
import { passwordFault, PasswordHasher } from '../crypto/index.js';
import { UsersRepository } from './users.repository.js';

/** New passwords, and the proof of the old one. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionChangesService,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'PASSWORD_MIN_LENGTH'>,
  ) {}

  /**
   * Checks a new password and hashes it.
   *
   * @param owner whose names it must not repeat
   * @param pointer where it stands in the input
   * @throws AppError `request.invalid` for a password that is short, common, or a name of its owner; `auth.busy`
   */
  async accept(
    password: string,
    owner: { readonly username: string; readonly email: string },
    pointer: string,
  ): Promise<string> {
    const fault = passwordFault(password, this.env.PASSWORD_MIN_LENGTH, [owner.username, owner.email]);
    if (fault !== undefined) throw invalidInput(fieldError(pointer, ...fault));
    return this.hasher.hash(password);
  }

  /**
   * Asks for the actor's password before a change that matters, so that an open session alone is not enough for it.
   *
   * @throws AppError `auth.wrong_password`, `auth.busy`
   */
  async assertCorrect({ userId }: Pick<Actor, 'userId'>, password: string): Promise<void> {
    const account = await this.users.findWithPassword(userId);
    if (account === null) throw sessionEnded();
    if (!(await this.hasher.matches(account.password, password))) throw wrongPassword();
  }

  /**
   * Changes the actor's password, and ends the actor's other sessions.
   *
   * @throws AppError `auth.wrong_password`, `request.invalid`, `auth.busy`
   */
  async change(session: ActiveSession, current: string, next: string): Promise<void> {
    const { userId } = session;
    await this.assertCorrect(session, current);
    const user = await this.users.findById(userId);
    if (user === null) throw sessionEnded();
    const password = await this.accept(next, user, '/newPassword');
    await this.sessions.commit(this.clock.date(), async (queries, sessions) => {
      await this.users.setPassword(queries, userId, password);
      await sessions.end(userId, session.id);
    });
  }
}
