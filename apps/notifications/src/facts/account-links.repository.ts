import { Injectable } from '@nestjs/common';
import { Database, type LinkPurpose, type Queries } from '#libs/database';

/** A link as the mail that carries it needs it. */
export interface AccountLink {
  readonly id: string;
  readonly purpose: LinkPurpose;
  /** None for an invitation */
  readonly userId: number | null;
  /** Where it is sent to, and so what it proves */
  readonly email: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const fields = {
  id: true,
  purpose: true,
  userId: true,
  email: true,
  createdAt: true,
  expiresAt: true,
  usedAt: true,
} as const;

@Injectable()
export class AccountLinksRepository {
  constructor(private readonly database: Database) {}

  async find(
    ids: readonly string[],
    queries: Queries = this.database.client,
  ): Promise<ReadonlyMap<string, AccountLink>> {
    if (ids.length === 0) return new Map();
    const rows = await queries.accountLink.findMany({ where: { id: { in: [...ids] } }, select: fields });
    return new Map(rows.map((row) => [row.id, row]));
  }
}
