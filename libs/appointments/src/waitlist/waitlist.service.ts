import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { type Actor, elsewhere } from '#libs/auth';
import { Clock, fieldError, invalidInput, lastZone, type Page } from '#libs/common';
import {
  AnyDoctorAvailabilityService,
  AvailabilityService,
  noSuchDoctors,
  type BookableDoctor,
  hoursAt,
  isRetiredFrom,
  midnights,
  notBookable,
  visitTypeNotOffered,
} from '../availability/index.js';
import { canPutOnWaitlist, patientFor } from '../policy.js';
import { QuotasService } from '../record/index.js';
import { waitlistEntryNotFound } from './waitlist.errors.js';
import { type WaitlistEntry, type WaitlistFilter } from './entry.js';
import { WaitlistRepository } from './waitlist.repository.js';

/** The longest range of dates that an entry can have, in days. */
const mostDays = 92;

/** A request to wait for a visit. */
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

/** The earliest date that it is anywhere: dates before it have passed everywhere. */
export const earliestToday = (now: Temporal.Instant): Temporal.PlainDate =>
  now.toZonedDateTimeISO(lastZone).toPlainDate();

/** Patients who wait for a time to become free. */
@Injectable()
export class WaitlistService {
  constructor(
    private readonly waitlist: WaitlistRepository,
    private readonly availability: AvailabilityService,
    private readonly anyDoctor: AnyDoctorAvailabilityService,
    private readonly quotas: QuotasService,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts a patient on the waitlist.
   *
   * @throws AppError `request.invalid`, `waitlist.too_many_entries`, `doctor.not_found`, `appointment.no_such_doctors`,
   *   `.visit_type_not_offered`, `.retired`, `.not_for_others`, `.unknown_patient`, `auth.elsewhere`
   */
  async join(actor: Actor, request: WaitlistRequest): Promise<WaitlistEntry> {
    const now = this.clock.now();
    assertSound(request, now);
    const userId = patientFor(actor, request);
    const doctors = await this.doctorsFor(request, now);
    const locationIds = doctors.flatMap(({ locations }) => locations.map(({ locationId }) => locationId));
    if (!canPutOnWaitlist(actor, userId, locationIds)) throw elsewhere();
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
    return this.find(actor, id);
  }

  /** The entries that the actor may see, the oldest first. */
  list(actor: Actor, filter: WaitlistFilter): Promise<Page<WaitlistEntry>> {
    return this.waitlist.list(actor, filter);
  }

  /** @throws AppError `waitlist.not_found`, also for entries that the actor may not see */
  async find(actor: Actor, id: number): Promise<WaitlistEntry> {
    const entry = await this.waitlist.findVisible(actor, id);
    if (entry === null) throw waitlistEntryNotFound();
    return entry;
  }

  /** The doctors who will do, with their hours at the location that is meant. */
  private async doctorsFor(request: WaitlistRequest, now: Temporal.Instant): Promise<BookableDoctor[]> {
    const { doctorId, specialization = '', locationId, visitTypeId } = request;
    const moment = { start: now.epochMilliseconds, end: now.epochMilliseconds + 1 };
    // The dates are those of each location: a day's margin covers all zones.
    const { start } = midnights({ from: request.from, to: request.from }, 'UTC', 1);
    const earliest = Math.max(now.epochMilliseconds, start);
    if (doctorId === undefined) {
      const candidates = await this.anyDoctor.candidates({ specialization, locationId }, earliest);
      const ids = candidates.map((candidate) => candidate.doctorId);
      const doctors = await this.anyDoctor.load(ids, { locationId, visitTypeId }, moment, now);
      if (doctors.length === 0) throw visitTypeNotOffered();
      return doctors;
    }
    const doctor = await this.availability.load({ doctorId, visitTypeId, range: moment }, now);
    const locations = hoursAt(doctor.locations, locationId);
    if (locations.length === 0) throw noSuchDoctors(['locationId']);
    const from = request.from.toString();
    if (locations.every((location) => isRetiredFrom({ ...location, visit: doctor.visit }, from)))
      throw notBookable('retired', '/from');
    return [{ ...doctor, locations }];
  }
}

/** @throws AppError `request.invalid` when the parts do not go together */
function assertSound({ doctorId, specialization, from, to }: WaitlistRequest, now: Temporal.Instant): void {
  const today = earliestToday(now);
  if (doctorId === undefined && specialization === undefined)
    throw invalidInput(fieldError('/doctorId', 'field.required_unless', { other: 'specialization' }));
  if (doctorId !== undefined && specialization !== undefined)
    throw invalidInput(fieldError('/specialization', 'field.not_with', { other: 'doctorId' }));
  if (Temporal.PlainDate.compare(to, from) < 0)
    throw invalidInput(fieldError('/to', 'date.before', { other: 'from' }));
  if (Temporal.PlainDate.compare(to, today) < 0) throw invalidInput(fieldError('/to', 'date.passed'));
  if (from.until(to, { largestUnit: 'days' }).days >= mostDays)
    throw invalidInput(fieldError('/to', 'date.too_far', { max: mostDays, other: 'from' }));
}
