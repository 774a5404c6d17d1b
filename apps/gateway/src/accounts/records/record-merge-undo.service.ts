import { Injectable } from '@nestjs/common';
import { VisitMergingService } from '#libs/appointments';
import { type Actor, MergeUndoService, SessionChangesService } from '#libs/auth';
import { Clock } from '#libs/common';
import { MovedMessagesRepository } from '#libs/notifications';
import { type Moved } from './record-merges.service.js';

/** Makes two records of one again: each lib puts back what it moved, in one transaction. */
@Injectable()
export class RecordMergeUndoService {
  constructor(
    private readonly undoing: MergeUndoService,
    private readonly visits: VisitMergingService,
    private readonly messages: MovedMessagesRepository,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts back exactly what a merge moved. What came after stays with the kept record.
   *
   * @throws AppError those of {@link MergeUndoService.lock}
   */
  async undo(actor: Actor, keptId: number, mergeId: number): Promise<void> {
    const now = this.clock.date();
    await this.sessions.commit(now, async (queries, sessions) => {
      const locked = await this.undoing.lock(actor, queries, keptId, mergeId, now);
      const merge = { ...locked, moved: locked.moved as Moved };
      const move = { from: keptId, to: merge.merged.id, actorId: actor.userId, now };
      await this.undoing.undo(actor, queries, sessions, merge, now);
      await this.visits.undo(queries, merge.moved, move);
      await this.messages.move(queries, { ...move, only: merge.moved.notificationIds });
    });
  }
}
