import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { elsewhere, worksAt } from '#libs/auth';
import { Clock, invalidInput, type Page } from '#libs/common';
import { AnyDoctorAvailabilityService } from './any-doctor-availability.service.js';
import { type Actor } from './appointment.js';
import { noSuchDoctors, visitTypeNotOffered } from './appointments.errors.js';
import { AvailabilityService } from './availability.service.js';
import { placesAt } from './places.js';
import { Quotas } from './quotas.js';
import { actsFor, patientOf } from './reach.js';
import { type OfferedVisit } from './slots.js';
import { waitlistEntryNotFound } from './waitlist.errors.js';
import { type WaitlistEntry, type WaitlistFilter } from './waitlist-entry.js';
import { WaitlistRepository } from './waitlist.repository.js';

/** The longest time that somebody can wait for, in days. */
const mostDays = 92;
/** Where a date ends last. */
const lastZone = 'Etc/GMT+12';

/** What somebody waits for. */
export interface WaitlistRequest {
  /** This doctor, or any of a specialization */
  readonly doctorId?: number | undefined;
  readonly specialization?: string | undefined;
  readonly locationId?: number | undefined;
  /** Undefined for the doctor's default */
  readonly visitTypeId?: number | undefined;
  /** The first and the last local date on which the visit may be */
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  /** The patient; the actor by default */
  readonly userId?: number | undefined;
}

/** The date that it is where it is earliest: what is before it has passed everywhere. */
export const earliestToday = (now: Temporal.Instant): Temporal.PlainDate =>
  now.toZonedDateTimeISO(lastZone).toPlainDate();

/** Patients who wait for a time to become free. */
@Injectable()
export class WaitlistService {
  constructor(
    private readonly waitlist: WaitlistRepository,
    private readonly availability: AvailabilityService,
    private readonly anyDoctor: AnyDoctorAvailabilityService,
    private readonly quotas: Quotas,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts a patient on the waitlist.
   *
   * @throws AppError `request.invalid`, `waitlist.too_many_entries`, `doctor.not_found`, `appointment.no_such_doctors`,
   *   `.visit_type_not_offered`, `.not_for_others`, `.unknown_patient`, `auth.elsewhere`
   */
  async join(actor: Actor, request: WaitlistRequest): Promise<WaitlistEntry> {
    const now = this.clock.now();
    checkSound(request, now);
    const userId = patientOf(request, actor);
    const doctors = await this.doctorsFor(request, now);
    const locationIds = doctors.flatMap(({ places }) => places.map(({ locationId }) => locationId));
    if (!actsFor(actor, userId) && !locationIds.some((locationId) => worksAt(actor, locationId)))
      throw elsewhere();
    const id = await this.waitlist.add({
      userId,
      doctorId: request.doctorId ?? null,
      specialization: request.specialization ?? null,
      locationId: request.locationId ?? null,
      visitTypeId: request.visitTypeId ?? null,
      from: request.from.toString(),
      to: request.to.toString(),
      actorId: actor.userId,
      now: new Date(now.epochMilliseconds),
      quota: this.quotas.of(actor, userId)?.waitlist,
    });
    return this.find(id, actor);
  }

  list(filter: WaitlistFilter, actor: Actor): Promise<Page<WaitlistEntry>> {
    return this.waitlist.list(filter, actor);
  }

  /** @throws AppError `waitlist.not_found`, also for what the actor may not see */
  async find(id: number, actor: Actor): Promise<WaitlistEntry> {
    const entry = await this.waitlist.findVisible(id, actor);
    if (entry === null) throw waitlistEntryNotFound();
    return entry;
  }

  /** Those who would do, with their hours at the location that is meant. */
  private async doctorsFor(request: WaitlistRequest, now: Temporal.Instant): Promise<OfferedVisit[]> {
    const { doctorId, specialization = '', locationId, visitTypeId } = request;
    const moment = { start: now.epochMilliseconds, end: now.epochMilliseconds + 1 };
    if (doctorId === undefined) {
      const kind = { specialization, locationId };
      const candidates = await this.anyDoctor.candidates(kind);
      const ids = candidates.map((candidate) => candidate.doctorId);
      const doctors = await this.anyDoctor.load(ids, { locationId, visitTypeId }, moment);
      if (doctors.length === 0) throw visitTypeNotOffered();
      return doctors;
    }
    const doctor = await this.availability.load(doctorId, visitTypeId, moment);
    const places = placesAt(doctor.places, locationId);
    if (places.length === 0) throw noSuchDoctors(['locationId']);
    return [{ ...doctor, places }];
  }
}

/** @throws AppError `request.invalid` when the parts do not go together */
function checkSound({ doctorId, specialization, from, to }: WaitlistRequest, now: Temporal.Instant): void {
  const today = earliestToday(now);
  if (doctorId === undefined && specialization === undefined)
    throw invalidInput({ pointer: '/doctorId', detail: 'is needed, or a specialization' });
  if (doctorId !== undefined && specialization !== undefined)
    throw invalidInput({ pointer: '/specialization', detail: 'does not go with a doctorId' });
  if (Temporal.PlainDate.compare(to, from) < 0)
    throw invalidInput({ pointer: '/to', detail: 'must not be before from' });
  if (Temporal.PlainDate.compare(to, today) < 0)
    throw invalidInput({ pointer: '/to', detail: 'must not have passed' });
  if (from.until(to, { largestUnit: 'days' }).days >= mostDays)
    throw invalidInput({ pointer: '/to', detail: `must be at most ${mostDays} days from from` });
}
