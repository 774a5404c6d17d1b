import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { locationNotFound } from './doctors.errors.js';
import { DoctorsService } from './doctors.service.js';
import { type Location, LocationsRepository, type NewLocation } from './locations.repository.js';

/** Where doctors work. */
@Injectable()
export class LocationsService {
  constructor(
    private readonly locations: LocationsRepository,
    private readonly doctors: DoctorsService,
    private readonly clock: Clock,
  ) {}

  list(): Promise<Location[]> {
    return this.locations.list();
  }

  /** @throws AppError `location.not_found` */
  async find(id: number): Promise<Location> {
    const location = await this.locations.findById(id);
    if (location === null) throw locationNotFound();
    return location;
  }

  create(location: NewLocation): Promise<Location> {
    return this.locations.create(location);
  }

  /** @throws AppError `location.not_found` */
  async update(id: number, changes: Partial<NewLocation>): Promise<Location> {
    const updated = await this.locations.update(id, changes, new Date(this.clock.now().epochMilliseconds));
    if (updated === null) throw locationNotFound();
    // Searches show the doctors' locations.
    await this.doctors.forgetSearches();
    return updated;
  }
}
