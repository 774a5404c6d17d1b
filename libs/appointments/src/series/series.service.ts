import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { IdempotencyService, identify, type Repeatable } from '../idempotency/index.js';
import { AttemptsService } from '../record/index.js';
import { untilCurrent } from '../visits/index.js';
import { SeriesPlanner, type SeriesRequest } from './series.planner.js';
import { type Series, SeriesRepository } from './series.repository.js';

/** Books a visit that repeats: all of it, or nothing. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly planner: SeriesPlanner,
    private readonly series: SeriesRepository,
    private readonly idempotency: IdempotencyService,
    private readonly attempts: AttemptsService,
  ) {}

  /**
   * Books every visit of a series but those that the request skips, each by the rules of a single one.
   *
   * @throws AppError `series.conflicts` with every visit that cannot be booked, `request.invalid` for a `skip` that
   *   fits no series, `appointment.in_past` and `.beyond_horizon` when no rule reaches as far as the first visit,
   *   `.not_for_others`, `auth.elsewhere`, `.visit_type_not_offered`, `.unknown_patient`, `doctor.not_found`,
   *   `idempotency.key_reused`
   */
  book(actor: Actor, request: SeriesRequest & Repeatable): Promise<Series> {
    const { doctorId, at, visitTypeId, userId, reason, recurrence, skip } = request;
    const { frequency, interval, count } = recurrence;
    const content = [doctorId, at, visitTypeId, userId, reason, frequency, interval, count, skip];
    const repeatable = identify(actor, 'POST /appointments/series', request, content);
    const attempt = async (): Promise<Series | 'outdated'> => {
      const planned = await this.planner.plan(actor, request);
      const booked = await this.series.book({ ...planned, request: repeatable });
      // A faster request took one of the times: the next plan finds which.
      if (booked === 'taken') return 'outdated';
      this.attempts.committed('booked', booked.appointments.length);
      return booked;
    };
    return this.idempotency.once(repeatable, () => untilCurrent(attempt));
  }
}
