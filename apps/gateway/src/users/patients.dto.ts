import { PickType } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Length, Matches } from 'class-validator';
import { NewDependantDto } from '../dependants/dependants.dto.js';
import { PageQueryDto } from '../http/page.dto.js';
import { type NewPatient, type PatientRecord } from './patients.repository.js';

export class PatientSearchDto extends PageQueryDto {
  /**
   * Any part of the name, username, e-mail address or telephone number, in any case
   * @example "robin"
   */
  @IsString()
  @Length(2, 100)
  q!: string;
}

export class NewPatientDto extends PickType(NewDependantDto, ['name', 'birthDate'] as const) {
  /**
   * In international form
   * @example "+4930123456"
   */
  @IsOptional()
  @IsString()
  @Length(5, 16)
  @Matches(/^\+[1-9]\d{3,14}$/, { message: 'must be a number in international form, such as +4930123456' })
  phone?: string | null;

  /**
   * Where they are offered an account, which is theirs once they use the link
   * @example "robin@example.org"
   */
  @IsOptional()
  @IsString()
  @Length(3, 254)
  @IsEmail()
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
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10);

export const toFoundPatientDto = (patient: PatientRecord): FoundPatientDto => ({
  id: patient.id,
  name: patient.name,
  username: patient.username,
  email: patient.email,
  phone: patient.phone,
  birthDate: patient.birthDate && dateOf(patient.birthDate),
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
