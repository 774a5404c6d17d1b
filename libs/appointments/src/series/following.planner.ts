import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { type Actor } from '#libs/auth';
import { AppError, Clock, fieldError, invalidInput } from '#libs/common';
import {
  assessStart,
  AvailabilityService,
  type Interval,
  isFarOff,
  notBookable,
} from '../availability/index.js';
import { keepsType, type MoveTarget, type PlannedMove, slotTaken } from '../booking/index.js';
import {
  type Appointment,
  AppointmentsService,
  patientBusy,
  PatientVisitsRepository,
} from '../record/index.js';
import { assertChangeable, assertVersion, isChangeable, MovePlanner } from '../visits/index.js';
import {
  collisionOf,
  type FollowingMove,
  type LocalStart,
  type Place,
  shiftBetween,
  shifted,
} from './following.js';
import { mostVisits } from './recurrence.js';
import { seriesNotFound } from './series.errors.js';

/** Where a visit of a series goes, and with it all that follow. What is left out stays as it is with each of them. */
export interface FollowingRequest {
  /** The new start of the first visit, in milliseconds since 1970 UTC */
  readonly at?: number | undefined;
  readonly doctorId?: number | undefined;
  readonly visitTypeId?: number | undefined;
  /** The visits that stay where they are */
  readonly skip?: readonly number[] | undefined;
  /** Why they are moved; kept in the history */
  readonly changeReason?: string | null | undefined;
  /** The version of the first visit that was read: another one by now is refused */
  readonly expectedVersion?: number | undefined;
}

/** What would become of the visits that are not so already; in order of time. */
export interface FollowingPlan {
  /** A UUID */
  readonly seriesId: string;
  readonly moves: readonly FollowingMove[];
  readonly now: Date;
}

interface Target extends MoveTarget {
  readonly appointment: Appointment;
}

/** Plans the move of a visit of a series and of all that follow it, each by the rules of a single one. */
@Injectable()
export class FollowingPlanner {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly availability: AvailabilityService,
    private readonly planner: MovePlanner,
    private readonly patientVisits: PatientVisitsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError as {@link FollowingService.move}, but for `series.conflicts` */
  async plan(actor: Actor, id: number, request: FollowingRequest): Promise<FollowingPlan> {
    const first = await this.appointments.find(actor, id);
    assertVersion(first, request.expectedVersion);
    const { seriesId } = first;
    if (seriesId === null) throw seriesNotFound();
    const now = this.clock.now();
    const date = new Date(now.epochMilliseconds);
    assertChangeable(first, date);
    const visits = await this.following(actor, seriesId, first);
    const targets = await this.targets(
      first,
      visits.filter((visit) => isChangeable(visit, date)),
      request,
      now,
    );
    const moving = targets.filter((target) => isMove(target));
    return { seriesId, moves: await this.assess(actor, moving, request, now), now: date };
  }

  private async following(actor: Actor, seriesId: string, first: Appointment): Promise<Appointment[]> {
    const { appointmentDateTime: from } = first;
    const { items } = await this.appointments.list(actor, { seriesId, from, limit: mostVisits });
    return [first, ...items.filter(({ id }) => id !== first.id)];
  }

  /** Where each visit goes that is not to stay. */
  private async targets(
    first: Appointment,
    visits: readonly Appointment[],
    request: FollowingRequest,
    now: Temporal.Instant,
  ): Promise<Target[]> {
    assertSound(request, visits);
    const to = await this.firstTarget(first, request, now);
    const shift = shiftBetween(startOf(first), to);
    return visits.flatMap((appointment) => {
      if (request.skip?.includes(appointment.id) === true) return [];
      const doctorId = request.doctorId ?? appointment.doctorId;
      const zone = doctorId === to.doctorId ? to.timeZone : appointment.timeZone;
      const at = appointment === first ? to.at : shifted(startOf(appointment), shift, zone);
      return [{ appointment, doctorId, visitTypeId: request.visitTypeId ?? appointment.visitTypeId, at }];
    });
  }

  /** The time on the clock is that of the place where the first visit goes. */
  private async firstTarget(
    first: Appointment,
    { at = first.appointmentDateTime.getTime(), ...request }: FollowingRequest,
    now: Temporal.Instant,
  ): Promise<LocalStart & { readonly doctorId: number }> {
    if (isFarOff(at, now)) throw notBookable(at < now.epochMilliseconds ? 'in_past' : 'beyond_horizon');
    const { doctorId = first.doctorId, visitTypeId = first.visitTypeId } = request;
    const type = { doctorId, visitTypeId };
    const question = { ...type, range: { start: at, end: at + 1 }, keepsType: keepsType(first, type) };
    const { location } = assessStart(await this.availability.load(question, now), at, now);
    return { at, doctorId, timeZone: location.timeZone };
  }

  private async assess(
    actor: Actor,
    targets: readonly Target[],
    { changeReason }: FollowingRequest,
    now: Temporal.Instant,
  ): Promise<FollowingMove[]> {
    const movedIds = targets.map(({ appointment }) => appointment.id);
    const results = await Promise.all(
      targets.map(({ appointment, ...target }) =>
        this.planner
          .plan(actor, appointment, { ...target, changeReason, movedIds, isPart: true }, now)
          .catch(toConflict),
      ),
    );
    const elsewhere = await this.elsewhere(targets, results);
    const places: Place[] = [];
    return targets.map(({ appointment, at, doctorId }, index) => {
      const moved = { appointment, at, doctorId };
      const planned = results[index] ?? patientBusy();
      if (planned instanceof AppError) return { ...moved, planned: null, conflict: planned };
      const collision = planned.visit.isTaken ? 'taken' : collisionOf(planned.visit, elsewhere, places);
      if (collision === undefined) {
        places.push(planned.visit);
        return { ...moved, planned, conflict: null };
      }
      return { ...moved, planned: null, conflict: collision === 'taken' ? slotTaken([]) : patientBusy() };
    });
  }

  /** When the patient has visits that are not moved. */
  private async elsewhere(
    targets: readonly Target[],
    results: readonly (PlannedMove | AppError)[],
  ): Promise<Interval[]> {
    const visits = results.flatMap((result) => (result instanceof AppError ? [] : [result.visit.visit]));
    const [target] = targets;
    if (target === undefined || visits.length === 0) return [];
    const span = {
      start: Math.min(...visits.map(({ start }) => start)),
      end: Math.max(...visits.map(({ end }) => end)),
    };
    const found = await this.patientVisits.find([target.appointment.userId], span);
    return found.filter(({ id }) => !targets.some(({ appointment }) => appointment.id === id));
  }
}

const startOf = ({ appointmentDateTime, timeZone }: Appointment): LocalStart => ({
  at: appointmentDateTime.getTime(),
  timeZone,
});

const isMove = ({ appointment, doctorId, visitTypeId, at }: Target): boolean =>
  !keepsType(appointment, { doctorId, visitTypeId }) || at !== appointment.appointmentDateTime.getTime();

/** A refusal of one visit is a conflict; what is wrong with the request, or not the actor's, is none. */
function toConflict(error: unknown): AppError {
  const isConflict =
    error instanceof AppError &&
    (error.kind === 'invalid' || error.kind === 'conflict') &&
    error.code !== 'appointment.reason_required';
  if (isConflict) return error;
  throw error;
}

/** @throws AppError `request.invalid` for a request that asks for nothing, or a `skip` that fits no visit */
function assertSound(
  { at, doctorId, visitTypeId, skip = [] }: FollowingRequest,
  visits: readonly Appointment[],
): void {
  if (at === undefined && doctorId === undefined && visitTypeId === undefined)
    throw invalidInput(fieldError('/appointmentDateTime', 'field.required_unless', { other: 'doctorId' }));
  for (const [index, id] of skip.entries()) {
    const pointer = `/skip/${index}`;
    if (!visits.some((visit) => visit.id === id))
      throw invalidInput(fieldError(pointer, 'reference.unknown', { kind: 'appointment' }));
    if (skip.indexOf(id) < index) throw invalidInput(fieldError(pointer, 'entry.repeated'));
  }
  if (skip.length === visits.length) throw invalidInput(fieldError('/skip', 'series.empty'));
}
