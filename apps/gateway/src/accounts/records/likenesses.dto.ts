import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { type AlikeTrait, type Likeness, type Traits } from '#libs/auth';
import { IsLocalDate, Optional } from '../../http/input/checks.js';
import { faultOption } from '../../http/input/field-faults.js';
import { IsText } from '../../http/input/text.js';
import { FoundPatientDto } from '../users/patients.dto.js';

/** What is known of the patient by now. Half a telephone number or address is that of no record. */
export class LikenessQueryDto {
  /** @example "Robin Amsel" */
  @Optional()
  @IsText('personName')
  @Matches(/\S/, faultOption('text.required'))
  name?: string;

  /** @example "1990-12-31" */
  @Optional()
  @IsLocalDate()
  birthDate?: string;

  /**
   * With the country code, or as it is dialled where you work
   * @example "0171 1234567"
   */
  @Optional()
  @IsText('phone')
  phone?: string;

  /** @example "robin@example.org" */
  @Optional()
  @IsText('emailPart')
  email?: string;
}

const traits: readonly AlikeTrait[] = ['name', 'birthDate', 'phone', 'email'];

export class LikenessDto extends FoundPatientDto {
  /** What it has in common with the other: a similar name; the same birth date, telephone number or address, where an account is offered too */
  @ApiProperty({ enum: traits, enumName: 'AlikeTrait', isArray: true, example: ['name', 'birthDate'] })
  alike!: AlikeTrait[];
}

export const toTraits = ({ name, birthDate, phone, email }: LikenessQueryDto): Traits => ({
  name: name ?? null,
  birthDate: birthDate ?? null,
  phone: phone ?? null,
  email: email ?? null,
});

export const toLikenessDto = (likeness: Likeness): LikenessDto => ({
  id: likeness.id,
  name: likeness.name,
  username: likeness.username,
  email: likeness.email,
  phone: likeness.phone,
  birthDate: likeness.birthDate,
  deceasedOn: likeness.deceasedOn,
  alike: [...likeness.alike],
});
