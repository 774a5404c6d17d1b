import { Inject, Injectable } from '@nestjs/common';
import { Clock, fieldError, invalidInput } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { type Actor } from '../actor.js';
import { type ActiveSession, SessionChangesService, sessionEnded } from '../sessions/index.js';
import { wrongPassword } from './accounts.errors.js';
import { passwordFault, PasswordHasher } from '../crypto/index.js';
import { UsersRepository } from './users.repository.js';

/** The person who chooses a password. */
interface Owner {
  readonly username: string;
  readonly email: string;
  readonly name?: string | null;
}

/** New passwords, and the proof of the old one. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionChangesService,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'PASSWORD_MIN_LENGTH' | 'PUBLIC_URL' | 'MAIL_FROM'>,
  ) {}

  /** What the clinic calls itself, on the web and in mails. */
  private get clinic(): readonly string[] {
    return [new URL(this.env.PUBLIC_URL).hostname, this.env.MAIL_FROM];
  }

  /**
   * Checks a new password and hashes it.
   *
   * @param owner whose names it must not repeat, and is not made of
   * @param pointer where it stands in the input
   * @throws AppError `request.invalid` for a password that is short, common, a name of its owner, or easy to guess;
   *   `auth.busy`
   */
  async accept(password: string, owner: Owner, pointer: string): Promise<string> {
    const { username, email, name } = owner;
    const known = { names: [username, email], words: [...(name ? [name] : []), ...this.clinic] };
    const fault = await passwordFault(password, this.env.PASSWORD_MIN_LENGTH, known);
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
