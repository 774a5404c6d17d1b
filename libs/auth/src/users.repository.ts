import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type Prisma, type Queries, type Role } from '#libs/database';
import { emailTaken, usernameTaken } from './auth.errors.js';

/** An account as others may see it: never with its password. */
export interface User {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  /** What the clinic calls them, unless it was never told */
  readonly name: string | null;
  readonly role: Role;
  /** Since when the address is known to be theirs */
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
}

/** What it takes to check who somebody is. */
export interface Account {
  readonly id: number;
  /** argon2id hash */
  readonly password: string;
  readonly securityVersion: number;
}

const account = { id: true, password: true, securityVersion: true } as const;

/** Dependants without an account are patients, but nobody who could be signed in as. */
export const hasAccount = { username: { not: null } } as const satisfies Prisma.UserWhereInput;

/** A row that {@link hasAccount} has both. */
export const named = <Row extends { username: string | null; email: string | null }>(row: Row) => ({
  ...row,
  username: row.username ?? '',
  email: row.email ?? '',
});

const visible = {
  id: true,
  username: true,
  email: true,
  name: true,
  role: true,
  emailVerifiedAt: true,
  createdAt: true,
} as const;

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  /**
   * @throws AppError `user.username_taken` or `user.email_taken`; both are compared without regard to case
   */
  async create(
    queries: Queries,
    user: { username: string; email: string; password: string; name?: string | null; role?: Role },
  ): Promise<User> {
    const created = await queries.user
      .create({ data: user, select: visible })
      .catch((error: unknown) => this.taken(error, user.username));
    return named(created);
  }

  async findById(id: number): Promise<User | null> {
    const row = await this.database.client.user.findFirst({
      where: { id, disabledAt: null, ...hasAccount },
      select: visible,
    });
    return row && named(row);
  }

  /** An account whether it is disabled or not. */
  async findByUsername(
    username: string,
  ): Promise<{ readonly id: number; readonly role: Role; readonly disabledAt: Date | null } | null> {
    const select = { id: true, role: true, disabledAt: true };
    return this.database.client.user.findUnique({ where: { username }, select });
  }

  /** @param login a username or an e-mail address, in any case */
  async findForSignIn(login: string): Promise<Account | null> {
    const row = await this.database.client.user.findFirst({
      where: { disabledAt: null, OR: [{ username: login }, { email: login }] },
      select: account,
    });
    return withPassword(row);
  }

  async hasEmail(email: string): Promise<boolean> {
    return (await this.database.client.user.count({ where: { email } })) > 0;
  }

  /** Whether somebody works at a desk, as of now. */
  async isStaff(queries: Queries, id: number): Promise<boolean> {
    const where = { id, disabledAt: null, role: { in: ['staff' as const, 'admin' as const] } };
    return (await queries.user.count({ where })) > 0;
  }

  /** Notes that an address is its owner's. @returns false when it is not the account's address any more */
  async setVerified(queries: Queries, id: number, email: string, now: Date): Promise<boolean> {
    const { count } = await queries.user.updateMany({
      where: { id, email, disabledAt: null },
      data: { emailVerifiedAt: now },
    });
    return count === 1;
  }

  /** @throws AppError `user.username_taken` or `user.email_taken` */
  async rename(
    queries: Queries,
    id: number,
    changes: { username?: string; email?: string; name?: string | null },
  ): Promise<User> {
    const unproven = changes.email === undefined ? {} : { emailVerifiedAt: null };
    const renamed = await queries.user
      .update({ where: { id }, data: { ...changes, ...unproven }, select: visible })
      .catch((error: unknown) => this.taken(error, changes.username, id));
    return named(renamed);
  }

  /**
   * Gives a dependant an account of their own.
   *
   * @returns null when they have one already, or are no more
   * @throws AppError `user.username_taken` or `user.email_taken`
   */
  async claim(
    queries: Queries,
    id: number,
    account: { username: string; email: string; password: string },
    now: Date,
  ): Promise<User | null> {
    const [claimed] = await queries.user
      .updateManyAndReturn({
        where: { id, username: null, disabledAt: null },
        data: { ...account, emailVerifiedAt: now },
        select: visible,
      })
      .catch((error: unknown) => this.taken(error, account.username, id));
    return claimed === undefined ? null : named(claimed);
  }

  async findWithPassword(id: number): Promise<Account | null> {
    const row = await this.database.client.user.findFirst({
      where: { id, disabledAt: null },
      select: account,
    });
    return withPassword(row);
  }

  /** Sets another password: whoever is signing in with the old one at this moment does not get in. */
  async setPassword(queries: Queries, id: number, password: string): Promise<void> {
    await queries.user.update({ where: { id }, data: { password, securityVersion: { increment: 1 } } });
  }

  /** Whoever is signing in at this moment has not shown what it takes from now on. */
  async voidSignIns(queries: Queries, id: number): Promise<void> {
    await queries.user.update({
      where: { id },
      data: { securityVersion: { increment: 1 } },
      select: { id: true },
    });
  }

  /** Hashes the same password in another way, unless it was changed meanwhile. */
  async replaceHash(id: number, current: string, next: string): Promise<void> {
    await this.database.client.user.updateMany({
      where: { id, password: current },
      data: { password: next },
    });
  }

  /** Which of two unique names somebody else has; asked past the transaction, which has failed. */
  private async taken(error: unknown, username = '', id = 0): Promise<never> {
    if (!isUniqueViolation(error)) throw error;
    const holder = await this.database.client.user.findFirst({
      where: { username, NOT: { id } },
      select: { id: true },
    });
    throw holder === null ? emailTaken() : usernameTaken();
  }
}

const withPassword = (row: { id: number; password: string | null; securityVersion: number } | null) =>
  typeof row?.password === 'string' ? { ...row, password: row.password } : null;
