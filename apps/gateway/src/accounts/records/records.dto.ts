import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import {
  type Correction,
  type FieldChange,
  type PatientDetails,
  type RecordChange,
  Relationship,
} from '#libs/auth';
import { NewPatientDto } from '../users/patients.dto.js';
import { IsText } from '../../http/input/text.js';

/** What is left out stays. */
export class CorrectionDto extends PartialType(
  PickType(NewPatientDto, ['name', 'birthDate', 'phone', 'email'] as const),
  { skipNullProperties: false },
) {
  /**
   * @example "1 High Street, Springfield"
   */
  @IsOptional()
  @IsText('address')
  address?: string | null;

  /**
   * For staff and doctors: the patient does not see it beside other data, and gets it with the export of everything
   * @example "Hard of hearing: call, do not write"
   */
  @IsOptional()
  @IsText('note')
  note?: string | null;
}

/** A person who cares for a patient. */
export class RecordGuardianDto {
  /** @example 5 */
  userId!: number;
  /**
   * The name, or the username
   * @example "Ada"
   */
  name!: string;
  /** @example "+4930123456" */
  phone!: string | null;
  /**
   * What the patient is to them
   * @example "child"
   */
  relationship!: Relationship;
}

export class PatientRecordDto {
  /** @example 17 */
  userId!: number;
  /** @example "Robin" */
  name!: string | null;
  /**
   * Null without an account
   * @example "patient"
   */
  username!: string | null;
  /**
   * That of the account
   * @example "robin@example.org"
   */
  email!: string | null;
  /**
   * Where an account is offered, as long as the link is good
   * @example "robin@example.org"
   */
  offeredTo!: string | null;
  /**
   * What the address of the account becomes once its reader opens the link that was sent there
   * @example null
   */
  pendingEmail!: string | null;
  /** @example "+4930123456" */
  phone!: string | null;
  /** @example "2018-04-30" */
  birthDate!: string | null;
  /** @example "1 High Street, Springfield" */
  address!: string | null;
  /**
   * For staff and doctors
   * @example "Hard of hearing: call, do not write"
   */
  note!: string | null;
  /**
   * The day on which the patient died
   * @example "2026-11-20"
   */
  deceasedOn!: string | null;
  /**
   * The record that this one was merged into, which is to be used in its place
   * @example 18
   */
  mergedIntoId!: number | null;
  /** Those who care for the patient */
  guardians!: RecordGuardianDto[];
  /** @example "2026-11-20T10:00:00.000Z" */
  createdAt!: string;
  /**
   * Rises with every change
   * @example 1
   */
  version!: number;
}

export class RecordChangeDto {
  /** @example 1 */
  id!: number;
  /**
   * Whose record it is
   * @example 17
   */
  userId!: number;
  /** @example "2026-11-20T10:00:00.000Z" */
  changedAt!: string;
  /**
   * Who did it
   * @example 3
   */
  actorId!: number;
  /**
   * The name, or the username; null of an account that was erased
   * @example "Robin at the front desk"
   */
  actorName!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['before', 'after'],
      properties: {
        before: { type: ['string', 'number', 'null'] as unknown as 'string' },
        after: { type: ['string', 'number', 'null'] as unknown as 'string' },
      },
    },
    description:
      'What each field said before and after: `name`, `birthDate`, `phone`, `email`, `pendingEmail`, `address`, `note`, `deceasedOn`; `mergedIntoId` of a record that was merged into another, and `mergedId` of that other',
    example: { name: { before: 'Robn', after: 'Robin' } },
  })
  changes!: Record<string, FieldChange>;
}

/** Text of blanks alone is none. */
const tidied = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text);

export const toCorrection = (correction: CorrectionDto): Correction => {
  const { name, birthDate, phone, email, address, note } = correction;
  return {
    ...(name !== undefined && { name }),
    ...(birthDate !== undefined && { birthDate }),
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...(address !== undefined && { address: tidied(address) }),
    ...(note !== undefined && { note: tidied(note) }),
  };
};

export const toPatientRecordDto = ({ id, createdAt, ...record }: PatientDetails): PatientRecordDto => ({
  userId: id,
  name: record.name,
  username: record.username,
  email: record.email,
  offeredTo: record.offeredTo,
  pendingEmail: record.pendingEmail,
  phone: record.phone,
  birthDate: record.birthDate,
  address: record.address,
  note: record.note,
  deceasedOn: record.deceasedOn,
  mergedIntoId: record.mergedIntoId,
  guardians: record.guardians.map(({ userId, name, phone, relationship }) => ({
    userId,
    name,
    phone,
    relationship,
  })),
  createdAt: createdAt.toISOString(),
  version: record.version,
});

export const toRecordChangeDto = (userId: number, change: RecordChange): RecordChangeDto => ({
  id: change.id,
  userId,
  changedAt: change.changedAt.toISOString(),
  actorId: change.actorId,
  actorName: change.actorName,
  changes: change.changes,
});
