import { Injectable } from '@nestjs/common';
import { decodeCursor, foldedSpellings, type Page, toPage } from '#libs/common';
import {
  Database,
  isForeignKeyViolation,
  literally,
  Prisma,
  type Queries,
  type Role,
  wordsOf,
} from '#libs/database';
import { hasAccount, named, type User } from '../accounts/index.js';

/** An account as an admin sees it. */
export interface ManagedUser extends User {
  /** The locations where staff work */
  readonly locationIds: readonly number[];
  readonly disabledAt: Date | null;
  /** What keeps the account of a patient from being enabled */
  readonly mergedIntoId: number | null;
  readonly deceasedOn: Date | null;
}

/** Which accounts an admin looks for. */
export interface UserFilter {
  /** Words of the name, username or e-mail address or parts of them, in any order, case and spelling */
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
}

const fields = {
  id: true,
  username: true,
  email: true,
  name: true,
  role: true,
  emailVerifiedAt: true,
  createdAt: true,
  disabledAt: true,
  mergedIntoId: true,
  deceasedOn: true,
  version: true,
  locations: { select: { locationId: true }, orderBy: { locationId: 'asc' } },
} as const satisfies Prisma.UserSelect;

/** No account is found by no word. */
const wanted = (q: string): Prisma.UserWhereInput[] => {
  const words = wordsOf(q);
  if (words.length === 0) return [{ id: 0 }];
  return words.map((word) => ({
    OR: foldedSpellings(word).map((spelling) => ({ searchText: { contains: literally(spelling) } })),
  }));
};

const toUser = ({ locations, ...user }: Prisma.UserGetPayload<{ select: typeof fields }>): ManagedUser => ({
  ...named(user),
  locationIds: locations.map(({ locationId }) => locationId),
});

@Injectable()
export class UserAdministrationRepository {
  constructor(private readonly database: Database) {}

  /** @returns accounts in the order in which they were opened */
  async list({ q, role, disabled }: UserFilter, limit: number, cursor?: string): Promise<Page<ManagedUser>> {
    const [after = 0] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const rows = await this.database.client.user.findMany({
      where: {
        id: { gt: after },
        ...hasAccount,
        ...(q !== undefined && { AND: wanted(q) }),
        ...(role !== undefined && { role }),
        ...(disabled !== undefined && { disabledAt: disabled ? { not: null } : null }),
      },
      select: fields,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows.map(toUser), limit, ({ id }) => [id]);
  }

  async findById(queries: Queries, id: number): Promise<ManagedUser | null> {
    const row = await queries.user.findFirst({ where: { id, ...hasAccount }, select: fields });
    return row === null ? null : toUser(row);
  }

  /** Locks an account and all admins until the transaction ends, so that two admins cannot disable each other at once. */
  async lock(queries: Queries, id: number): Promise<readonly { id: number; isAdmin: boolean }[]> {
    return this.database.rows<{ id: number; isAdmin: boolean }>(
      Prisma.sql`
      SELECT id, role = 'admin' AND disabled_at IS NULL AS "isAdmin" FROM users
      WHERE id = ${id} OR role = 'admin' ORDER BY id FOR UPDATE`,
      queries,
    );
  }

  async update(
    queries: Queries,
    id: number,
    data: { readonly role?: Role; readonly disabledAt?: Date | null },
  ): Promise<void> {
    await queries.user.update({ where: { id }, data, select: { id: true } });
  }

  async haveLocations(ids: readonly number[]): Promise<boolean> {
    return (await this.database.client.location.count({ where: { id: { in: [...ids] } } })) === ids.length;
  }

  /** @returns false when there is no such location */
  async setLocations(queries: Queries, userId: number, locationIds: readonly number[]): Promise<boolean> {
    await queries.user.update({
      where: { id: userId },
      data: { version: { increment: 1 } },
      select: { id: true },
    });
    await queries.staffLocation.deleteMany({ where: { userId } });
    try {
      await queries.staffLocation.createMany({
        data: locationIds.map((locationId) => ({ userId, locationId })),
      });
      return true;
    } catch (error) {
      if (isForeignKeyViolation(error)) return false;
      throw error;
    }
  }
}
