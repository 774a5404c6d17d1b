import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { type AuditEntry, type AuditFilter } from '#libs/audit';
import { IsId, IsInstant, Optional, toEpoch } from '../../http/input/checks.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { IsText } from '../../http/input/text.js';

export class AuditQueryDto extends PageQueryDto {
  /** Who did it */
  @Optional()
  @Type(() => Number)
  @IsId()
  actorId?: number;

  /** Whose data it was */
  @Optional()
  @Type(() => Number)
  @IsId()
  subjectId?: number;

  /**
   * Method and path template
   * @example "GET /appointments/:id"
   */
  @Optional()
  @IsText('auditedAction')
  action?: string;

  /**
   * Entries at or after this
   * @example "2026-11-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  from?: string;

  /**
   * Entries before this
   * @example "2026-12-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  to?: string;
}

export class OwnAuditQueryDto extends OmitType(AuditQueryDto, ['actorId', 'subjectId']) {}

export class AuditEntryDto {
  /** @example 1 */
  id!: number;
  /** @example "2026-11-20T10:00:00.000Z" */
  occurredAt!: string;
  /**
   * Who did it; null for a caller who was not signed in
   * @example 3
   */
  actorId!: number | null;
  /**
   * Whose data it was; null for what is no person's, such as a schedule
   * @example 1
   */
  subjectId!: number | null;
  /**
   * What was changed where it was no person's data
   * @example "doctor"
   */
  objectType!: 'doctor' | 'location' | 'visit_type' | 'invitation' | null;
  /** @example "7" */
  objectId!: string | null;
  /**
   * Method and path template of the request
   * @example "GET /appointments/:id"
   */
  action!: string;
  /** `refused` for what was tried only */
  outcome!: 'done' | 'refused';
  /** Why, where the user had to say it */
  reason!: string | null;
  /** @example "0190b3c2-6f0c-7d1e-8f0b-4a869a4e0a4c" */
  requestId!: string | null;
}

export const toAuditEntryDto = (entry: AuditEntry): AuditEntryDto => ({
  id: entry.id,
  occurredAt: entry.occurredAt.toISOString(),
  actorId: entry.actorId,
  subjectId: entry.subjectId,
  objectType: entry.objectType,
  objectId: entry.objectId,
  action: entry.action,
  outcome: entry.outcome,
  reason: entry.reason,
  requestId: entry.requestId,
});

export const toAuditFilter = ({ from, to, ...rest }: AuditQueryDto): AuditFilter => ({
  ...rest,
  ...(from !== undefined && { from: new Date(toEpoch(from)) }),
  ...(to !== undefined && { to: new Date(toEpoch(to)) }),
});
