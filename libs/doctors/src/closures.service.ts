import { Injectable } from '@nestjs/common';
import { Clock, invalidInput } from '#libs/common';
import { type Closure, ClosuresRepository } from './closures.repository.js';
import { closureNotFound } from './doctors.errors.js';
import { readHolidays } from './holiday-calendar.js';
import { timesError } from './local-time.js';
import { LocationsService } from './locations.service.js';

export interface ImportedClosures {
  readonly closures: readonly Closure[];
  /** How many of the calendar's closures were there already */
  readonly unchanged: number;
}

/** When a whole location is closed. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly closures: ClosuresRepository,
    private readonly locations: LocationsService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `location.not_found` */
  async list(locationId: number): Promise<Closure[]> {
    await this.locations.find(locationId);
    return this.closures.list(locationId);
  }

  /**
   * Closes a location on a date. What is booked stays booked until somebody acts.
   *
   * @throws AppError `location.not_found`; `request.invalid` for half a pair of times, or an empty one
   */
  async add(locationId: number, closure: Omit<Closure, 'id'>): Promise<Closure> {
    const error = timesError(closure.start, closure.end);
    if (error !== undefined) throw invalidInput(error);
    await this.locations.find(locationId);
    return this.closures.add(locationId, closure, this.now());
  }

  /**
   * Closes a location on the dates of a holiday calendar, from today to 730 days ahead. What is closed alike already
   * is not closed twice, so that a calendar can be imported again.
   *
   * @param calendar in iCalendar format
   * @returns the closures that were added, and how many there were before
   * @throws AppError `location.not_found`, and as `readHolidays` does; then nothing is added
   */
  async importCalendar(locationId: number, calendar: string): Promise<ImportedClosures> {
    const { timeZone } = await this.locations.find(locationId);
    const today = this.clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
    const wanted = readHolidays(calendar, timeZone, today);
    const closures = await this.closures.addMissing(locationId, wanted, this.now());
    return { closures, unchanged: wanted.length - closures.length };
  }

  /** @throws AppError `location.not_found`, `location.closure_not_found` */
  async remove(locationId: number, id: number): Promise<void> {
    await this.locations.find(locationId);
    if (!(await this.closures.remove(locationId, id, this.now()))) throw closureNotFound();
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}
