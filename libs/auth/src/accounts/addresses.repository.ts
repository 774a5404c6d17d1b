import { Inject, Injectable } from '@nestjs/common';
import { emailKeys } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Database, isUniqueViolation, type Prisma, type Queries } from '#libs/database';
import { emailTaken } from './accounts.errors.js';

/** The account to which an e-mail address belongs, however it is written; others may name it without proof. */
export const holds = (email: string) =>
  ({
    emailIsExclusive: true,
    OR: [{ email }, { emailKey: { in: [...emailKeys(email)] } }],
  }) satisfies Prisma.UserWhereInput;

/** An account that names an e-mail address which its reader has not proven. */
export const claims = (email: string) =>
  ({ emailIsExclusive: false, emailKey: { in: [...emailKeys(email)] } }) satisfies Prisma.UserWhereInput;

const taken = (error: unknown): never => {
  throw isUniqueViolation(error) ? emailTaken() : error;
};

/**
 * Whose an e-mail address is. Where mail is sent, it is an account's alone once its reader has proven it, and until then
 * as many accounts name it as like: no answer tells whether one does. Without mail, the first account has it.
 */
@Injectable()
export class AddressesRepository {
  constructor(
    private readonly database: Database,
    @Inject(ENV) private readonly env: Pick<Env, 'SMTP_URL'>,
  ) {}

  /** Whether an address can be proven: only by a link by mail. */
  get areProvable(): boolean {
    return this.env.SMTP_URL !== undefined;
  }

  /** What an account is given with an address that is not proven. */
  get unproven() {
    return { emailVerifiedAt: null, emailIsExclusive: !this.areProvable } as const;
  }

  /** Whether an address belongs to an account; that strangers name it keeps the clinic from nothing. */
  async isHeld(email: string): Promise<boolean> {
    return (await this.database.client.user.count({ where: holds(email) })) > 0;
  }

  /**
   * Makes an address free for the account whose reader proves it: one that had it without proof only names it from then on.
   * The account that has proven it keeps it, and the proof fails.
   */
  async free(queries: Queries, email: string, id = 0): Promise<void> {
    await queries.user.updateMany({
      where: { ...holds(email), emailVerifiedAt: null, NOT: { id } },
      data: { emailIsExclusive: false },
    });
  }

  /**
   * Notes that the address is proven.
   *
   * @returns false when the account has another address by now
   * @throws AppError `user.email_taken` when another account has proven it
   */
  async setVerified(queries: Queries, id: number, email: string, now: Date): Promise<boolean> {
    await this.free(queries, email, id);
    const { count } = await queries.user
      .updateMany({
        where: { id, email, disabledAt: null },
        data: { emailVerifiedAt: now, emailIsExclusive: true },
      })
      .catch(taken);
    return count === 1;
  }

  /**
   * Gives a patient's account another address, which is proven, and notes it in the record.
   *
   * @returns false when there is no such account
   * @throws AppError `user.email_taken`
   */
  async change(queries: Queries, id: number, email: string, now: Date): Promise<boolean> {
    const where = { id, disabledAt: null, role: 'patient', username: { not: null } } as const;
    const before = await queries.user.findFirst({ where, select: { email: true } });
    if (before === null) return false;
    await this.free(queries, email, id);
    const data = { email, emailVerifiedAt: now, emailIsExclusive: true };
    await queries.user.update({ where: { id }, data, select: { id: true } }).catch(taken);
    const changes = { email: { before: before.email, after: email } };
    const note = { userId: id, actorId: id, changedAt: now, changes };
    await queries.patientChange.create({ data: note, select: { id: true } });
    return true;
  }

  /**
   * Gives an account its former address back, and a password that no person knows.
   *
   * @returns false when there is no such account any more
   * @throws AppError `user.email_taken`
   */
  async restore(queries: Queries, id: number, email: string, password: string, now: Date): Promise<boolean> {
    await this.free(queries, email, id);
    const { count } = await queries.user
      .updateMany({
        where: { id, disabledAt: null, username: { not: null } },
        data: {
          email,
          emailVerifiedAt: now,
          emailIsExclusive: true,
          password,
          securityVersion: { increment: 1 },
        },
      })
      .catch(taken);
    return count === 1;
  }
}
