import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { elsewhere } from '#libs/auth';
import { Clock } from '#libs/common';
import { type Actor, type Appointment } from './appointment.js';
import { AnyDoctorAvailabilityService, mostDoctors } from './any-doctor-availability.service.js';
import { type Kind } from './any-doctor.repository.js';
import { notBookable, patientBusy, slotTaken, visitTypeNotOffered } from './appointments.errors.js';
import { type Interval, isFarOff, type RefusalCode } from './availability.js';
import { type BookingRequest, firstStatus, toNewPlace } from './booking-planner.js';
import { BookingsRepository, type NewAppointment } from './bookings.repository.js';
import { midnights } from './days.js';
import { type IdempotentRequest } from './idempotency.repository.js';
import { Outcomes } from './outcomes.js';
import { judge } from './places.js';
import { Quotas } from './quotas.js';
import { mayBook, patientOf } from './reach.js';
import { type OfferedVisit } from './slots.js';

/** A visit with whoever of a specialization is free. */
export interface AnyDoctorRequest extends Omit<BookingRequest, 'doctorId' | 'overbookReason'>, Kind {}

/** What stands against the start with one doctor; nothing when it was lost to somebody faster. */
type Refusals = readonly RefusalCode[];

/** The reason that is told when no doctor can be had: the one that comes nearest to a booking, first. */
const nearness: Refusals = ['off_grid', 'too_soon', 'closed', 'outside_hours', 'beyond_horizon', 'in_past'];

/** Books whoever of a specialization is free, the one with the fewest visits on that day first. */
@Injectable()
export class AnyDoctorService {
  constructor(
    private readonly availability: AnyDoctorAvailabilityService,
    private readonly bookings: BookingsRepository,
    private readonly outcomes: Outcomes,
    private readonly quotas: Quotas,
    private readonly clock: Clock,
  ) {}

  /**
   * Books a visit with one of the doctors. As long as one of them is free nobody is turned away, whoever is faster.
   *
   * @throws AppError `appointment.no_such_doctors`; `.slot_taken` with `alternatives` among all these doctors;
   *   `.patient_busy`; `auth.elsewhere` to staff of other locations; what else a booking with one doctor throws, when none can be had for that reason
   * @throws KeyTaken
   */
  async book(actor: Actor, wish: AnyDoctorRequest, request?: IdempotentRequest): Promise<Appointment> {
    const { at } = wish;
    const userId = patientOf(wish, actor);
    const now = this.clock.now();
    if (at < now.epochMilliseconds) throw this.refused('in_past');
    if (isFarOff(at, now)) throw this.refused('beyond_horizon');
    const candidates = await this.availability.candidates(wish);
    const doctorIds = await this.availability.leastBusy(candidates, ({ timeZone }) => dateOf(at, timeZone));
    const refusals: Refusals[] = [];
    let isElsewhere = false;
    for (let next = 0; next < doctorIds.length; next += mostDoctors) {
      const some = doctorIds.slice(next, next + mostDoctors);
      for (const doctor of await this.availability.load(some, wish, { start: at, end: at + 1 })) {
        const planned = this.plan(doctor, { ...wish, userId }, actor);
        refusals.push(planned.codes);
        if (planned.booking === undefined) continue;
        if (!mayBook(actor, userId, planned.booking.locationId)) {
          isElsewhere = true;
          continue;
        }
        const booked = await this.bookings.book(planned.booking, request);
        if (booked !== null) return booked;
        if (await this.bookings.patientIsBusy(userId, planned.booking.visit)) throw this.patientIsBusy();
      }
    }
    if (isElsewhere) throw elsewhere();
    throw await this.explain(refusals, doctorIds, wish);
  }

  private plan(
    doctor: OfferedVisit,
    { at, userId, reason = null }: AnyDoctorRequest & { userId: number },
    actor: Actor,
  ): { codes: Refusals; booking?: NewAppointment } {
    // Hours at the location may be some weeks away.
    if (doctor.places.length === 0) return { codes: ['outside_hours'] };
    const now = this.clock.now();
    const { place, codes } = judge(doctor, at, now);
    if (codes.length > 0) return { codes };
    const booking = {
      ...toNewPlace(doctor, place, at),
      userId,
      status: firstStatus(doctor.visit.confirmation),
      reason,
      actorId: actor.userId,
      quota: this.quotas.of(actor, userId),
      now: new Date(now.epochMilliseconds),
    };
    return { codes, booking };
  }

  /** Why none of the doctors can be had. One who is merely taken could have been. */
  private async explain(
    refusals: readonly Refusals[],
    doctorIds: readonly number[],
    wish: AnyDoctorRequest,
  ): Promise<Error> {
    if (refusals.length === 0) return visitTypeNotOffered();
    const rules = refusals.map((codes) => codes.filter((code) => code !== 'taken'));
    if (rules.some((codes) => codes.length === 0)) {
      this.outcomes.refused('slot_taken');
      return slotTaken(await this.availability.nearest(doctorIds, wish, wish.at));
    }
    const rank = ([first]: Refusals): number => nearness.indexOf(first ?? 'in_past');
    const [[nearest = 'outside_hours'] = []] = rules.sort((a, b) => a.length - b.length || rank(a) - rank(b));
    return this.refused(nearest);
  }

  private patientIsBusy(): Error {
    this.outcomes.refused('refused');
    return patientBusy();
  }

  private refused(code: Parameters<typeof notBookable>[0]): Error {
    this.outcomes.refused('refused');
    return notBookable(code);
  }
}

/** The local date of an instant, from its first instant to its last. */
function dateOf(at: number, timeZone: string): Interval {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  return midnights({ from: date, to: date }, timeZone);
}
