import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { IdempotencyService, identify, type Repeatable } from '../idempotency/index.js';
import { AttemptsService } from '../record/index.js';
import { untilCurrent } from '../visits/index.js';
import { type FollowingMove } from './following.js';
import { FollowingPlanner, type FollowingPlan, type FollowingRequest } from './following.planner.js';
import { FollowingRepository, type MovedSeries } from './following.repository.js';
import { moveConflicts } from './series.errors.js';

/** Moves a visit of a series and all that follow it: all of them, or all but those that are to stay. */
@Injectable()
export class FollowingService {
  constructor(
    private readonly planner: FollowingPlanner,
    private readonly repository: FollowingRepository,
    private readonly idempotency: IdempotencyService,
    private readonly attempts: AttemptsService,
  ) {}

  /**
   * What {@link move} would make of each visit, its conflicts among it. Nothing is written.
   *
   * @throws AppError as {@link move}, but for `series.conflicts`
   */
  preview(actor: Actor, id: number, request: FollowingRequest): Promise<FollowingPlan> {
    return this.planner.plan(actor, id, request);
  }

  /**
   * Moves a visit, and those that follow it in its series by as many days and to the same time on the clock, each by the
   * rules of a single move. Visits that are over, have begun or are called off stay as they are. Asking for what is
   * already so changes nothing.
   *
   * @throws AppError `series.conflicts` with every visit that cannot be moved there, `series.not_found` of a visit that
   *   belongs to none, `request.invalid` for a `skip` that fits no visit and where nothing is asked for,
   *   `appointment.not_found`, `.wrong_status`, `.has_begun`, `.version_mismatch`, `.reason_required`, `.in_past` and
   *   `.beyond_horizon` when no rule reaches as far as the first visit, `.visit_type_not_offered`, `.not_for_others`,
   *   `auth.elsewhere`, `doctor.not_found`, `idempotency.key_reused`
   */
  move(actor: Actor, id: number, request: FollowingRequest & Repeatable): Promise<MovedSeries> {
    const { at, doctorId, visitTypeId, skip, changeReason } = request;
    const content = [id, at, doctorId, visitTypeId, skip, changeReason];
    const repeatable = identify(actor, 'POST /appointments/:id/move-following', request, content);
    const attempt = async (): Promise<MovedSeries | 'outdated'> => {
      const { seriesId, moves, now } = await this.planner.plan(actor, id, request);
      if (moves.length === 0) return this.idempotency.keep(repeatable, { seriesId, moved: [] });
      const planned = this.allPlanned(moves);
      const reason = changeReason ?? null;
      const written = { seriesId, moves: planned, actorId: actor.userId, reason, now, request: repeatable };
      // A faster request took one of the times: the next plan finds which.
      const moved = await this.repository.move(written);
      if (moved !== 'outdated') this.attempts.committed('rescheduled', moved.moved.length);
      return moved;
    };
    return this.idempotency.once(repeatable, () => untilCurrent(attempt));
  }

  /** @throws AppError `series.conflicts` */
  private allPlanned(moves: readonly FollowingMove[]) {
    const conflicts = moves.filter(({ conflict }) => conflict !== null);
    if (conflicts.length > 0) {
      const isTaken = conflicts.some(({ conflict }) => conflict?.code === 'appointment.slot_taken');
      this.attempts.refused(isTaken ? 'slot_taken' : 'refused');
      throw moveConflicts(moves);
    }
    return moves.flatMap(({ appointment, planned }) =>
      planned === null ? [] : [{ appointment, ...planned }],
    );
  }
}
