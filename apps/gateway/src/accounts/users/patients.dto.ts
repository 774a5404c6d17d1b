import { PickType } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { type NewPatient, type PatientRecord } from '#libs/auth';
import { NewDependantDto } from '../dependants/dependants.dto.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { IsPhone, Optional } from '../../http/input/checks.js';
import { language, languageFault } from '../../http/input/language.js';
import { IsAddress } from '../../http/input/equal-text.js';
import { IsText } from '../../http/input/text.js';

export class PatientSearchDto extends PageQueryDto {
  /**
   * Parts of the name, username or e-mail address, of the telephone number in any writing, or the date of birth
   * @example "robin"
   */
  @IsText('patientSearch')
  q!: string;

  /**
   * The reader's language: in which order `01/02/1990` is meant. Without it both are looked for
   * @example "en-US"
   */
  @Optional()
  @IsText('languageTag')
  @Matches(language, languageFault)
  locale?: string;
}

export class NewPatientDto extends PickType(NewDependantDto, ['name', 'birthDate'] as const) {
  /**
   * With the country code, or as it is dialled where you work
   * @example "0171 1234567"
   */
  @IsOptional()
  @IsText('phone')
  @IsPhone()
  phone?: string | null;

  /**
   * Where they are offered an account, which is theirs once they use the link
   * @example "robin@example.org"
   */
  @IsOptional()
  @IsAddress()
  email?: string | null;
}

export class FoundPatientDto {
  /**
   * What bookings and lists know them by
   * @example 17
   */
  id!: number;
  /** @example "Robin" */
  name!: string | null;
  /**
   * Null without an account
   * @example "patient"
   */
  username!: string | null;
  /** @example "robin@example.org" */
  email!: string | null;
  /** @example "+4930123456" */
  phone!: string | null;
  /** @example "2018-04-30" */
  birthDate!: string | null;
  /**
   * The day on which the patient died
   * @example null
   */
  deceasedOn!: string | null;
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10);

export const toFoundPatientDto = (patient: PatientRecord): FoundPatientDto => ({
  id: patient.id,
  name: patient.name,
  username: patient.username,
  email: patient.email,
  phone: patient.phone,
  birthDate: patient.birthDate && dateOf(patient.birthDate),
  deceasedOn: patient.deceasedOn && dateOf(patient.deceasedOn),
});

export const toNewPatient = ({
  name,
  phone = null,
  email = null,
  birthDate = null,
}: NewPatientDto): NewPatient => ({
  name,
  phone,
  email,
  birthDate: birthDate === null ? null : new Date(`${birthDate}T00:00:00Z`),
});
