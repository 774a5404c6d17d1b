import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { AppError } from '#libs/common';
import { type Appointment } from '../record/index.js';
import { LifeCycleService } from './life-cycle.service.js';

/** A visit that stays, and why: the code and text that cancelling it alone is answered with. */
export interface LeftVisit {
  readonly id: number;
  /** The patient */
  readonly userId: number;
  readonly code: string;
  readonly message: string;
}

/** What became of visits that were called off together. */
export interface Cancellations {
  /** In the order given; those that had been called off before are among them */
  readonly cancelled: readonly Appointment[];
  readonly left: readonly LeftVisit[];
}

/** Calls several visits off. */
@Injectable()
export class CancellationsService {
  constructor(private readonly lifeCycle: LifeCycleService) {}

  /**
   * Cancels each visit by the rules of a single one, in a transaction of its own. Asking again gives the same answer, and
   * goes on where a failure stopped it.
   */
  async cancelEach(
    actor: Actor,
    visits: readonly Appointment[],
    reason: string | null,
  ): Promise<Cancellations> {
    const cancelled: Appointment[] = [];
    const left: LeftVisit[] = [];
    for (const { id, userId } of visits) {
      try {
        cancelled.push(await this.lifeCycle.cancel(actor, id, { reason }));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        left.push({ id, userId, code: error.code, message: error.message });
      }
    }
    return { cancelled, left };
  }
}

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && error.kind !== 'unavailable';
