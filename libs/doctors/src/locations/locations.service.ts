import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, countryOfZone, fieldError, invalidInput, parsePhone } from '#libs/common';
import { assertCanSetUpClinic } from '../policy.js';
import { isRetired } from '../retirement.js';
import { locationNotFound } from './locations.errors.js';
import { type Location, LocationsRepository, type NewLocation } from './locations.repository.js';

/** Where visits take place. Locations are public; admins set them up. */
@Injectable()
export class LocationsService {
  constructor(
    private readonly locations: LocationsRepository,
    private readonly clock: Clock,
  ) {}

  /** @param retired whether locations are among them that have retired by now */
  async list(retired?: 'include'): Promise<Location[]> {
    const locations = await this.locations.list();
    if (retired === 'include') return locations;
    const now = this.clock.now();
    return locations.filter(({ retiresOn, timeZone }) => !isRetired(retiresOn, timeZone, now));
  }

  /** @throws AppError `location.not_found` */
  async find(id: number): Promise<Location> {
    const location = await this.locations.findById(id);
    if (location === null) throw locationNotFound();
    return location;
  }

  /** The time zone of each of these locations that exists. */
  zones(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    return this.locations.zones(ids);
  }

  /** @throws AppError `auth.forbidden`, `request.invalid` for a telephone number that cannot exist */
  async create(actor: Actor, location: NewLocation): Promise<Location> {
    assertCanSetUpClinic(actor);
    return this.locations.create({ ...location, ...phoneOf(location, { ...location, phone: null }) });
  }

  /**
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError `auth.forbidden`, `location.not_found`, `request.version_mismatch`, `request.invalid` for a telephone
   *   number that cannot exist
   */
  async update(
    actor: Actor,
    id: number,
    changes: Partial<NewLocation>,
    expectedVersion?: number,
  ): Promise<Location> {
    assertCanSetUpClinic(actor);
    const before = await this.find(id);
    const named = changes.phone == null ? changes : { ...changes, ...phoneOf(changes, before) };
    return this.locations.update(id, named, expectedVersion, this.clock.date());
  }
}

/**
 * The telephone number of a location, which is typed as it is dialled there. What was written before numbers were
 * checked may stay.
 *
 * @throws AppError `request.invalid`
 */
function phoneOf(
  change: Partial<NewLocation>,
  before: Pick<NewLocation, 'country' | 'timeZone' | 'phone'>,
): Pick<NewLocation, 'phone'> {
  const typed = change.phone ?? '';
  if (typed.trim() === '') return { phone: null };
  if (typed === before.phone) return { phone: typed };
  const country = change.country ?? before.country ?? countryOfZone(change.timeZone ?? before.timeZone);
  const phone = parsePhone(typed, country);
  if (phone === undefined) throw invalidInput(fieldError('/phone', 'phone.invalid'));
  return { phone };
}
