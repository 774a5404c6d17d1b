import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type MovedVisits, type VisitConflict, VisitMergingService } from '#libs/appointments';
import {
  type Actor,
  type MergePlan,
  MergesService,
  type MovedPeople,
  type PatientMerge,
  recordsChanged,
  SessionChangesService,
} from '#libs/auth';
import { Clock } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import { MovedMessagesRepository } from '#libs/notifications';

/** What a merge would move, as the front desk sees it before. */
export interface MergePreview extends MergePlan {
  readonly visits: number;
  readonly waitlistEntries: number;
  readonly messages: number;
  readonly conflicts: readonly VisitConflict[];
  /** Stands for all of it: a merge that names it moves what was looked at, or nothing */
  readonly version: string;
}

/** The rows that a merge moved, by lib. */
export interface Moved extends MovedPeople, MovedVisits {
  readonly notificationIds: readonly number[];
}

/**
 * Makes one of two records of a patient: each lib moves what it keeps, in one transaction, which begins with the locks on
 * both records.
 */
@Injectable()
export class RecordMergesService {
  constructor(
    private readonly database: Database,
    private readonly merges: MergesService,
    private readonly visits: VisitMergingService,
    private readonly messages: MovedMessagesRepository,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /** What would move, of one instant; throws what {@link merge} does, but for conflicts, which are listed. */
  preview(actor: Actor, keptId: number, mergedId: number): Promise<MergePreview> {
    return this.database.snapshot(async (queries) =>
      this.previewOf(queries, await this.merges.plan(actor, queries, keptId, mergedId)),
    );
  }

  /**
   * Merges a record into another.
   *
   * @param version that of the preview that was looked at
   * @throws AppError `patient.changed_meanwhile`, `.merge_conflict` and those of {@link MergesService.plan}
   */
  async merge(actor: Actor, keptId: number, mergedId: number, version?: string): Promise<PatientMerge> {
    const now = this.clock.date();
    return this.sessions.commit(now, async (queries, sessions) => {
      const plan = await this.merges.lock(actor, queries, keptId, mergedId);
      const preview = await this.previewOf(queries, plan);
      if (version !== undefined && version !== preview.version) throw recordsChanged();
      const move = { from: mergedId, to: keptId, actorId: actor.userId, now };
      const visits = await this.visits.merge(queries, move);
      const notificationIds = await this.messages.move(queries, move);
      const people = await this.merges.merge(actor, queries, sessions, plan, now);
      const moved: Moved = { ...people, ...visits, notificationIds };
      return this.merges.add(actor, queries, plan, moved, now);
    });
  }

  private async previewOf(queries: Queries, plan: MergePlan): Promise<MergePreview> {
    const { rows, conflicts } = await this.visits.preview(queries, plan.kept.id, plan.merged.id);
    const messages = await this.messages.count(queries, plan.merged.id);
    const seen = JSON.stringify([plan, rows, conflicts]);
    return {
      ...plan,
      visits: rows.appointmentIds.length,
      waitlistEntries: rows.waitlistEntryIds.length,
      messages,
      conflicts,
      version: createHash('sha256').update(seen).digest('base64url'),
    };
  }
}
