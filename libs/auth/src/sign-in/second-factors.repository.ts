import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

interface SecondFactor {
  /** Sealed */
  readonly secret: string;
  readonly confirmedAt: Date | null;
}

@Injectable()
export class SecondFactorsRepository {
  constructor(private readonly database: Database) {}

  async find(userId: number, queries: Queries = this.database.client): Promise<SecondFactor | null> {
    return queries.secondFactor.findUnique({
      where: { userId },
      select: { secret: true, confirmedAt: true },
    });
  }

  /** Keeps a secret until it is confirmed. @returns false when another one has been confirmed */
  async begin(userId: number, secret: string): Promise<boolean> {
    const written = await this.database.execute(Prisma.sql`
      INSERT INTO second_factors (user_id, secret) VALUES (${userId}, ${secret})
      ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = 0
      WHERE second_factors.confirmed_at IS NULL`);
    return written === 1;
  }

  /** Uses up a time step and all before it. @returns false when that was done before: the code is a repetition */
  async useStep(queries: Queries, userId: number, step: number): Promise<boolean> {
    const { count } = await queries.secondFactor.updateMany({
      where: { userId, lastStep: { lt: step } },
      data: { lastStep: step },
    });
    return count === 1;
  }

  /** @returns false when it was confirmed before */
  async confirm(queries: Queries, userId: number, now: Date): Promise<boolean> {
    const { count } = await queries.secondFactor.updateMany({
      where: { userId, confirmedAt: null },
      data: { confirmedAt: now },
    });
    return count === 1;
  }

  async setRecoveryCodes(queries: Queries, userId: number, hashes: readonly string[]): Promise<void> {
    await queries.recoveryCode.deleteMany({ where: { userId } });
    await queries.recoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId, codeHash })) });
  }

  /** @param hashes of one code, by each key */
  async useRecoveryCode(userId: number, hashes: readonly string[], now: Date): Promise<boolean> {
    const { count } = await this.database.client.recoveryCode.updateMany({
      where: { userId, codeHash: { in: [...hashes] }, usedAt: null },
      data: { usedAt: now },
    });
    return count === 1;
  }

  /** @returns whether it had been confirmed */
  async remove(queries: Queries, userId: number): Promise<boolean> {
    const { count } = await queries.secondFactor.deleteMany({
      where: { userId, confirmedAt: { not: null } },
    });
    await queries.secondFactor.deleteMany({ where: { userId } });
    return count > 0;
  }
}
