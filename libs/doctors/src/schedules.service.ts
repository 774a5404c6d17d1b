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

/** Extra time without a location is spent at the doctor's own. */
export type NewException = Omit<ScheduleException, 'id'>;

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
   * Whether a week is in order.
   *
   * @returns it, with the doctor's own location where none is named
   * @throws AppError `doctor.not_found`; `request.invalid` for an empty, repeated or reversed window, for an unknown
   *   location, and for two locations of one zone at once
   */
  async checkWindows(doctorId: number, week: readonly NewWindow[]): Promise<WeeklyWindow[]> {
    const { location } = await this.doctors.find(doctorId);
    return this.checkWeek(location.id, week);
  }

  /**
   * Replaces the whole week.
   *
   * @throws AppError as {@link checkWindows}
   */
  async replaceWindows(doctorId: number, week: readonly NewWindow[]): Promise<WeeklyWindow[]> {
    const { location } = await this.doctors.find(doctorId);
    const windows = await this.checkWeek(location.id, week);
    await this.schedules.replaceWindows(doctorId, location.id, windows, this.now());
    // Searches can be narrowed to where doctors work.
    await this.doctors.forgetSearches();
    return this.schedules.windows(doctorId);
  }

  private async checkWeek(ownLocationId: number, week: readonly NewWindow[]): Promise<WeeklyWindow[]> {
    const windows = week.map((window) => ({ ...window, locationId: window.locationId ?? ownLocationId }));
    const errors = weekErrors(windows);
    if (errors.length > 0) throw invalidInput(...errors);
    const misplaced = placeErrors(windows, await this.locations.zones(windows.map((one) => one.locationId)));
    if (misplaced.length > 0) throw invalidInput(...misplaced);
    return windows;
  }

  /** @throws AppError `doctor.not_found` */
  async exceptions(doctorId: number): Promise<ScheduleException[]> {
    await this.doctors.find(doctorId);
    return this.schedules.exceptions(doctorId);
  }

  /**
   * Whether an exception is in order.
   *
   * @returns it, with the location at which extra time is spent
   * @throws AppError `doctor.not_found`; `request.invalid` for half a pair of times, an empty one, extra time without
   *   times, an unknown location, and closed time that names one
   */
  async checkException(doctorId: number, exception: NewException): Promise<NewException> {
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
    return { ...exception, locationId: kind === 'extra' ? (locationId ?? location.id) : null };
  }

  /**
   * Closes or adds time on one date.
   *
   * @throws AppError as {@link checkException}
   */
  async addException(doctorId: number, exception: NewException): Promise<ScheduleException> {
    const checked = await this.checkException(doctorId, exception);
    const { location } = await this.doctors.find(doctorId);
    return this.schedules.addException(doctorId, location.id, checked, this.now());
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
