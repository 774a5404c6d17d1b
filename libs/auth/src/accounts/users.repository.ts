import { Injectable } from '@nestjs/common';
import { versionMismatch } from '#libs/common';
import { atVersion, Database, isUniqueViolation, type Prisma, type Queries, type Role } from '#libs/database';
import { emailTaken, usernameTaken } from './accounts.errors.js';
import { AddressesRepository, claims, holds } from './addresses.repository.js';

/** An account as it leaves the lib: never with its password. */
export interface User {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  /** What the clinic calls the user; null until the clinic is told */
  readonly name: string | null;
  readonly role: Role;
  /** When the user proved the address */
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  /** Rises with every change */
  readonly version: number;
}

interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly name?: string | null;
  readonly role?: Role;
}

/** What a sign-in is checked against. */
export interface Account {
  readonly id: number;
  /** argon2id hash */
  readonly password: string;
  readonly securityVersion: number;
}

const account = { id: true, password: true, securityVersion: true } as const;

/** Dependants without an account are rows of the same table, but cannot sign in. */
export const hasAccount = { username: { not: null } } as const satisfies Prisma.UserWhereInput;

/** The row of an account, which has both names. */
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
  version: true,
} as const;

@Injectable()
export class UsersRepository {
  constructor(
    private readonly database: Database,
    private readonly addresses: AddressesRepository,
  ) {}

  /**
   * Opens an account whose address is not proven yet.
   *
   * @throws AppError `user.username_taken`, and where no mail is sent `user.email_taken`; both are compared without regard
   *   to case
   */
  async create(queries: Queries, user: NewUser): Promise<User> {
    return this.insert(queries, { ...user, ...this.addresses.unproven });
  }

  /**
   * Opens an account for the reader of its address.
   *
   * @throws AppError `user.username_taken`, `user.email_taken`
   */
  async createProven(queries: Queries, user: NewUser, now: Date): Promise<User> {
    await this.addresses.free(queries, user.email);
    return this.insert(queries, { ...user, emailVerifiedAt: now });
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

  /**
   * The account to which a username or an e-mail address belongs.
   *
   * @param login in any case
   */
  async findForSignIn(login: string): Promise<Account | null> {
    const typed = login.normalize('NFKC').trim();
    const rows = await this.database.client.user.findMany({
      where: { disabledAt: null, OR: [{ username: typed }, holds(login)] },
      select: { ...account, username: true, email: true },
      orderBy: { id: 'asc' },
    });
    // Addresses that were two before they were one are told apart by their spelling.
    const exact = rows.find(({ username, email }) => username === typed || email === login);
    return withPassword(exact ?? rows[0] ?? null);
  }

  /**
   * The last account that names an address without proof. A stranger who names an address of others signs in with it just
   * as one who names an address that no account has.
   */
  async findClaimant(email: string): Promise<Account | null> {
    const row = await this.database.client.user.findFirst({
      where: { disabledAt: null, ...claims(email) },
      select: account,
      orderBy: { id: 'desc' },
    });
    return withPassword(row);
  }

  /** Whether an address belongs to an account; that strangers name it keeps the clinic from nothing. */
  hasEmail(email: string): Promise<boolean> {
    return this.addresses.isHeld(email);
  }

  /** @returns null for an account that is disabled */
  async findRole(queries: Queries, id: number): Promise<Role | null> {
    const row = await queries.user.findFirst({ where: { id, disabledAt: null }, select: { role: true } });
    return row?.role ?? null;
  }

  /** @throws AppError `user.username_taken`, `user.email_taken`, `request.version_mismatch` */
  async rename(
    queries: Queries,
    id: number,
    changes: { username?: string; email?: string; name?: string | null },
    expectedVersion: number | undefined,
  ): Promise<User> {
    const unproven = changes.email === undefined ? {} : this.addresses.unproven;
    const [renamed] = await queries.user
      .updateManyAndReturn({
        where: { id, ...atVersion(expectedVersion) },
        data: { ...changes, ...unproven },
        select: visible,
      })
      .catch((error: unknown) => this.taken(error, changes.username, id));
    if (renamed === undefined) throw versionMismatch();
    return named(renamed);
  }

  /**
   * Gives a dependant an account.
   *
   * @returns null for a dependant who has an account already, or is erased
   * @throws AppError `user.username_taken` or `user.email_taken`
   */
  async claim(
    queries: Queries,
    id: number,
    account: { username: string; email: string; password: string },
    now: Date,
  ): Promise<User | null> {
    await this.addresses.free(queries, account.email, id);
    const [claimed] = await queries.user
      .updateManyAndReturn({
        where: { id, username: null, disabledAt: null },
        data: { ...account, emailVerifiedAt: now, emailIsExclusive: true },
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

  /** Sets another password: a sign-in with the old one that is under way fails. */
  async setPassword(queries: Queries, id: number, password: string): Promise<void> {
    await queries.user.update({ where: { id }, data: { password, securityVersion: { increment: 1 } } });
  }

  /** Makes sign-ins fail that are under way: they have not shown what it takes from now on. */
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

  private async insert(queries: Queries, data: Prisma.UserCreateInput & NewUser): Promise<User> {
    const created = await queries.user
      .create({ data, select: visible })
      .catch((error: unknown) => this.taken(error, data.username));
    return named(created);
  }

  /** Which of two unique names another account has; asked outside the transaction, which has failed. */
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
