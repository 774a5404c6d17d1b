import { PartialType } from '@nestjs/swagger';
import { IsLatitude, IsLongitude, IsNumber, IsOptional } from 'class-validator';
import { type Appointment } from '#libs/appointments';
import { countryOfZone } from '#libs/common';
import { type Location } from '#libs/doctors';
import { type AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { IsCountry, IsZone } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

export class NewLocationDto {
  /** @example "City Clinic" */
  @IsText('locationName')
  name!: string;

  /**
   * IANA name; schedules are local times of this zone
   * @example "Europe/Berlin"
   */
  @IsZone()
  timeZone!: string;

  /**
   * ISO 3166-1 alpha-2: where telephone numbers without a country code are from; the country of the zone when it is left
   * out
   * @example "DE"
   */
  @IsOptional()
  @IsCountry()
  country?: string | null;

  @IsOptional()
  @IsText('address')
  address?: string | null;

  /**
   * With the country code, or as it is dialled in the country of the location
   * @example "030 123456"
   */
  @IsOptional()
  @IsText('phoneOrNone')
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
  /**
   * Null where neither the location nor its zone tells one
   * @example "DE"
   */
  country!: string | null;
  address!: string | null;
  /**
   * In international form; as it was written where it is older than that
   * @example "+4930123456"
   */
  phone!: string | null;
  latitude!: number | null;
  longitude!: number | null;
  /**
   * The first local date on which no visit can be booked there any more; null without an end
   * @example "2027-01-01"
   */
  retiresOn!: string | null;
  /**
   * Rises with every change; also the ETag
   * @example 1
   */
  version!: number;
}

export const toLocationDto = (location: Location): LocationDto => ({
  id: location.id,
  name: location.name,
  timeZone: location.timeZone,
  country: location.country ?? countryOfZone(location.timeZone) ?? null,
  address: location.address,
  phone: location.phone,
  latitude: location.latitude,
  longitude: location.longitude,
  retiresOn: location.retiresOn,
  version: location.version,
});

export class ChangedLocationDto extends LocationDto {
  /**
   * After a change of the zone: the location's bookings that the hours do not cover; they stay booked until staff move or
   * cancel them
   */
  outsideHours?: AppointmentDto[];
}

/** @param outside none when the zone was not changed */
export const toChangedLocationDto = (
  location: Location,
  outside: readonly Appointment[] | undefined,
): ChangedLocationDto =>
  Object.assign(
    toLocationDto(location),
    outside !== undefined && { outsideHours: outside.map(toAppointmentDto) },
  );
