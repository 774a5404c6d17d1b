import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { type Actor, assertWorksAt } from '#libs/auth';
import { Clock, minute } from '#libs/common';
import { type AppointmentStatus, type Confirmation } from '#libs/database';
import { DoctorsService } from '#libs/doctors';
import {
  assessStart,
  AvailabilityService,
  type BookableDoctor,
  busyWith,
  isFarOff,
  KeptRulesService,
  type LocationHours,
  notBookable,
  type RefusalCode,
} from '../availability/index.js';
import {
  assertCanBook,
  assertCanOverbook,
  canMoveAnywhere,
  isBoundByConfirmation,
  patientFor,
} from '../policy.js';
import {
  type Appointment,
  AttemptsService,
  firstStatus,
  type PlannedBooking,
  type PlannedVisit,
  QuotasService,
} from '../record/index.js';
import { type DoctorBookingRequest } from './booking-request.js';

/** A rule of booking, by the code that its breach is refused with. Every waiver of a rule names it. */
export type Rule =
  RefusalCode | 'visit_type_not_offered' | 'not_for_others' | 'elsewhere' | 'too_many_bookings';

/** What decides whether and where a visit can take place. */
export interface VisitRequest extends Pick<DoctorBookingRequest, 'doctorId' | 'at' | 'visitTypeId'> {
  /** Appointments that are to be moved, and so are not in the way */
  readonly movedIds?: readonly number[] | undefined;
  /** Rules that do not apply */
  readonly waived?: readonly Rule[];
  /** One of several that are planned together: the caller counts what came of the attempt */
  readonly isPart?: boolean | undefined;
  /** Rules that were kept will do where they allow the visit: the write finds out whether they are those of now */
  readonly byKeptRules?: boolean | undefined;
}

/** Where a visit is to be moved. */
export type MoveTarget = Required<Pick<VisitRequest, 'doctorId' | 'at'>> & { readonly visitTypeId: number };

/** A move, perhaps among others that are made together. */
export type MoveAmongOthers = MoveTarget & Pick<VisitRequest, 'movedIds' | 'isPart'>;

/** What a move makes of a visit. */
export interface PlannedMove {
  readonly visit: PlannedVisit;
  readonly status: AppointmentStatus;
}

/** The rules that a squeezed-in visit may break. Hours, closures and the horizon hold for it as for any other. */
const squeezable: readonly Rule[] = ['off_grid', 'too_soon', 'taken'];

/** The rules of booking that do not apply to a move; all others do. */
const waivedForMove = (
  actor: Actor,
  { doctorId, visitTypeId }: Appointment,
  target: MoveTarget,
): readonly Rule[] => [
  // The patient has no visit more than before.
  'too_many_bookings',
  // What was booked stays what it is, even if the doctor would not be booked for it again.
  ...(keepsType({ doctorId, visitTypeId }, target) ? (['visit_type_not_offered'] as const) : []),
  // A doctor books for no one, and hands visits on to any colleague.
  ...(canMoveAnywhere(actor) ? (['not_for_others', 'elsewhere'] as const) : []),
];

/** Whether a visit remains with its doctor and of its type. */
export const keepsType = (
  { doctorId, visitTypeId }: Pick<MoveTarget, 'doctorId' | 'visitTypeId'>,
  target: Pick<MoveTarget, 'doctorId' | 'visitTypeId'>,
): boolean => target.doctorId === doctorId && target.visitTypeId === visitTypeId;

/** Applies the rules to a request: the first step of plan, write, explain. */
@Injectable()
export class BookingPlanner {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly keptRules: KeptRulesService,
    private readonly attempts: AttemptsService,
    private readonly quotas: QuotasService,
    private readonly doctors: DoctorsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Plans a booking: {@link planVisit}, for a patient.
   *
   * @param waived rules that do not apply
   * @throws AppError `appointment.not_for_others`, `.overbooking_not_allowed`, `auth.elsewhere` and those of
   *   {@link planVisit}
   */
  async plan(
    actor: Actor,
    request: DoctorBookingRequest & Pick<VisitRequest, 'movedIds' | 'isPart' | 'byKeptRules'>,
    waived: readonly Rule[] = [],
    now = this.clock.now(),
  ): Promise<PlannedBooking> {
    const applies = (rule: Rule): boolean => !waived.includes(rule);
    const { reason = null, overbookReason } = request;
    const userId = applies('not_for_others') ? patientFor(actor, request) : (request.userId ?? actor.userId);
    const isSqueezed = overbookReason !== undefined;
    assertCanOverbook(actor, request);
    const { visit, confirmation } = await this.planVisit(
      { ...request, waived: isSqueezed ? [...waived, ...squeezable] : waived },
      now,
    );
    if (applies('elsewhere')) assertCanBook(actor, { userId, locationId: visit.locationId });
    if (isSqueezed) assertWorksAt(actor, visit.locationId);
    return {
      ...visit,
      userId,
      status: firstStatus(confirmation),
      reason,
      actorId: actor.userId,
      quota: applies('too_many_bookings') ? this.quotas.of(actor, userId) : undefined,
      now: new Date(now.epochMilliseconds),
      ...(isSqueezed && { overbookReason }),
    };
  }

  /**
   * Plans a move: as a booking of the same visit at the new time, but for what {@link waivedForMove} names.
   *
   * @returns the visit, and the status that it has then: one that a patient moves waits for the doctor's word again where
   *   the doctor confirms by hand
   * @throws AppError those of {@link plan}
   */
  async planMove(
    actor: Actor,
    appointment: Appointment,
    target: MoveAmongOthers,
    now: Temporal.Instant,
  ): Promise<PlannedMove> {
    const { id, userId } = appointment;
    const waived = waivedForMove(actor, appointment, target);
    const visit = await this.plan(actor, { movedIds: [id], ...target, userId }, waived, now);
    const isBound =
      isBoundByConfirmation(actor, visit, false) &&
      !(await this.doctors.isAccountOf(actor.userId, visit.doctorId));
    return { visit, status: isBound ? visit.status : appointment.status };
  }

  /**
   * Applies every rule but the overlap with what is booked at this very moment, which PostgreSQL decides.
   *
   * @throws AppError `appointment.in_past`, `.too_soon`, `.beyond_horizon`, `.outside_hours`, `.closed`, `.off_grid`,
   *   `.visit_type_not_offered`, `doctor.not_found`
   */
  async planVisit(
    request: VisitRequest,
    now: Temporal.Instant = this.clock.now(),
  ): Promise<{ readonly visit: PlannedVisit; readonly confirmation: Confirmation }> {
    const { doctorId, at, visitTypeId, movedIds, waived = [], isPart = false } = request;
    const planned = request.byKeptRules === true ? await this.planByKeptRules(request, now) : undefined;
    if (planned !== undefined) return planned;
    if (at < now.epochMilliseconds && !waived.includes('in_past')) throw this.refused('in_past', isPart);
    if (isFarOff(at, now)) throw this.refused('beyond_horizon', isPart);
    const doctor = await this.availability.load(
      {
        doctorId,
        visitTypeId,
        range: { start: at, end: at + 1 },
        movedIds,
        keepsType: waived.includes('visit_type_not_offered'),
      },
      now,
    );
    const { location, codes } = assessStart(doctor, at, now);
    const standing = codes.filter((code) => !waived.includes(code));
    const refusal = standing.find((code) => code !== 'taken');
    if (refusal !== undefined) throw this.refused(refusal, isPart);
    const visit = { ...plannedVisit(doctor, location, at), isTaken: standing.includes('taken') };
    return { visit, confirmation: doctor.visit.confirmation };
  }

  /** @returns undefined unless the rules that were kept allow the visit: what they refuse may be allowed by now */
  private async planByKeptRules(
    { doctorId, visitTypeId, at }: VisitRequest,
    now: Temporal.Instant,
  ): Promise<{ readonly visit: PlannedVisit; readonly confirmation: Confirmation } | undefined> {
    const kept = await this.keptRules.recent({ doctorId, visitTypeId }, now);
    if (kept === undefined) return undefined;
    const { doctor, revision } = kept;
    const { location, codes } = assessStart(doctor, at, now);
    if (codes.length > 0) return undefined;
    return {
      visit: { ...plannedVisit(doctor, location, at), revision },
      confirmation: doctor.visit.confirmation,
    };
  }

  private refused(code: Parameters<typeof notBookable>[0], isPart: boolean): Error {
    if (!isPart) this.attempts.refused('refused');
    return notBookable(code);
  }
}

/** The visit that begins at `at`, with a doctor at one of their locations, whose time is seen to be free. */
export const plannedVisit = (
  { doctorId, visit }: BookableDoctor,
  { locationId, timeZone }: LocationHours,
  at: number,
): PlannedVisit => ({
  doctorId,
  visitTypeId: visit.id,
  locationId,
  timeZone,
  visit: { start: at, end: at + visit.durationMinutes * minute },
  busy: busyWith(visit, at),
  isTaken: false,
});
