import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, isForeignKeyViolation, type Prisma, type Queries, type Role } from '#libs/database';
import { hasAccount, named, type User } from './users.repository.js';

/** An account as admins see it. */
export interface ManagedUser extends User {
  /** Where staff work */
  readonly locationIds: readonly number[];
  readonly disabledAt: Date | null;
}

/** Which accounts are looked for. */
export interface UserFilter {
  /** Any part of the name, username or e-mail address, in any case */
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
  locations: { select: { locationId: true }, orderBy: { locationId: 'asc' } },
} as const satisfies Prisma.UserSelect;

const toUser = ({ locations, ...user }: Prisma.UserGetPayload<{ select: typeof fields }>): ManagedUser => ({
  ...named(user),
  locationIds: locations.map(({ locationId }) => locationId),
});

/** `contains` becomes LIKE, where these three would mean something. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

@Injectable()
export class UserAdministrationRepository {
  constructor(private readonly database: Database) {}

  /** @returns accounts in the order in which they were opened */
  async list({ q, role, disabled }: UserFilter, limit: number, cursor?: string): Promise<Page<ManagedUser>> {
    const [after = 0] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const part = q === undefined ? undefined : { contains: literally(q), mode: 'insensitive' as const };
    const rows = await this.database.client.user.findMany({
      where: {
        id: { gt: after },
        ...hasAccount,
        ...(part !== undefined && { OR: [{ username: part }, { email: part }, { name: part }] }),
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

  /** Locks an account and all admins until the transaction ends, so that two admins cannot unseat each other. */
  async lock(queries: Queries, id: number): Promise<readonly { id: number; isAdmin: boolean }[]> {
    return queries.$queryRaw<{ id: number; isAdmin: boolean }[]>`
      SELECT id, role = 'admin' AND disabled_at IS NULL AS "isAdmin" FROM users
      WHERE id = ${id} OR role = 'admin' ORDER BY id FOR UPDATE`;
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
