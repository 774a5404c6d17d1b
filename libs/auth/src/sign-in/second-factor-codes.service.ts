import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import {
  asRecoveryCode,
  asTimeCode,
  type Key,
  Keys,
  keyUri,
  newRecoveryCode,
  newSecret,
  seal,
  stepOf,
  unseal,
} from '../crypto/index.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { secondFactorOff, secondFactorOn, wrongCode } from './sign-in.errors.js';

const recoveryCodes = 10;

const contextOf = (userId: number): string => `user ${userId}`;

/** Hashed with a key, because 50 bits could be tried one by one. */
const hashOf = (key: Key, userId: number, code: string): string =>
  createHmac('sha256', key.bytes)
    .update(`${userId}|${asRecoveryCode(code)}`)
    .digest('base64url');

/** Codes of an authenticator app (TOTP), and recovery codes for a user who has lost the app. */
@Injectable()
export class SecondFactorCodesService {
  constructor(
    private readonly database: Database,
    private readonly factors: SecondFactorsRepository,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** Whether signing in takes a code. */
  async isOn(userId: number): Promise<boolean> {
    const factor = await this.factors.find(userId);
    return factor !== null && factor.confirmedAt !== null;
  }

  /** Whether a code is right. It is right once: a code that a second person has seen is worth nothing. */
  async accepts(userId: number, code: string): Promise<boolean> {
    const factor = await this.factors.find(userId);
    if (factor === null) return false;
    const now = this.clock.date();
    const shown = asTimeCode(code);
    if (/^\d{6}$/.test(shown)) {
      const step = this.stepOf(userId, factor.secret, shown, now);
      return step !== undefined && this.factors.useStep(this.database.client, userId, step);
    }
    const hashes = this.keys.for('recovery code').map((key) => hashOf(key, userId, code));
    return this.factors.useRecoveryCode(userId, hashes, now);
  }

  /**
   * Makes and keeps a secret for an authenticator app. It counts once a code of it has been seen.
   *
   * @throws AppError `auth.mfa_on` when another secret is in use
   */
  async begin(userId: number, username: string): Promise<{ secret: string; uri: string }> {
    const secret = newSecret();
    const sealed = seal(secret, contextOf(userId), this.keys.for('second factor'));
    if (!(await this.factors.begin(userId, sealed))) throw secondFactorOn();
    return { secret, uri: keyUri(secret, username) };
  }

  /**
   * Puts a secret in use with its first code.
   *
   * @returns recovery codes; only their hashes are kept
   * @throws AppError `auth.mfa_off` when none was begun, `auth.mfa_on`, `auth.wrong_code`
   */
  async confirm(queries: Queries, userId: number, code: string, now: Date): Promise<readonly string[]> {
    const factor = await this.factors.find(userId, queries);
    if (factor === null) throw secondFactorOff();
    if (factor.confirmedAt !== null) throw secondFactorOn();
    const step = this.stepOf(userId, factor.secret, asTimeCode(code), now);
    if (step === undefined) throw wrongCode('invalid');
    if (!(await this.factors.confirm(queries, userId, now))) throw secondFactorOn();
    await this.factors.useStep(queries, userId, step);
    return this.renewRecoveryCodes(queries, userId);
  }

  /**
   * Makes recovery codes in place of those that were made before.
   *
   * @returns the codes; only their hashes are kept
   */
  async renewRecoveryCodes(queries: Queries, userId: number): Promise<readonly string[]> {
    const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
    const [key] = this.keys.for('recovery code');
    const hashes = codes.map((each) => hashOf(key, userId, each));
    await this.factors.setRecoveryCodes(queries, userId, hashes);
    return codes;
  }

  /** @returns whether it was on */
  async remove(queries: Queries, userId: number): Promise<boolean> {
    return this.factors.remove(queries, userId);
  }

  private stepOf(userId: number, sealed: string, code: string, now: Date): number | undefined {
    const secret = unseal(sealed, contextOf(userId), this.keys.for('second factor'));
    return stepOf(secret, code, now.getTime());
  }
}
