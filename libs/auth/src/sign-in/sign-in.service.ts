import { Injectable } from '@nestjs/common';
import { noteClaim } from '#libs/common';
import { badCredentials, mfaRequired, wrongCode } from './sign-in.errors.js';
import { PasswordHasher } from '../crypto/index.js';
import { SecondFactorCodesService } from './second-factor-codes.service.js';
import { SessionsService, type TokenPair } from '../sessions/index.js';
import { type Account, AddressesRepository, UsersRepository } from '../accounts/index.js';

/** The account that the caller claims, and the proof. */
export interface Credentials {
  /** A username or an e-mail address, in any case */
  readonly login: string;
  readonly password: string;
  /** Of an authenticator app, or a recovery code */
  readonly code?: string | undefined;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly users: UsersRepository,
    private readonly addresses: AddressesRepository,
    private readonly sessions: SessionsService,
    private readonly hasher: PasswordHasher,
    private readonly codes: SecondFactorCodesService,
  ) {}

  /**
   * The one way in.
   *
   * @param userAgent what the client calls itself
   * @throws AppError `auth.bad_credentials`, `auth.busy`; once the password is right `auth.mfa_required` when a code is
   *   needed, and `auth.wrong_code`
   */
  async signIn({ login, password, code }: Credentials, userAgent: string | undefined): Promise<TokenPair> {
    const user = await this.find(login, password);
    if (this.hasher.isOutdated(user.password)) await this.strengthen(user, password);
    const secondFactor = await this.assertCode(user.id, code);
    const tokens = await this.sessions.open(user, secondFactor, userAgent);
    if (tokens === undefined) throw badCredentials();
    return tokens;
  }

  /**
   * The account that the password opens: that which the login belongs to, or else, for an address, the last one that names it
   * without proof. A wrong password takes as many comparisons whether there is one, both or none.
   */
  private async find(login: string, password: string): Promise<Account> {
    const holder = await this.users.findForSignIn(login);
    noteClaim(holder?.id);
    if ((await this.hasher.matches(holder?.password, password)) && holder !== null) return holder;
    if (!this.addresses.areProvable || !login.includes('@')) throw badCredentials();
    const claimant = await this.users.findClaimant(login);
    if (!(await this.hasher.matches(claimant?.password, password)) || claimant === null)
      throw badCredentials();
    noteClaim(claimant.id);
    return claimant;
  }

  /** @returns whether a second factor was asked for and shown */
  private async assertCode(userId: number, code: string | undefined): Promise<boolean> {
    if (!(await this.codes.isOn(userId))) return false;
    if (code === undefined) throw mfaRequired('unauthenticated');
    if (!(await this.codes.accepts(userId, code))) throw wrongCode('unauthenticated');
    return true;
  }

  /** Hashes the password with the parameters of today: a sign-in is the only moment at which the password is known. */
  private async strengthen(user: { id: number; password: string }, password: string): Promise<void> {
    const hashed = await this.hasher.hash(password);
    await this.users.replaceHash(user.id, user.password, hashed);
  }
}
