import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, IsString, Matches } from 'class-validator';
import { PartialType } from '@nestjs/swagger';
import { type FoundDoctor } from '#libs/appointments';
import { VisitMode } from '#libs/doctors';
import { SlotDto, toSlotDto } from '../../booking/availability/availability.dto.js';
import { IsId, Optional } from '../../http/input/checks.js';
import { language, languageFault } from '../../http/input/language.js';
import { LocationDto, toLocationDto } from '../locations/locations.dto.js';
import { InLanguageForm } from '../../http/input/equal-text.js';
import { IsText } from '../../http/input/text.js';

export class NewDoctorDto {
  /** @example "Dr. Ada Lovelace" */
  @IsText('doctorName')
  name!: string;

  /** @example "Cardiology" */
  @IsText('specialization')
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
  @InLanguageForm()
  @Matches(language, { each: true, ...languageFault })
  languages?: string[];

  @IsOptional()
  @IsText('bio')
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
   * As the crow flies, where `near` was asked for; null when the location has no coordinates
   * @example 1.234
   */
  distanceKm?: number | null;
  /**
   * The first local date on which the doctor cannot be booked any more; null without an end
   * @example "2027-01-01"
   */
  retiresOn!: string | null;
  /**
   * Rises with every change; also the ETag
   * @example 1
   */
  version!: number;
  /** The first free slots, where `slots` were asked for */
  nextSlots?: SlotDto[];
}

export function toDoctorDto(doctor: FoundDoctor): DoctorDto {
  const {
    id,
    name,
    specialization,
    languages,
    bio,
    location,
    offers,
    metres,
    retiresOn,
    version,
    nextSlots,
  } = doctor;
  return {
    id,
    name,
    specialization,
    languages: [...languages],
    bio,
    location: toLocationDto(location),
    retiresOn,
    version,
    price: offers[0]?.price ?? null,
    modes: [...new Set(offers.map(({ mode }) => mode))],
    ...(metres !== undefined && { distanceKm: metres === null ? null : metres / 1000 }),
    ...(nextSlots !== undefined && { nextSlots: nextSlots.map(toSlotDto) }),
  };
}
