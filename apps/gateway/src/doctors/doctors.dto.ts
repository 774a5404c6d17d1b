import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { PartialType } from '@nestjs/swagger';
import { type Doctor, type DoctorFilter, VisitMode } from '#libs/doctors';
import { IsId, Optional } from '../http/checks.js';
import { PageQueryDto } from '../http/page.dto.js';

const language = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const languageMessage = { message: 'must be a language tag such as en or pt-BR' };

export class DoctorSearchDto extends PageQueryDto {
  /**
   * Any part of the specialization, in any case
   * @example "cardio"
   */
  @Optional()
  @IsString()
  @Length(0, 100)
  specialization?: string;

  /** Any part of the doctor's name, in any case */
  @Optional()
  @IsString()
  @Length(0, 100)
  q?: string;

  /**
   * Id of a location where the doctor works, be it on some weekdays only
   * @example 1
   */
  @Optional()
  @Type(() => Number)
  @IsId()
  location?: number;

  /**
   * A language that the doctor speaks
   * @example "en"
   */
  @Optional()
  @IsString()
  @Matches(language, languageMessage)
  language?: string;

  /** Doctors who offer visits of this kind */
  @Optional()
  @IsIn(Object.values(VisitMode))
  mode?: VisitMode;
}

export class NewDoctorDto {
  /** @example "Dr. Ada Lovelace" */
  @IsString()
  @Length(1, 200)
  name!: string;

  /** @example "Cardiology" */
  @IsString()
  @Length(1, 100)
  specialization!: string;

  /** @example 1 */
  @IsId()
  locationId!: number;

  /** @example ["en", "de"] */
  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(language, { each: true, ...languageMessage })
  languages?: string[];

  @IsOptional()
  @IsString()
  @Length(0, 2000)
  bio?: string | null;

  /** The account that the doctor signs in with */
  @IsOptional()
  @IsId()
  userId?: number | null;
}

export class DoctorChangesDto extends PartialType(NewDoctorDto, { skipNullProperties: false }) {}

export class DoctorLocationDto {
  /** @example 1 */
  id!: number;
  /** @example "City Clinic" */
  name!: string;
  /** @example "Europe/Berlin" */
  timeZone!: string;
  address!: string | null;
}

export class DoctorDto {
  /** @example 1 */
  id!: number;
  /** @example "Dr. Ada Lovelace" */
  name!: string;
  /** @example "Cardiology" */
  specialization!: string;
  /** @example ["en", "de"] */
  languages!: string[];
  bio!: string | null;
  location!: DoctorLocationDto;
}

export const toDoctorDto = ({ id, name, specialization, languages, bio, location }: Doctor): DoctorDto => ({
  id,
  name,
  specialization,
  languages: [...languages],
  bio,
  location: { id: location.id, name: location.name, timeZone: location.timeZone, address: location.address },
});

export const toDoctorFilter = ({ location, ...filter }: DoctorSearchDto): DoctorFilter => ({
  ...filter,
  ...(location !== undefined && { locationId: location }),
});
