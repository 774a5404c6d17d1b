import { PartialType, PickType } from '@nestjs/swagger';
import { IsIn, Matches, ValidateIf } from 'class-validator';
import {
  type Dependant,
  type Guardian,
  type GuardianInvitation,
  type NewDependant,
  Relationship,
} from '#libs/auth';
import { InvitationAnswerDto, LinkDto } from '../auth/links.dto.js';
import { faultOption } from '../../http/input/field-faults.js';
import { IsAddress, IsBirthDate } from '../../http/input/equal-text.js';
import { IsText } from '../../http/input/text.js';

export class NewDependantDto {
  /** @example "Robin" */
  @IsText('personName')
  @Matches(/\S/, faultOption('text.required'))
  name!: string;

  /** @example "2018-04-30" */
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsBirthDate()
  birthDate?: string | null;

  /**
   * What they are to you
   * @example "child"
   */
  @IsIn(Object.values(Relationship))
  relationship!: Relationship;
}

export class DependantChangeDto extends PartialType(
  PickType(NewDependantDto, ['name', 'birthDate', 'relationship'] as const),
  { skipNullProperties: false },
) {}

export class DependantDto {
  /**
   * What bookings and lists know them by
   * @example 17
   */
  userId!: number;
  /** @example "Robin" */
  name!: string;
  /** @example "2018-04-30" */
  birthDate!: string | null;
  /**
   * What they are to you
   * @example "child"
   */
  relationship!: Relationship;
  /**
   * Whether they have an account of their own, and so decide for themselves who cares for them
   * @example false
   */
  hasAccount!: boolean;
  /**
   * Since when you care for them
   * @example "2026-11-20T10:00:00.000Z"
   */
  since!: string;
  /**
   * Rises with every change; also the ETag
   * @example 1
   */
  version!: number;
}

export class GuardianDto {
  /** @example 3 */
  userId!: number;
  /** @example "ada" */
  username!: string;
  /**
   * What the dependant is to the guardian
   * @example "child"
   */
  relationship!: Relationship;
  /** @example "2026-11-20T10:00:00.000Z" */
  since!: string;
}

/** Where a link is to be sent. */
export class LinkRecipientDto {
  /** @example "robin@example.org" */
  @IsAddress()
  email!: string;
}

export class GuardianInvitationDto extends LinkRecipientDto {
  /**
   * What the dependant is to the guardian
   * @example "parent"
   */
  @IsIn(Object.values(Relationship))
  relationship!: Relationship;
}

export class SentLinkDto {
  /**
   * The person that the link is about
   * @example 17
   */
  userId!: number;
  /** @example "robin@example.org" */
  email!: string;
  /** @example "2026-11-27T10:00:00.000Z" */
  expiresAt!: string;
}

export class GuardianshipTokenDto extends LinkDto {}

export class ClaimDto extends InvitationAnswerDto {}

type Changes = Partial<Pick<NewDependantDto, 'name' | 'birthDate' | 'relationship'>>;

const toBirthDate = ({ birthDate }: Changes): { birthDate?: Date | null } => {
  if (birthDate === undefined) return {};
  return { birthDate: birthDate === null ? null : new Date(birthDate) };
};

export const toNewDependant = ({ name, relationship, ...rest }: NewDependantDto): NewDependant => ({
  name,
  relationship,
  ...toBirthDate(rest),
});

export const toDependantChange = ({ name, relationship, ...rest }: Changes): Partial<NewDependant> => ({
  ...(name !== undefined && { name }),
  ...(relationship !== undefined && { relationship }),
  ...toBirthDate(rest),
});

export const toGuardianInvitation = ({ email, relationship }: GuardianInvitationDto): GuardianInvitation => ({
  email,
  relationship,
});

export const toSentLinkDto = (userId: number, { email }: LinkRecipientDto, expiresAt: Date): SentLinkDto => ({
  userId,
  email,
  expiresAt: expiresAt.toISOString(),
});

export const toDependantDto = (dependant: Dependant): DependantDto => ({
  userId: dependant.userId,
  name: dependant.name,
  birthDate: dependant.birthDate?.toISOString().slice(0, 10) ?? null,
  relationship: dependant.relationship,
  hasAccount: dependant.hasAccount,
  since: dependant.since.toISOString(),
  version: dependant.version,
});

export const toGuardianDto = ({ userId, username, relationship, since }: Guardian): GuardianDto => ({
  userId,
  username,
  relationship,
  since: since.toISOString(),
});
