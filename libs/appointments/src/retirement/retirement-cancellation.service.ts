import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { type RetirementSubject } from '#libs/doctors';
import { appointmentNotFound } from '../record/index.js';
import { type Cancellations, CancellationsService } from '../visits/index.js';
import { RetirementService } from './retirement.service.js';

/** Which visits of a retirement are called off. */
export interface RetirementCancellationRequest {
  /** Why; kept in the history and told to the patients */
  readonly reason: string;
  /** `YYYY-MM-DD`; the date of the retirement by default */
  readonly on?: string | undefined;
  /** All when left out */
  readonly appointmentIds?: readonly number[] | undefined;
}

/** What became of the visits of a retirement. */
export interface RetirementCancellation extends Cancellations {
  /** How many visits on the date or later are still booked */
  readonly remaining: number;
}

/** Calls off the visits that a retirement leaves. */
@Injectable()
export class RetirementCancellationService {
  constructor(
    private readonly retirements: RetirementService,
    private readonly cancellations: CancellationsService,
  ) {}

  /**
   * Cancels the visits that a retirement leaves, 500 at most. Asking again goes on where this ended.
   *
   * @throws AppError as {@link RetirementService.remaining}; `appointment.not_found` when one that is named is not among
   *   them
   */
  async cancel(
    actor: Actor,
    subject: RetirementSubject,
    { reason, on, appointmentIds }: RetirementCancellationRequest,
  ): Promise<RetirementCancellation> {
    const visits = await this.retirements.remaining(actor, subject, on, appointmentIds);
    if (appointmentIds !== undefined && visits.length < appointmentIds.length) throw appointmentNotFound();
    const cancellations = await this.cancellations.cancelEach(actor, visits, reason);
    return { ...cancellations, remaining: await this.retirements.countRemaining(actor, subject, on) };
  }
}
