import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { AppError, Clock, hour } from '#libs/common';
import { type IdempotentRequest, KeyTaken } from './answer.sql.js';
import { idempotencyKeyReused } from './idempotency.errors.js';
import { IdempotencyRepository } from './idempotency.repository.js';

const lifetime = 24 * hour;

/** A request that a client may send again until it has an answer. */
export interface Repeatable {
  /** The same key and request again give the first answer again, for 24 hours */
  readonly idempotencyKey?: string | undefined;
}

/**
 * How a request is recognised when it comes again.
 *
 * @param route method and path template, such as `POST /appointments/:id/cancel`
 * @param content everything that the request asks for, in a fixed order
 * @returns undefined without a key
 */
export const identify = (
  { userId }: Actor,
  route: string,
  { idempotencyKey: key }: Repeatable,
  content: readonly unknown[],
): IdempotentRequest | undefined =>
  key === undefined
    ? undefined
    : {
        userId,
        route,
        key,
        requestHash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
      };

/** Lets a request that comes again act once: a client that lost the answer asks until it has one. */
@Injectable()
export class IdempotencyService {
  constructor(
    private readonly repository: IdempotencyRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Carries a request out, unless it was before: then its first answer is given again, for 24 hours.
   *
   * The statement that acts keeps the answer, and a key can be kept only once. So the key is looked up after a failure
   * alone: the request may have failed because it was carried out already.
   *
   * @param act writes its answer with {@link keepAnswer}, or by {@link keep} where there was nothing to do
   * @throws AppError `idempotency.key_reused`, and what `act` throws
   */
  async once<T>(request: IdempotentRequest | undefined, act: () => Promise<T>): Promise<T> {
    if (request === undefined) return act();
    try {
      return await act();
    } catch (error) {
      // An actor who lost the right meanwhile, such as a former guardian, is not shown the first answer.
      if (error instanceof AppError && (error.kind === 'forbidden' || error.kind === 'not_found'))
        throw error;
      const since = new Date(this.clock.milliseconds() - lifetime);
      const first = await this.repository.find(request, since);
      if (first !== null) {
        if (first.requestHash !== request.requestHash) throw idempotencyKeyReused();
        return first.answer as T;
      }
      // The key was older than 24 hours, and is gone now.
      if (error instanceof KeyTaken) return act();
      throw error;
    }
  }

  /**
   * Keeps the answer to a request that found nothing to do.
   *
   * @throws KeyTaken which {@link once} understands
   */
  async keep<T>(request: IdempotentRequest | undefined, answer: T): Promise<T> {
    if (request !== undefined) await this.repository.keep(request, answer, this.clock.date());
    return answer;
  }
}
