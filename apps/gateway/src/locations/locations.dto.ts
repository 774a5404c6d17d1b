import { PartialType } from '@nestjs/swagger';
import { IsLatitude, IsLongitude, IsNumber, IsOptional, IsString, Length } from 'class-validator';
import { type Location } from '#libs/doctors';
import { IsZone } from '../http/checks.js';

export class NewLocationDto {
  /** @example "City Clinic" */
  @IsString()
  @Length(1, 200)
  name!: string;

  /**
   * IANA name; schedules are local times of this zone
   * @example "Europe/Berlin"
   */
  @IsZone()
  timeZone!: string;

  @IsOptional()
  @IsString()
  @Length(0, 500)
  address?: string | null;

  @IsOptional()
  @IsString()
  @Length(0, 50)
  phone?: string | null;

  /** @example 52.52 */
  @IsOptional()
  @IsNumber()
  @IsLatitude()
  latitude?: number | null;

  /** @example 13.4 */
  @IsOptional()
  @IsNumber()
  @IsLongitude()
  longitude?: number | null;
}

export class LocationChangesDto extends PartialType(NewLocationDto, { skipNullProperties: false }) {}

export class LocationDto {
  /** @example 1 */
  id!: number;
  /** @example "City Clinic" */
  name!: string;
  /** @example "Europe/Berlin" */
  timeZone!: string;
  address!: string | null;
  phone!: string | null;
  latitude!: number | null;
  longitude!: number | null;
}

export const toLocationDto = (location: Location): LocationDto => ({
  id: location.id,
  name: location.name,
  timeZone: location.timeZone,
  address: location.address,
  phone: location.phone,
  latitude: location.latitude,
  longitude: location.longitude,
});
