import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, uuidForm } from '#libs/common';
import { AppointmentsService } from '../record/index.js';
import { type Cancellations, CancellationsService } from '../visits/index.js';
import { seriesNotFound } from './series.errors.js';
import { mostVisits } from './recurrence.js';

/** PostgreSQL refuses to compare with anything else. */
const uuid = new RegExp(`^${uuidForm}$`, 'i');

/** Calls off what is still to come of a series. */
@Injectable()
export class SeriesCancellationService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly cancellations: CancellationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Cancels each visit of a series that is still to come, by the rules of a single one. Asking again gives the same
   * answer, and goes on where a failure stopped it.
   *
   * @returns in order of time
   * @throws AppError `series.not_found`, also for what the actor may not see
   */
  async cancel(actor: Actor, seriesId: string, reason: string | null): Promise<Cancellations> {
    if (!uuid.test(seriesId)) throw seriesNotFound();
    const { items } = await this.appointments.list(actor, { seriesId, limit: mostVisits });
    if (items.length === 0) throw seriesNotFound();
    const now = this.clock.date();
    const toCome = items.filter(({ appointmentDateTime }) => appointmentDateTime > now);
    return this.cancellations.cancelEach(actor, toCome, reason);
  }
}
