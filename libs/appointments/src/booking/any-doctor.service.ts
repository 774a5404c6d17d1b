import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { type Actor, elsewhere } from '#libs/auth';
import { Clock } from '#libs/common';
import {
  AnyDoctorAvailabilityService,
  assessStart,
  type BookableDoctor,
  type Interval,
  isFarOff,
  midnights,
  mostDoctors,
  notBookable,
  type RefusalCode,
  visitTypeNotOffered,
} from '../availability/index.js';
import { type IdempotentRequest } from '../idempotency/index.js';
import { canBook, patientFor } from '../policy.js';
import {
  type Appointment,
  AttemptsService,
  BookingsRepository,
  firstStatus,
  patientBusy,
  PatientVisitsRepository,
  type PlannedBooking,
  QuotasService,
} from '../record/index.js';
import { type AnyDoctorBookingRequest } from './booking-request.js';
import { slotTaken } from './booking.errors.js';
import { plannedVisit } from './booking.planner.js';

/** The rules that stand against the start with one doctor; none when a faster request took the time. */
type Refusals = readonly RefusalCode[];

/** The reason that is told when no doctor can be booked: the one that comes nearest to a booking, first. */
const nearness: Refusals = [
  'off_grid',
  'too_soon',
  'closed',
  'outside_hours',
  'retired',
  'beyond_horizon',
  'in_past',
];

/** One request while doctor after doctor is tried for it. */
interface Attempt {
  readonly actor: Actor;
  /** The patient */
  readonly userId: number;
  readonly request: AnyDoctorBookingRequest;
  readonly now: Temporal.Instant;
  /** How the request is recognised when it comes again */
  readonly repeatable: IdempotentRequest | undefined;
  /** Of every doctor who was tried, filled on the way */
  readonly refusals: Refusals[];
}

/** Books any free doctor of a specialization, the one with the fewest visits on that day first. */
@Injectable()
export class AnyDoctorService {
  constructor(
    private readonly availability: AnyDoctorAvailabilityService,
    private readonly bookings: BookingsRepository,
    private readonly patientVisits: PatientVisitsRepository,
    private readonly attempts: AttemptsService,
    private readonly quotas: QuotasService,
    private readonly clock: Clock,
  ) {}

  /**
   * Books a visit with one of the doctors. As long as one of them is free no request is refused, however many race.
   *
   * @throws AppError `appointment.no_such_doctors`; `.slot_taken` with `alternatives` among all these doctors;
   *   `.patient_busy`; `auth.elsewhere` to staff of other locations; what else a booking with one doctor throws, when
   *   it stands against all of them
   * @throws KeyTaken
   */
  async book(
    actor: Actor,
    request: AnyDoctorBookingRequest,
    repeatable?: IdempotentRequest,
  ): Promise<Appointment> {
    const { at } = request;
    const userId = patientFor(actor, request);
    const now = this.clock.now();
    if (at < now.epochMilliseconds) throw this.refused('in_past');
    if (isFarOff(at, now)) throw this.refused('beyond_horizon');
    const candidates = await this.availability.candidates(request, at);
    const doctorIds = await this.availability.leastBusy(
      candidates,
      ({ timeZone }) => dateOf(at, timeZone),
      now,
    );
    const attempt: Attempt = { actor, userId, request, now, repeatable, refusals: [] };
    let isElsewhere = false;
    for (let next = 0; next < doctorIds.length; next += mostDoctors) {
      const some = doctorIds.slice(next, next + mostDoctors);
      for (const doctor of await this.availability.load(some, request, { start: at, end: at + 1 }, now)) {
        const result = await this.tryDoctor(doctor, attempt);
        if (typeof result === 'object') return result;
        isElsewhere ||= result === 'elsewhere';
      }
    }
    if (isElsewhere) throw elsewhere();
    throw await this.explain(attempt.refusals, doctorIds, request);
  }

  private async tryDoctor(
    doctor: BookableDoctor,
    attempt: Attempt,
  ): Promise<Appointment | 'refused' | 'elsewhere'> {
    const { actor, userId, refusals } = attempt;
    const planned = this.plan(doctor, attempt);
    refusals.push(planned.codes);
    if (planned.booking === undefined) return 'refused';
    const { locationId, visit } = planned.booking;
    if (!canBook(actor, { userId, locationId })) return 'elsewhere';
    const booked = await this.bookings.book(planned.booking);
    if (booked !== 'taken') return booked;
    if (await this.patientVisits.isBusy(userId, visit)) throw this.patientIsBusy();
    return 'refused';
  }

  private plan(
    doctor: BookableDoctor,
    { actor, userId, request, now, repeatable }: Attempt,
  ): { codes: Refusals; booking?: PlannedBooking } {
    // Hours at the location may be some weeks away.
    if (doctor.locations.length === 0) return { codes: ['outside_hours'] };
    const { location, codes } = assessStart(doctor, request.at, now);
    if (codes.length > 0) return { codes };
    const booking = {
      ...plannedVisit(doctor, location, request.at),
      userId,
      status: firstStatus(doctor.visit.confirmation),
      reason: request.reason ?? null,
      actorId: actor.userId,
      quota: this.quotas.of(actor, userId),
      now: new Date(now.epochMilliseconds),
      request: repeatable,
    };
    return { codes, booking };
  }

  /** Why no doctor can be booked. A doctor who is merely taken could have been: then the others' reasons do not matter. */
  private async explain(
    refusals: readonly Refusals[],
    doctorIds: readonly number[],
    request: AnyDoctorBookingRequest,
  ): Promise<Error> {
    if (refusals.length === 0) return visitTypeNotOffered();
    const rules = refusals.map((codes) => codes.filter((code) => code !== 'taken'));
    if (rules.some((codes) => codes.length === 0)) {
      this.attempts.refused('slot_taken');
      return slotTaken(await this.availability.nearest(doctorIds, request, request.at, this.clock.now()));
    }
    const rank = ([first]: Refusals): number => nearness.indexOf(first ?? 'in_past');
    const [[nearest = 'outside_hours'] = []] = rules.sort((a, b) => a.length - b.length || rank(a) - rank(b));
    return this.refused(nearest);
  }

  private patientIsBusy(): Error {
    this.attempts.refused('refused');
    return patientBusy();
  }

  private refused(code: Parameters<typeof notBookable>[0]): Error {
    this.attempts.refused('refused');
    return notBookable(code);
  }
}

/** The local date of an instant, from its first instant to its last. */
function dateOf(at: number, timeZone: string): Interval {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  return midnights({ from: date, to: date }, timeZone);
}
