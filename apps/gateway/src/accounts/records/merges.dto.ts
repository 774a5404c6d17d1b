import { Type } from 'class-transformer';
import { type VisitConflict } from '#libs/appointments';
import { type PatientMerge, undoableUntil } from '#libs/auth';
import { IsId, Optional } from '../../http/input/checks.js';
import { type MergePreview } from './record-merges.service.js';
import { PatientRecordDto, toPatientRecordDto } from './records.dto.js';
import { IsText } from '../../http/input/text.js';

export class MergePreviewQueryDto {
  /**
   * The record that would be merged into this one
   * @example 18
   */
  @Type(() => Number)
  @IsId()
  from!: number;
}

export class NewMergeDto {
  /**
   * The record that is merged into this one
   * @example 18
   */
  @IsId()
  fromId!: number;

  /**
   * That of the preview: the merge moves what was looked at, or nothing
   * @example "c2hhMjU2"
   */
  @Optional()
  @IsText('mergeVersion')
  version?: string;
}

/** Two visits at the same time, one of each record. */
export class VisitConflictDto {
  /** @example 1 */
  keptAppointmentId!: number;
  /** @example 2 */
  mergedAppointmentId!: number;
  /**
   * When the later of the two begins
   * @example "2026-12-01T09:00:00.000Z"
   */
  appointmentDateTime!: string;
  /** @example "Europe/Berlin" */
  timeZone!: string;
}

export class MergePreviewDto {
  /** The record that stays */
  kept!: PatientRecordDto;
  /** The record that is merged into it */
  merged!: PatientRecordDto;
  /**
   * How many visits move, past ones too
   * @example 3
   */
  visits!: number;
  /** @example 1 */
  waitlistEntries!: number;
  /**
   * How many messages move to the inbox of the kept record
   * @example 0
   */
  messages!: number;
  /**
   * How many guardianships move
   * @example 1
   */
  guardianships!: number;
  /**
   * How many guardianships end, as the kept record has an account, whose user decides alone
   * @example 0
   */
  endingGuardianships!: number;
  /**
   * What the kept record gets from the other, where it says nothing
   * @example ["phone"]
   */
  filled!: string[];
  /**
   * Whether an account ends with the merge
   * @example false
   */
  endsAccount!: boolean;
  /** Visits at the same time, because of which the records cannot be merged */
  conflicts!: VisitConflictDto[];
  /**
   * Names what the preview shows, for the merge
   * @example "c2hhMjU2"
   */
  version!: string;
}

export class MergeDto {
  /** @example 1 */
  id!: number;
  /**
   * The record that stays
   * @example 17
   */
  keptId!: number;
  /**
   * The record that was merged into it
   * @example 18
   */
  mergedId!: number;
  /**
   * Who did it
   * @example 3
   */
  actorId!: number;
  /** @example "2026-11-20T10:00:00.000Z" */
  mergedAt!: string;
  /** @example null */
  undoneAt!: string | null;
  /**
   * Until when it can be undone
   * @example "2026-12-20T10:00:00.000Z"
   */
  undoableUntil!: string;
}

const toConflictDto = (conflict: VisitConflict): VisitConflictDto => ({
  keptAppointmentId: conflict.keptAppointmentId,
  mergedAppointmentId: conflict.mergedAppointmentId,
  appointmentDateTime: conflict.appointmentDateTime.toISOString(),
  timeZone: conflict.timeZone,
});

export const toMergePreviewDto = (preview: MergePreview): MergePreviewDto => ({
  kept: toPatientRecordDto(preview.kept),
  merged: toPatientRecordDto(preview.merged),
  visits: preview.visits,
  waitlistEntries: preview.waitlistEntries,
  messages: preview.messages,
  guardianships: preview.moving.length,
  endingGuardianships: preview.ending.length,
  filled: Object.keys(preview.filling),
  endsAccount: preview.merged.username !== null,
  conflicts: preview.conflicts.map(toConflictDto),
  version: preview.version,
});

export const toMergeDto = (merge: PatientMerge): MergeDto => ({
  id: merge.id,
  keptId: merge.keptId,
  mergedId: merge.mergedId,
  actorId: merge.actorId,
  mergedAt: merge.mergedAt.toISOString(),
  undoneAt: merge.undoneAt?.toISOString() ?? null,
  undoableUntil: undoableUntil(merge).toISOString(),
});
