import { Injectable } from '@nestjs/common';
import { Clock, invalidInput } from '#libs/common';
import { DoctorsService } from './doctors.service.js';
import { exceptionNotFound } from './doctors.errors.js';
import { timesError } from './local-time.js';
import { LocationsRepository } from './locations.repository.js';
import { type ScheduleException, SchedulesRepository } from './schedules.repository.js';
import { placeErrors, type WeeklyWindow, weekErrors } from './week.js';

/** Without a location, the doctor's own is meant. */
export type NewWindow = Omit<WeeklyWindow, 'locationId'> & { readonly locationId: number | null };

/** When doctors work. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly schedules: SchedulesRepository,
    private readonly doctors: DoctorsService,
    private readonly locations: LocationsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `doctor.not_found` */
  async windows(doctorId: number): Promise<WeeklyWindow[]> {
    await this.doctors.find(doctorId);
    return this.schedules.windows(doctorId);
  }

  /**
   * Replaces the whole week.
   *
   * @throws AppError `doctor.not_found`; `request.invalid` for an empty, repeated or reversed window, for an unknown
   *   location, and for two locations of one zone at once
   */
  async replaceWindows(doctorId: number, week: readonly NewWindow[]): Promise<WeeklyWindow[]> {
    const { location } = await this.doctors.find(doctorId);
    const windows = week.map((window) => ({ ...window, locationId: window.locationId ?? location.id }));
    const errors = weekErrors(windows);
    if (errors.length > 0) throw invalidInput(...errors);
    const misplaced = placeErrors(windows, await this.locations.zones(windows.map((one) => one.locationId)));
    if (misplaced.length > 0) throw invalidInput(...misplaced);
    await this.schedules.replaceWindows(doctorId, location.id, windows, this.now());
    // Searches can be narrowed to where doctors work.
    await this.doctors.forgetSearches();
    return this.schedules.windows(doctorId);
  }

  /** @throws AppError `doctor.not_found` */
  async exceptions(doctorId: number): Promise<ScheduleException[]> {
    await this.doctors.find(doctorId);
    return this.schedules.exceptions(doctorId);
  }

  /**
   * Closes or adds time on one date.
   *
   * @throws AppError `doctor.not_found`; `request.invalid` for half a pair of times, an empty one, extra time without
   *   times, an unknown location, and closed time that names one
   */
  async addException(doctorId: number, exception: Omit<ScheduleException, 'id'>): Promise<ScheduleException> {
    const { kind, start, end, locationId } = exception;
    const error = timesError(start, end);
    if (error !== undefined) throw invalidInput(error);
    if (start === null && kind === 'extra')
      throw invalidInput({ pointer: '/start', detail: 'is needed for extra time' });
    if (locationId !== null && kind === 'closed')
      throw invalidInput({ pointer: '/locationId', detail: 'is for extra time only' });
    const { location } = await this.doctors.find(doctorId);
    if (locationId !== null && (await this.locations.findById(locationId)) === null)
      throw invalidInput({ pointer: '/locationId', detail: 'is a location that does not exist' });
    return this.schedules.addException(doctorId, location.id, exception, this.now());
  }

  /** @throws AppError `doctor.not_found`, `schedule.exception_not_found` */
  async removeException(doctorId: number, id: number): Promise<void> {
    await this.doctors.find(doctorId);
    if (!(await this.schedules.removeException(doctorId, id, this.now()))) throw exceptionNotFound();
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}
