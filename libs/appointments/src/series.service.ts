import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, invalidInput } from '#libs/common';
import { type Actor } from './appointment.js';
import { notBookable, seriesConflicts } from './appointments.errors.js';
import { isFarOff } from './availability.js';
import { AvailabilityService } from './availability.service.js';
import { type BookingRequest } from './booking-planner.js';
import { untilCurrent } from './contention.js';
import { Idempotency, identify } from './idempotency.service.js';
import { Outcomes } from './outcomes.js';
import { Quotas } from './quotas.js';
import { assertMayBook, patientOf } from './reach.js';
import { spanOf } from './recurrence.js';
import { planSeries, type SeriesConflict, type SeriesDates } from './series.js';
import { type NewSeries, type Series, SeriesRepository } from './series.repository.js';

/** What is asked for: a visit, and how it repeats. */
export interface SeriesOrder extends BookingRequest, SeriesDates {}

/** Books a visit that repeats: all of it, or nothing. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly repository: SeriesRepository,
    private readonly availability: AvailabilityService,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly outcomes: Outcomes,
    private readonly quotas: Quotas,
  ) {}

  /**
   * Books every visit of a series but those that are left out knowingly, each by the rules of a single one.
   *
   * @param idempotencyKey the same key and request again give the first answer again, for 24 hours
   * @throws AppError `series.conflicts` with every visit that cannot be booked, `request.invalid` for a `skip` that
   *   fits no series, `appointment.in_past` and `.beyond_horizon` when no rule reaches as far as the first visit,
   *   `.not_for_others`, `auth.elsewhere`, `.visit_type_not_offered`, `.unknown_patient`, `doctor.not_found`, `idempotency.key_reused`
   */
  book(actor: Actor, order: SeriesOrder, idempotencyKey?: string): Promise<Series> {
    const { doctorId, at, visitTypeId, userId, reason, recurrence, skip } = order;
    const { frequency, interval, count } = recurrence;
    const asked = [doctorId, at, visitTypeId, userId, reason, frequency, interval, count, skip];
    const request = identify(actor, 'POST /appointments/series', idempotencyKey, asked);
    const attempt = async (): Promise<Series | 'outdated'> => {
      const planned = await this.plan(order, actor);
      const booked = await this.repository.book(planned, request);
      // Somebody was faster with one of the times: looking again finds which.
      if (booked === null) return 'outdated';
      this.outcomes.committed('booked', booked.appointments.length);
      return booked;
    };
    return this.idempotency.once(request, () => untilCurrent(attempt));
  }

  private async plan(order: SeriesOrder, actor: Actor): Promise<NewSeries> {
    const userId = patientOf(order, actor);
    checkSkip(order);
    const { doctorId, at, visitTypeId, recurrence, reason = null } = order;
    const now = this.clock.now();
    if (isFarOff(at, now)) throw notBookable(at < now.epochMilliseconds ? 'in_past' : 'beyond_horizon');
    const span = spanOf(at, recurrence);
    const [offered, elsewhere] = await Promise.all([
      this.availability.load(doctorId, visitTypeId, span),
      this.repository.visitsOf(userId, span),
    ]);
    const { visits, conflicts } = planSeries(offered, order, elsewhere, now);
    for (const { locationId } of visits) assertMayBook(actor, userId, locationId);
    if (conflicts.length > 0) throw this.refused(conflicts);
    const { visit } = offered;
    return {
      seriesId: randomUUID(),
      userId,
      doctorId,
      visitTypeId: visit.id,
      visits,
      status: visit.confirmation === 'manual' ? 'pending' : 'confirmed',
      reason,
      actorId: actor.userId,
      quota: this.quotas.of(actor, userId),
      now: new Date(now.epochMilliseconds),
    };
  }

  private refused(conflicts: readonly SeriesConflict[]): Error {
    this.outcomes.refused(conflicts.some(({ code }) => code === 'taken') ? 'slot_taken' : 'refused');
    return seriesConflicts(conflicts);
  }
}

/** @throws AppError `request.invalid` */
function checkSkip({ skip = [], recurrence: { count } }: SeriesDates): void {
  for (const [index, occurrence] of skip.entries()) {
    const pointer = `/skip/${index}`;
    if (occurrence > count) throw invalidInput({ pointer, detail: `must be at most ${count}` });
    if (skip.indexOf(occurrence) < index) throw invalidInput({ pointer, detail: 'must be named once' });
  }
  if (skip.length === count) throw invalidInput({ pointer: '/skip', detail: 'must leave a visit' });
}
