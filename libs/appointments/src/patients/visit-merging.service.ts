import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { type Move, type MovedVisits, MergingRepository, type VisitConflict } from './merging.repository.js';
import { mergeConflict } from './patients.errors.js';

/**
 * What merging two records of a patient means for visits and the waitlist. The records are locked before, in the same
 * transaction, so that no visit is booked meanwhile; what the actor may do is decided there.
 */
@Injectable()
export class VisitMergingService {
  constructor(private readonly repository: MergingRepository) {}

  /** What would move, and what is in the way. */
  async preview(
    queries: Queries,
    keptId: number,
    mergedId: number,
  ): Promise<{ readonly rows: MovedVisits; readonly conflicts: VisitConflict[] }> {
    return {
      rows: await this.repository.find(queries, mergedId),
      conflicts: await this.repository.conflicts(queries, keptId, mergedId),
    };
  }

  /**
   * Moves everything of one record to another.
   *
   * @throws AppError `patient.merge_conflict` with the visits that overlap
   */
  async merge(queries: Queries, move: Omit<Move, 'reason'>): Promise<MovedVisits> {
    const { rows, conflicts } = await this.preview(queries, move.to, move.from);
    if (conflicts.length > 0) throw mergeConflict(conflicts);
    await this.repository.move(queries, rows, { ...move, reason: 'merged' });
    return rows;
  }

  /** Moves back what was moved, as far as it is still the kept record's. */
  async undo(queries: Queries, rows: MovedVisits, move: Omit<Move, 'reason'>): Promise<void> {
    await this.repository.move(queries, rows, { ...move, reason: 'merge_undone' });
  }
}
