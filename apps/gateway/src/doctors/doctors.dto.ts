import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, IsString, Length, Matches } from 'class-validator';
import { PartialType } from '@nestjs/swagger';
import { type FoundDoctor } from '#libs/appointments';
import { VisitMode } from '#libs/doctors';
import { SlotDto, toSlotDto } from '../appointments/availability.dto.js';
import { IsId, Optional } from '../http/checks.js';
import { LocationDto, toLocationDto } from '../locations/locations.dto.js';

export const language = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
export const languageMessage = { message: 'must be a language tag such as en or pt-BR' };

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
  location!: LocationDto;
  /**
   * Of the default visit type, in the clinic's currency
   * @example 80
   */
  price!: number | null;
  /**
   * The kinds of visit that the doctor offers, that of the default visit type first
   * @example ["in_person"]
   */
  modes!: VisitMode[];
  /**
   * As the crow flies, where `near` was asked for; null when nobody knows where the location lies
   * @example 1.234
   */
  distanceKm?: number | null;
  /** The first free slots, where `slots` were asked for */
  nextSlots?: SlotDto[];
}

export function toDoctorDto(doctor: FoundDoctor): DoctorDto {
  const { id, name, specialization, languages, bio, location, offers, metres, nextSlots } = doctor;
  return {
    id,
    name,
    specialization,
    languages: [...languages],
    bio,
    location: toLocationDto(location),
    price: offers[0]?.price ?? null,
    modes: [...new Set(offers.map(({ mode }) => mode))],
    ...(metres !== undefined && { distanceKm: metres === null ? null : metres / 1000 }),
    ...(nextSlots !== undefined && { nextSlots: nextSlots.map(toSlotDto) }),
  };
}
