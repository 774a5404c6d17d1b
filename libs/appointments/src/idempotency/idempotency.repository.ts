import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type Prisma } from '#libs/database';
import { type IdempotentRequest, KeyTaken } from './answer.sql.js';
import { revive } from './revive.js';

@Injectable()
export class IdempotencyRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps an answer that went with no change.
   *
   * @throws KeyTaken
   */
  async keep(
    { userId, route, key, requestHash }: IdempotentRequest,
    answer: unknown,
    now: Date,
  ): Promise<void> {
    const result = JSON.parse(JSON.stringify(answer)) as Prisma.InputJsonValue;
    await this.database.client.idempotencyKey
      .create({ data: { userId, route, key, requestHash, result, createdAt: now } })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new KeyTaken() : error;
      });
  }

  /** The first answer to a request, unless it is older than `since`; such a one is forgotten on the way. */
  async find(
    { userId, route, key }: IdempotentRequest,
    since: Date,
  ): Promise<{ requestHash: string; answer: unknown } | null> {
    const row = await this.database.client.idempotencyKey.findUnique({
      where: { userId_route_key: { userId, route, key } },
    });
    if (row === null) return null;
    if (row.createdAt >= since) return { requestHash: row.requestHash, answer: revive(row.result) };
    await this.database.client.idempotencyKey.deleteMany({
      where: { userId, route, key, createdAt: { lt: since } },
    });
    return null;
  }
}
