import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '#libs/common';
import { type Actor } from './appointment.js';
import { idempotencyKeyReused } from './appointments.errors.js';
import { IdempotencyRepository, type IdempotentRequest, KeyTaken } from './idempotency.repository.js';

const lifetimeMilliseconds = 24 * 60 * 60 * 1000;

/**
 * How a request is recognised when it comes again.
 *
 * @param route method and path template, such as `POST /appointments/:id/cancel`
 * @param key what the client sent as `Idempotency-Key`
 * @param asked everything that was asked for, in a fixed order
 * @returns undefined without a key
 */
export const identify = (
  { userId }: Actor,
  route: string,
  key: string | undefined,
  asked: readonly unknown[],
): IdempotentRequest | undefined =>
  key === undefined
    ? undefined
    : {
        userId,
        route,
        key,
        requestHash: createHash('sha256').update(JSON.stringify(asked)).digest('hex'),
      };

/** Lets a request that comes again act once: a client that lost the answer asks until it has one. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly repository: IdempotencyRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Carries a request out, unless it was before: then its first answer is given again, for 24 hours.
   *
   * The answer is kept by the statement that acts, whose key can be there only once. So nobody need look for it first,
   * and what fails is looked up: it may have failed for no other reason than that it was done already.
   *
   * @param act writes its answer with {@link keepAnswer}, or, where there was nothing to do, by {@link keep}
   * @throws AppError `idempotency.key_reused`, and what `act` throws
   */
  async once<T>(request: IdempotentRequest | undefined, act: () => Promise<T>): Promise<T> {
    if (request === undefined) return act();
    try {
      return await act();
    } catch (error) {
      // Who may not do it any more, such as for somebody whom they no longer care for, is not shown what it led to.
      if (error instanceof AppError && (error.kind === 'forbidden' || error.kind === 'not_found'))
        throw error;
      const since = new Date(this.now() - lifetimeMilliseconds);
      const first = await this.repository.find(request, since);
      if (first !== null) {
        if (first.requestHash !== request.requestHash) throw idempotencyKeyReused();
        return first.answer as T;
      }
      // What was in the way was too old to count, and is gone now.
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
    if (request !== undefined) await this.repository.keep(request, answer, new Date(this.now()));
    return answer;
  }

  private now(): number {
    return this.clock.now().epochMilliseconds;
  }
}
