import { isUniqueViolation, Prisma } from '#libs/database';

/** How a request is recognised when it comes again. */
export interface IdempotentRequest {
  readonly userId: number;
  /** Method and path template: the same key on another route is another request */
  readonly route: string;
  readonly key: string;
  /** SHA-256 of what was asked for */
  readonly requestHash: string;
}

/** The key belongs to a request that was carried out before, so nothing was written. */
export class KeyTaken extends Error {}

/**
 * A CTE that keeps the first answer to a request, in the statement that writes what it answers. A key that is taken
 * fails the whole statement; see {@link orKeyTaken}.
 *
 * @param answer an expression over `source`
 */
export const keepAnswer = (
  request: IdempotentRequest | undefined,
  answer: Prisma.Sql,
  now: Date,
  source: Prisma.Sql,
): Prisma.Sql =>
  request === undefined
    ? Prisma.empty
    : Prisma.sql`, key AS (
        INSERT INTO idempotency_keys (user_id, route, key, request_hash, result, created_at)
        SELECT ${request.userId}, ${request.route}, ${request.key}, ${request.requestHash}, ${answer}, ${now}
        FROM ${source})`;

/** What {@link keepAnswer} failed with as KeyTaken; anything else as it is */
export const keyTakenOr = <T>(request: IdempotentRequest | undefined, error: T): T | KeyTaken =>
  request !== undefined && isUniqueViolation(error) ? new KeyTaken() : error;

/** @throws {@link keyTakenOr} */
export function orKeyTaken(request: IdempotentRequest | undefined, error: unknown): never {
  throw keyTakenOr(request, error);
}
