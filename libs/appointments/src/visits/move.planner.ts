import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { type Actor } from '#libs/auth';
import { BookingPlanner, type MoveAmongOthers, type PlannedMove } from '../booking/index.js';
import { isBoundByCutoff } from '../policy.js';
import { type Appointment, ChangesRepository } from '../record/index.js';
import { assertInTime } from './cutoff.js';
import { rescheduleTooLate } from './visits.errors.js';

/** Where a visit is to be moved, and why. */
export interface MoveRequest extends MoveAmongOthers {
  /** Why it is moved; kept in the history */
  readonly changeReason?: string | null | undefined;
}

/** Plans the move of a visit, alone or among others: the cut-off, and then the rules of booking. */
@Injectable()
export class MovePlanner {
  constructor(
    private readonly changes: ChangesRepository,
    private readonly planner: BookingPlanner,
  ) {}

  /** @throws AppError `appointment.reschedule_too_late`, `.reason_required`, and as a booking does */
  async plan(
    actor: Actor,
    appointment: Appointment,
    { changeReason, ...target }: MoveRequest,
    now: Temporal.Instant,
  ): Promise<PlannedMove> {
    const { rescheduleCutoffMinutes: cutoffMinutes } = await this.changes.termsOf(appointment.visitTypeId);
    assertInTime({
      appointment,
      isBound: isBoundByCutoff(actor, appointment),
      now: new Date(now.epochMilliseconds),
      cutoffMinutes,
      reason: changeReason ?? null,
      pointer: '/changeReason',
      tooLate: rescheduleTooLate,
    });
    return this.planner.planMove(actor, appointment, target, now);
  }
}
