import { PickType } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { type PatientLook } from '#libs/auth';
import { faultOption } from '../../http/input/field-faults.js';
import { IsText } from '../../http/input/text.js';
import { PatientSearchDto } from '../users/patients.dto.js';

export class NewLookDto extends PickType(PatientSearchDto, ['q', 'locale'] as const) {
  /**
   * Why the patient is looked for beyond your locations. Admins read it
   * @example "On the phone: has moved here and wants a visit"
   */
  @IsText('neededReason')
  @Matches(/\S/, faultOption('text.required'))
  reason!: string;
}

export class LookDto {
  /** @example 1 */
  id!: number;
  /**
   * Who looked
   * @example 3
   */
  actorId!: number;
  /**
   * The name, or the username
   * @example "Robin at the front desk"
   */
  actorName!: string | null;
  /**
   * The patient
   * @example 17
   */
  userId!: number;
  /**
   * The name, or the username; null of a patient who was erased
   * @example "Robin"
   */
  patientName!: string | null;
  /**
   * Null where the patient was known at no location yet and told the front desk who it is
   * @example "On the phone: has moved here and wants a visit"
   */
  reason!: string | null;
  /** @example "2026-11-20T10:00:00.000Z" */
  lookedAt!: string;
  /**
   * Until when the record is open to who looked
   * @example "2026-11-20T11:00:00.000Z"
   */
  endsAt!: string;
}

export const toLookDto = ({ lookedAt, endsAt, ...look }: PatientLook): LookDto => ({
  id: look.id,
  actorId: look.actorId,
  actorName: look.actorName,
  userId: look.userId,
  patientName: look.patientName,
  reason: look.reason,
  lookedAt: lookedAt.toISOString(),
  endsAt: endsAt.toISOString(),
});
