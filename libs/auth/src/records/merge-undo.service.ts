import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { PreferencesRepository } from '#libs/notifications';
import { type Actor } from '../actor.js';
import { assertCanKeepPatients } from '../policy.js';
import { type SessionChanges } from '../sessions/index.js';
import { MergesRepository } from './merges.repository.js';
import { type MovedPeople, type Pair, undoableUntil, unchangedOf, undoDays } from './merging.js';
import { type FieldChanges } from './record.js';
import { mergeFinal, mergeNotFound, mergeNotLast, mergeUndone } from './records.errors.js';
import { RecordsRepository } from './records.repository.js';

/** A merge that can be undone, with the records as they are now and what was moved. */
export interface UndoableMerge<Moved> extends Pair {
  readonly id: number;
  readonly mergedAt: Date;
  readonly moved: Moved;
}

/** Puts back what a merge moved of accounts and guardianships. What came after stays with the kept record. */
@Injectable()
export class MergeUndoService {
  constructor(
    private readonly records: RecordsRepository,
    private readonly merges: MergesRepository,
    private readonly preferences: PreferencesRepository,
  ) {}

  /**
   * Locks a merge and both records.
   *
   * @throws AppError `auth.forbidden`, `patient.merge_not_found`, `.merge_undone`, `.merge_final`, `.merge_not_last`
   */
  async lock(
    actor: Actor,
    queries: Queries,
    keptId: number,
    mergeId: number,
    now: Date,
  ): Promise<UndoableMerge<unknown>> {
    assertCanKeepPatients(actor);
    const merge = await this.merges.lock(queries, mergeId);
    if (merge?.keptId !== keptId) throw mergeNotFound();
    if (merge.undoneAt !== null) throw mergeUndone();
    if (undoableUntil(merge) < now) throw mergeFinal(undoDays);
    const records = await this.records.lock(queries, actor, [keptId, merge.mergedId]);
    const [kept, merged] = [records.get(keptId), records.get(merge.mergedId)];
    if (kept === undefined || merged === undefined) throw mergeNotFound();
    if (kept.mergedIntoId !== null) throw mergeNotLast();
    const { id, mergedAt, moved } = merge;
    return { id, mergedAt, moved, kept, merged };
  }

  /** Puts back what this lib keeps. It comes before the visits, which move to a record that stands only. */
  async undo(
    actor: Actor,
    queries: Queries,
    sessions: SessionChanges,
    { id, mergedAt, moved, kept, merged }: UndoableMerge<MovedPeople>,
    now: Date,
  ): Promise<void> {
    const { wasEnabled, filled } = moved;
    await this.records.update(queries, merged.id, {
      mergedIntoId: null,
      ...(wasEnabled && { disabledAt: null }),
    });
    const guardians = await this.merges.restoreBonds(queries, moved, { from: merged.id, to: kept.id }, now);
    await this.merges.reopenLinks(queries, moved.usedLinks, mergedAt);
    const emptied = unchangedOf(filled, kept);
    const row = emptied.filter((field) => field !== 'phone').map((field) => [field, null] as const);
    await this.records.update(queries, kept.id, Object.fromEntries(row));
    if (emptied.includes('phone')) await this.preferences.setPhone(queries, kept.id, null, now);
    await this.merges.setUndone(queries, id, actor.userId, now);
    const note = (userId: number, changes: FieldChanges): Promise<void> =>
      this.records.note(queries, userId, { actorId: actor.userId, changes, now });
    const cleared = emptied.map((field) => [field, { before: kept[field], after: null }] as const);
    await note(kept.id, { mergedId: { before: merged.id, after: null }, ...Object.fromEntries(cleared) });
    await note(merged.id, { mergedIntoId: { before: kept.id, after: null } });
    sessions.reconsider([kept.id, merged.id, ...guardians]);
    await this.preferences.replan(queries, merged.id, now);
  }
}
