import { Injectable } from '@nestjs/common';
import { assertWorksAt } from '#libs/auth';
import { Clock } from '#libs/common';
import { type AppointmentStatus, type Confirmation } from '#libs/database';
import { type Actor } from './appointment.js';
import { notBookable, patientBusy, slotTaken } from './appointments.errors.js';
import { busyWith, isFarOff, type RefusalCode } from './availability.js';
import { AvailabilityService } from './availability.service.js';
import { BookingsRepository, type NewAppointment, type NewPlace } from './bookings.repository.js';
import { Outcomes } from './outcomes.js';
import { judge, type Place } from './places.js';
import { type Quota, Quotas } from './quotas.js';
import { assertMayBook, checkMayOverbook, patientOf } from './reach.js';
import { type OfferedVisit } from './slots.js';

/** What is asked for. */
export interface BookingRequest {
  readonly doctorId: number;
  /** Milliseconds since 1970 UTC */
  readonly at: number;
  /** Undefined for the doctor's default */
  readonly visitTypeId?: number | undefined;
  /** The patient; the actor by default */
  readonly userId?: number | undefined;
  /** What the visit is about */
  readonly reason?: string | null | undefined;
  /** Why staff squeeze the visit in, in a lane of its own beside ordinary bookings */
  readonly overbookReason?: string | undefined;
}

/** What decides whether and where a visit can take place. */
export interface PlaceRequest extends Pick<BookingRequest, 'doctorId' | 'at' | 'visitTypeId'> {
  /** An appointment that is to be moved, and so is not in its own way */
  readonly movedId?: number;
  /** Rules that do not matter */
  readonly waived?: readonly RefusalCode[];
}

/** A place that passed every rule, and whether its time was seen to be taken. */
export interface PlannedPlace {
  readonly place: NewPlace;
  readonly confirmation: Confirmation;
  readonly isTaken: boolean;
}

/** A booking that passed every rule, and whether its time was seen to be taken. */
export interface BookingPlan {
  readonly booking: NewAppointment;
  readonly isTaken: boolean;
}

/** What a visit that is squeezed in may do. Hours, closures and the horizon hold for it as for any other. */
const squeezable: readonly RefusalCode[] = ['off_grid', 'too_soon', 'taken'];

/** What could not be had. */
type LostPlace = NewPlace & Pick<NewAppointment, 'overbookReason'>;

/** Applies the rules to what somebody wants to book, hold or move, and says why it cannot be had. */
@Injectable()
export class BookingPlanner {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
    private readonly outcomes: Outcomes,
    private readonly quotas: Quotas,
  ) {}

  /**
   * Plans a booking: {@link place}, for a patient.
   *
   * @param waived rules that do not matter
   * @throws AppError `appointment.not_for_others`, `.overbooking_not_allowed`, `auth.elsewhere` and those of {@link place}
   */
  async plan(
    request: BookingRequest,
    actor: Actor,
    waived: readonly RefusalCode[] = [],
  ): Promise<BookingPlan> {
    const { reason = null, overbookReason } = request;
    const userId = patientOf(request, actor);
    const isSqueezed = overbookReason !== undefined;
    checkMayOverbook(request, actor);
    const { place, confirmation, isTaken } = await this.place({
      ...request,
      waived: isSqueezed ? [...waived, ...squeezable] : waived,
    });
    assertMayBook(actor, userId, place.locationId);
    if (isSqueezed) assertWorksAt(actor, place.locationId);
    const booking: NewAppointment = {
      ...place,
      userId,
      status: firstStatus(confirmation),
      reason,
      actorId: actor.userId,
      quota: this.quotaOf(actor, userId),
      now: new Date(this.clock.now().epochMilliseconds),
      ...(isSqueezed && { overbookReason }),
    };
    return { booking, isTaken };
  }

  /**
   * Applies every rule but the overlap with what is booked at this very moment, which PostgreSQL decides.
   *
   * @throws AppError `appointment.in_past`, `.too_soon`, `.beyond_horizon`, `.outside_hours`, `.closed`, `.off_grid`,
   *   `.visit_type_not_offered`, `doctor.not_found`
   */
  async place(request: PlaceRequest): Promise<PlannedPlace> {
    const { doctorId, at, visitTypeId, movedId, waived = [] } = request;
    const now = this.clock.now();
    if (at < now.epochMilliseconds && !waived.includes('in_past')) throw this.refused('in_past');
    if (isFarOff(at, now)) throw this.refused('beyond_horizon');
    const offered = await this.availability.load(doctorId, visitTypeId, { start: at, end: at + 1 }, movedId);
    const { place, codes } = judge(offered, at, now);
    const standing = codes.filter((code) => !waived.includes(code));
    const refusal = standing.find((code) => code !== 'taken');
    if (refusal !== undefined) throw this.refused(refusal);
    return {
      place: toNewPlace(offered, place, at),
      confirmation: offered.visit.confirmation,
      isTaken: standing.includes('taken'),
    };
  }

  /** What a patient may have at once when the actor books for them; undefined without bounds. */
  quotaOf(actor: Actor, userId: number): Quota | undefined {
    return this.quotas.of(actor, userId);
  }

  /**
   * Why a place could not be had: the doctor is taken, perhaps only since the check, or the patient is busy.
   *
   * @param userId the patient
   * @param movedId as in {@link place}
   */
  async explainLoss(place: LostPlace, isTaken: boolean, userId: number, movedId?: number): Promise<Error> {
    const { doctorId, visitTypeId, visit, overbookReason } = place;
    // In the way of what is squeezed in is only what is squeezed in too, and the patient.
    const isSqueezed = overbookReason !== undefined;
    const isFree = isSqueezed || (!isTaken && !(await this.isTakenNow(place, movedId)));
    if (isFree && (await this.bookings.patientIsBusy(userId, visit, movedId))) {
      this.outcomes.refused('refused');
      return patientBusy();
    }
    this.outcomes.refused('slot_taken');
    return slotTaken(await this.availability.nearest(doctorId, visitTypeId, visit.start));
  }

  private async isTakenNow({ doctorId, visitTypeId, visit }: NewPlace, movedId?: number): Promise<boolean> {
    const offered = await this.availability.load(doctorId, visitTypeId, visit, movedId);
    return judge(offered, visit.start, this.clock.now()).codes.includes('taken');
  }

  private refused(code: Parameters<typeof notBookable>[0]): Error {
    this.outcomes.refused('refused');
    return notBookable(code);
  }
}

/** What a booking begins as. */
export const firstStatus = (confirmation: Confirmation): AppointmentStatus =>
  confirmation === 'manual' ? 'pending' : 'confirmed';

/** Where and when a visit takes place that begins at `at`. */
export const toNewPlace = (
  { doctorId, visit }: OfferedVisit,
  { locationId, timeZone }: Place,
  at: number,
): NewPlace => ({
  doctorId,
  visitTypeId: visit.id,
  locationId,
  timeZone,
  visit: { start: at, end: at + visit.durationMinutes * 60_000 },
  busy: busyWith(visit, at),
});
