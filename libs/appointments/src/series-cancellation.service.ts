import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '#libs/common';
import { type Actor, type Appointment } from './appointment.js';
import { seriesNotFound } from './appointments.errors.js';
import { AppointmentsService } from './appointments.service.js';
import { LifeCycleService } from './life-cycle.service.js';
import { mostVisits } from './recurrence.js';

/** PostgreSQL refuses to compare with anything else. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A visit that stays, and why: the code and text that cancelling it alone is answered with. */
export interface LeftVisit {
  readonly id: number;
  /** The patient */
  readonly userId: number;
  readonly code: string;
  readonly message: string;
}

/** What became of the visits that were still to come. */
export interface SeriesCancellation {
  /** In order of time; those that had been called off before are among them */
  readonly cancelled: readonly Appointment[];
  readonly left: readonly LeftVisit[];
}

/** Calls off what is still to come of a series. */
@Injectable()
export class SeriesCancellationService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly lifeCycle: LifeCycleService,
    private readonly clock: Clock,
  ) {}

  /**
   * Cancels each visit of a series that is still to come, by the rules of a single one. Asking again gives the same
   * answer, and goes on where a failure stopped it.
   *
   * @throws AppError `series.not_found`, also for what the actor may not see
   */
  async cancel(seriesId: string, actor: Actor, reason: string | null): Promise<SeriesCancellation> {
    if (!uuid.test(seriesId)) throw seriesNotFound();
    const { items } = await this.appointments.list({ seriesId, limit: mostVisits }, actor);
    if (items.length === 0) throw seriesNotFound();
    const now = this.clock.now().epochMilliseconds;
    const cancelled: Appointment[] = [];
    const left: LeftVisit[] = [];
    for (const { id, userId, appointmentDateTime } of items) {
      if (appointmentDateTime.getTime() <= now) continue;
      try {
        cancelled.push(await this.lifeCycle.cancel(id, actor, { reason }));
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
