import { Inject, Injectable } from '@nestjs/common';
import { invalidInput } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Database } from '#libs/database';
import { sessionEnded, wrongPassword } from './auth.errors.js';
import { PasswordHasher } from './password-hasher.js';
import { passwordComplaint } from './password-rules.js';
import { type ActiveSession } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { UsersRepository } from './users.repository.js';

/** New passwords, and the proof of the old one. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsService,
    private readonly hasher: PasswordHasher,
    @Inject(ENV) private readonly env: Pick<Env, 'PASSWORD_MIN_LENGTH'>,
  ) {}

  /**
   * Checks a new password and hashes it.
   *
   * @param owner whom it is for
   * @param pointer where it stands in the input
   * @throws AppError `request.invalid` for one that is short, common, or known to everybody; `auth.busy`
   */
  async accept(
    password: string,
    owner: { readonly username: string; readonly email: string },
    pointer: string,
  ): Promise<string> {
    const detail = passwordComplaint(password, this.env.PASSWORD_MIN_LENGTH, [owner.username, owner.email]);
    if (detail !== undefined) throw invalidInput({ pointer, detail });
    return this.hasher.hash(password);
  }

  /**
   * Lets nobody change what matters who merely sits down at an open session.
   *
   * @throws AppError `auth.wrong_password`, `auth.busy`
   */
  async check(userId: number, password: string): Promise<void> {
    const account = await this.users.findWithPassword(userId);
    if (account === null) throw sessionEnded();
    if (!(await this.hasher.matches(account.password, password))) throw wrongPassword();
  }

  /**
   * Changes the password of whoever asks, and ends their other sessions.
   *
   * @throws AppError `auth.wrong_password`, `request.invalid`, `auth.busy`
   */
  async change(session: ActiveSession, current: string, next: string): Promise<void> {
    const { userId } = session;
    await this.check(userId, current);
    const user = await this.users.findById(userId);
    if (user === null) throw sessionEnded();
    const password = await this.accept(next, user, '/newPassword');
    const ended = await this.database.transaction(async (queries) => {
      await this.users.setPassword(queries, userId, password);
      return this.sessions.endIn(queries, userId, session.id);
    });
    await this.sessions.changed(ended);
  }
}
