import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { secondFactorOff, secondFactorOn, userNotFound, wrongCode } from './auth.errors.js';
import { type Key, Keys } from './keys.js';
import { asRecoveryCode, keyUri, newRecoveryCode, newSecret, stepOf } from './one-time-code.js';
import { seal, unseal } from './sealed-text.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { SessionLifetimes } from './session-lifetimes.js';
import { type ActiveSession } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { UsersRepository } from './users.repository.js';

const recoveryCodes = 10;

const contextOf = (userId: number): string => `user ${userId}`;

/** Hashed with a key, because 50 bits could be tried one by one. */
const hashOf = (key: Key, userId: number, code: string): string =>
  createHmac('sha256', key.bytes)
    .update(`${userId}|${asRecoveryCode(code)}`)
    .digest('base64url');

/** Codes of an authenticator app (TOTP), and recovery codes for when it is lost. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly database: Database,
    private readonly factors: SecondFactorsRepository,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsService,
    private readonly lifetimes: SessionLifetimes,
    private readonly keys: Keys,
  ) {}

  /** Whether signing in takes a code. */
  async isOn(userId: number): Promise<boolean> {
    const factor = await this.factors.find(userId);
    return factor !== null && factor.confirmedAt !== null;
  }

  /**
   * Makes a secret for an authenticator app. It counts once a code of it has been seen.
   *
   * @throws AppError `auth.mfa_on` when there is one in use
   */
  async begin(userId: number): Promise<{ secret: string; uri: string }> {
    const user = await this.users.findById(userId);
    if (user === null) throw userNotFound();
    const secret = newSecret();
    const sealed = seal(secret, contextOf(userId), this.keys.for('second factor'));
    if (!(await this.factors.begin(userId, sealed))) throw secondFactorOn();
    return { secret, uri: keyUri(secret, user.username) };
  }

  /**
   * Turns the second factor on with the first code. The session counts as proven by it, the others end.
   *
   * @returns recovery codes, which nobody can read again
   * @throws AppError `auth.mfa_off` when it was not begun, `auth.mfa_on`, `auth.wrong_code`
   */
  async confirm({ userId, id }: ActiveSession, code: string): Promise<readonly string[]> {
    const factor = await this.factors.find(userId);
    if (factor === null) throw secondFactorOff();
    if (factor.confirmedAt !== null) throw secondFactorOn();
    const step = this.step(userId, factor.secret, code);
    if (step === undefined) throw wrongCode('invalid');
    const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
    const [key] = this.keys.for('recovery code');
    const ended = await this.database.transaction(async (queries) => {
      if (!(await this.factors.confirm(queries, userId, this.lifetimes.times().now))) throw secondFactorOn();
      await this.factors.useStep(queries, userId, step);
      await this.factors.setRecoveryCodes(
        queries,
        userId,
        codes.map((each) => hashOf(key, userId, each)),
      );
      await this.users.voidSignIns(queries, userId);
      return this.sessions.proveIn(queries, userId, id);
    });
    await this.sessions.changed([id, ...ended]);
    return codes;
  }

  /** Whether a code is right. Each is right once: a code that was seen by somebody else is worth nothing. */
  async accepts(userId: number, code: string): Promise<boolean> {
    const factor = await this.factors.find(userId);
    if (factor === null) return false;
    const { now } = this.lifetimes.times();
    if (/^\d{6}$/.test(code)) {
      const step = this.step(userId, factor.secret, code);
      return step !== undefined && this.factors.useStep(this.database.client, userId, step);
    }
    const hashes = this.keys.for('recovery code').map((key) => hashOf(key, userId, code));
    return this.factors.useRecoveryCode(userId, hashes, now);
  }

  /** Turns the second factor off; sessions that were proven by it are so no longer. */
  async remove(userId: number): Promise<void> {
    const touched = await this.database.transaction(async (queries) => {
      await this.factors.remove(queries, userId);
      return this.sessions.idsIn(queries, userId);
    });
    await this.sessions.changed(touched);
  }

  private step(userId: number, sealed: string, code: string): number | undefined {
    const secret = unseal(sealed, contextOf(userId), this.keys.for('second factor'));
    return stepOf(secret, code, this.lifetimes.times().now.getTime());
  }
}
