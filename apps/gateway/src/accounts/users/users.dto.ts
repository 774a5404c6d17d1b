import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn } from 'class-validator';
import { type Invitation, type Link, type ManagedUser, Role } from '#libs/auth';
import { UserDto } from '../auth/auth.dto.js';
import { IsId, Optional } from '../../http/input/checks.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { type DoctorOfAccount } from './doctor-of-account.service.js';
import { IsAddress } from '../../http/input/equal-text.js';
import { IsText } from '../../http/input/text.js';

const words: Record<string, boolean> = { true: true, false: false };

export class UserSearchDto extends PageQueryDto {
  /**
   * Any part of the name, username or e-mail address, in any case
   * @example "ada"
   */
  @Optional()
  @IsText('search')
  q?: string;

  /** @example "staff" */
  @Optional()
  @IsIn(Object.values(Role))
  role?: Role;

  /** Whether only disabled accounts are wanted, or only others */
  @ApiProperty({ required: false, type: 'boolean' })
  @Optional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (words[value] ?? value) : value))
  @IsBoolean()
  disabled?: boolean;
}

export class DoctorOfAccountDto {
  /** @example 1 */
  id!: number;
  /** @example "Dr. Ada Lovelace" */
  name!: string;
  /**
   * The first local date on which the doctor cannot be booked any more; null without an end
   * @example "2027-01-01"
   */
  retiresOn!: string | null;
  /**
   * The visits from today on that are neither over nor cancelled
   * @example 12
   */
  visitsToCome!: number;
}

export class ManagedUserDto extends UserDto {
  /**
   * Where staff work
   * @example [1, 2]
   */
  locationIds!: number[];
  /** @example false */
  disabled!: boolean;
  /**
   * Rises with every change; also the ETag
   * @example 1
   */
  version!: number;
  /** The doctor who signs in with it, who stays bookable when it is disabled; not in lists */
  doctor?: DoctorOfAccountDto | null;
}

export class UserChangeDto {
  /** @example "staff" */
  @Optional()
  @IsIn(Object.values(Role))
  role?: Role;

  /**
   * Whether the account is disabled: its sessions end, and no sign-in succeeds
   * @example false
   */
  @Optional()
  @IsBoolean()
  disabled?: boolean;

  /**
   * Where staff work; the list replaces the one before
   * @example [1, 2]
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId({ each: true })
  locationIds?: number[];
}

/** The roles of invitations; patients open their accounts themselves. */
const invitedRoles = [Role.staff, Role.doctor, Role.admin] as const;

export class NewInvitationDto {
  /** @example "grace@clinic.example" */
  @IsAddress()
  email!: string;

  /** @example "staff" */
  @ApiProperty({ enum: invitedRoles })
  @IsIn(invitedRoles)
  role!: (typeof invitedRoles)[number];

  /**
   * Where staff work
   * @example [1]
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId({ each: true })
  locationIds?: number[];
}

export class InvitationDto {
  /** @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11" */
  id!: string;
  /** @example "grace@clinic.example" */
  email!: string;
  /** @example "staff" */
  role!: Role;
  /**
   * Where staff work
   * @example [1]
   */
  locationIds!: number[];
  /** @example "2026-12-01T09:00:00.000Z" */
  createdAt!: string;
  /** @example "2026-12-08T09:00:00.000Z" */
  expiresAt!: string;
}

export const toInvitation = ({ email, role, locationIds = [] }: NewInvitationDto): Invitation => ({
  email,
  role,
  locationIds,
});

export const toInvitationDto = (link: Link): InvitationDto => ({
  id: link.id,
  email: link.email,
  role: link.role ?? Role.patient,
  locationIds: [...link.locationIds],
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
});

export const toManagedUserDto = (user: ManagedUser): ManagedUserDto => ({
  id: user.id,
  username: user.username,
  email: user.email,
  name: user.name,
  role: user.role,
  locationIds: [...user.locationIds],
  disabled: user.disabledAt !== null,
  createdAt: user.createdAt.toISOString(),
  version: user.version,
});

/** An account with the doctor who signs in with it. */
export const toUserWithDoctorDto = (user: ManagedUser, doctor: DoctorOfAccount | null): ManagedUserDto =>
  Object.assign(toManagedUserDto(user), {
    doctor: doctor && {
      id: doctor.id,
      name: doctor.name,
      retiresOn: doctor.retiresOn,
      visitsToCome: doctor.visitsToCome,
    },
  });
