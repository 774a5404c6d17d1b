import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, fieldError, invalidInput } from '#libs/common';
import { AvailabilityService, isFarOff, notBookable } from '../availability/index.js';
import { type DoctorBookingRequest } from '../booking/index.js';
import { assertCanBook, patientFor } from '../policy.js';
import { AttemptsService, firstStatus, PatientVisitsRepository, QuotasService } from '../record/index.js';
import { spanOf } from './recurrence.js';
import { assessSeries, type SeriesConflict, type SeriesDates } from './series.js';
import { seriesConflicts } from './series.errors.js';
import { type PlannedSeries } from './series.repository.js';

/** A visit, and how it repeats. */
export interface SeriesRequest extends DoctorBookingRequest, SeriesDates {}

/** Applies the rules to a series: the first step of plan, write. */
@Injectable()
export class SeriesPlanner {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly patientVisits: PatientVisitsRepository,
    private readonly quotas: QuotasService,
    private readonly attempts: AttemptsService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError as {@link SeriesService.book} */
  async plan(actor: Actor, request: SeriesRequest): Promise<PlannedSeries> {
    const userId = patientFor(actor, request);
    assertSound(request);
    const { doctorId, at, visitTypeId, recurrence, reason = null } = request;
    const now = this.clock.now();
    if (isFarOff(at, now)) throw notBookable(at < now.epochMilliseconds ? 'in_past' : 'beyond_horizon');
    const span = spanOf(at, recurrence);
    const [doctor, elsewhere] = await Promise.all([
      this.availability.load({ doctorId, visitTypeId, range: span }, now),
      this.patientVisits.find([userId], span),
    ]);
    const { visits, conflicts } = assessSeries(doctor, request, elsewhere, now);
    for (const { locationId } of visits) assertCanBook(actor, { userId, locationId });
    if (conflicts.length > 0) throw this.refused(conflicts);
    return {
      seriesId: randomUUID(),
      userId,
      doctorId,
      visitTypeId: doctor.visit.id,
      visits,
      status: firstStatus(doctor.visit.confirmation),
      reason,
      actorId: actor.userId,
      quota: this.quotas.of(actor, userId),
      now: new Date(now.epochMilliseconds),
    };
  }

  private refused(conflicts: readonly SeriesConflict[]): Error {
    this.attempts.refused(conflicts.some(({ code }) => code === 'taken') ? 'slot_taken' : 'refused');
    return seriesConflicts(conflicts);
  }
}

/** @throws AppError `request.invalid` for a `skip` that fits no series */
function assertSound({ skip = [], recurrence: { count } }: SeriesDates): void {
  for (const [index, occurrence] of skip.entries()) {
    const pointer = `/skip/${index}`;
    if (occurrence > count) throw invalidInput(fieldError(pointer, 'number.too_large', { max: count }));
    if (skip.indexOf(occurrence) < index) throw invalidInput(fieldError(pointer, 'entry.repeated'));
  }
  if (skip.length === count) throw invalidInput(fieldError('/skip', 'series.empty'));
}
