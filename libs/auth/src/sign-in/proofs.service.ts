import { Injectable } from '@nestjs/common';
import { fieldError, invalidInput } from '#libs/common';
import { PasswordsService } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { SecondFactorCodesService } from './second-factor-codes.service.js';
import { wrongCode } from './sign-in.errors.js';

/** What an actor shows before the account is made weaker: an open session alone is not enough for that. */
export interface Proof {
  readonly currentPassword: string;
  /** Of an authenticator app, or a recovery code; asked for where a second factor is on */
  readonly code?: string | undefined;
}

/** Asks for all that a sign-in of the actor would ask for. */
@Injectable()
export class ProofsService {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly codes: SecondFactorCodesService,
  ) {}

  /** @throws AppError `auth.wrong_password`, `auth.busy` */
  async assertPassword(actor: Pick<Actor, 'userId'>, password: string): Promise<void> {
    await this.passwords.assertCorrect(actor, password);
  }

  /**
   * A code that was shown is used up. One that is missing is told before anything is compared: such an answer says nothing
   * about the password.
   *
   * @throws AppError `request.invalid` when the code is missing, `auth.wrong_password`, `auth.wrong_code`, `auth.busy`
   */
  async assertShown(actor: Pick<Actor, 'userId'>, { currentPassword, code }: Proof): Promise<void> {
    const takesCode = await this.codes.isOn(actor.userId);
    if (takesCode && code === undefined) throw invalidInput(fieldError('/code', 'field.required'));
    await this.passwords.assertCorrect(actor, currentPassword);
    if (takesCode && !(await this.codes.accepts(actor.userId, code ?? ''))) throw wrongCode('invalid');
  }
}
