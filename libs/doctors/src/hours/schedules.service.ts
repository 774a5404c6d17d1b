import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, fieldError, invalidInput } from '#libs/common';
import { DoctorsService } from '../directory/index.js';
import { timesError } from '../local-time.js';
import { LocationsService } from '../locations/index.js';
import { assertCanSetHours, type DoctorSubject } from '../policy.js';
import { exceptionNotFound } from './hours.errors.js';
import { type ScheduleException, SchedulesRepository } from './schedules.repository.js';
import { placeErrors, type Week, type WeeklyWindow, weekErrors } from './week.js';

/** Without a location, the doctor's own is meant. */
export type NewWindow = Omit<WeeklyWindow, 'locationId'> & { readonly locationId: number | null };

/** Extra time without a location is spent at the doctor's own. */
export type NewException = Omit<ScheduleException, 'id'>;

/**
 * When doctors work. Hours are public; a doctor and the staff of the doctor's location set them and see the exceptions.
 */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly schedules: SchedulesRepository,
    private readonly doctors: DoctorsService,
    private readonly locations: LocationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * The policy of a doctor's hours, for services that show more of what they mean.
   *
   * @returns the doctor
   * @throws AppError `doctor.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async assertCanSetHours(actor: Actor, doctorId: number): Promise<DoctorSubject> {
    const doctor = await this.doctors.findSubject(doctorId);
    assertCanSetHours(actor, doctor);
    return doctor;
  }

  /** @throws AppError `doctor.not_found` */
  async week(doctorId: number): Promise<Week> {
    await this.doctors.findSubject(doctorId);
    return this.schedules.week(doctorId);
  }

  /**
   * A week as it would be kept, with the doctor's own location where none is named.
   *
   * @throws AppError as {@link assertCanSetHours}; `request.invalid` for an empty, repeated or reversed window, for an
   *   unknown location, and for two locations of one zone at once
   */
  async resolveWeek(actor: Actor, doctorId: number, week: readonly NewWindow[]): Promise<WeeklyWindow[]> {
    const { locationId } = await this.assertCanSetHours(actor, doctorId);
    return this.resolve(locationId, week);
  }

  /**
   * Replaces the whole week.
   *
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError as {@link resolveWeek}, `request.version_mismatch`
   */
  async replaceWindows(
    actor: Actor,
    doctorId: number,
    week: readonly NewWindow[],
    expectedVersion?: number,
  ): Promise<Week> {
    const { locationId } = await this.assertCanSetHours(actor, doctorId);
    const windows = await this.resolve(locationId, week);
    await this.schedules.replaceWindows(doctorId, locationId, windows, expectedVersion, this.clock.date());
    return this.schedules.week(doctorId);
  }

  /** @throws AppError as {@link assertCanSetHours} */
  async exceptions(actor: Actor, doctorId: number): Promise<ScheduleException[]> {
    await this.assertCanSetHours(actor, doctorId);
    return this.schedules.exceptions(doctorId);
  }

  /**
   * An exception as it would be kept, with the location where extra time is spent.
   *
   * @throws AppError as {@link assertCanSetHours}; `request.invalid` for half a pair of times, an empty one, extra time
   *   without times, an unknown location, and closed time that names one
   */
  async resolveException(actor: Actor, doctorId: number, exception: NewException): Promise<NewException> {
    const { kind, start, end, locationId } = exception;
    const doctor = await this.assertCanSetHours(actor, doctorId);
    const error = timesError(start, end);
    if (error !== undefined) throw invalidInput(error);
    if (start === null && kind === 'extra')
      throw invalidInput(fieldError('/start', 'exception.needed_for_extra'));
    if (locationId !== null && kind === 'closed')
      throw invalidInput(fieldError('/locationId', 'exception.for_extra_only'));
    if (locationId !== null && !(await this.locations.zones([locationId])).has(locationId))
      throw invalidInput(fieldError('/locationId', 'reference.unknown', { kind: 'location' }));
    return { ...exception, locationId: kind === 'extra' ? (locationId ?? doctor.locationId) : null };
  }

  /**
   * Closes or adds time on one date.
   *
   * @throws AppError as {@link resolveException}
   */
  async addException(actor: Actor, doctorId: number, exception: NewException): Promise<ScheduleException> {
    const resolved = await this.resolveException(actor, doctorId, exception);
    const { locationId } = await this.doctors.findSubject(doctorId);
    return this.schedules.addException(doctorId, locationId, resolved, this.clock.date());
  }

  /** @throws AppError as {@link assertCanSetHours}, `schedule.exception_not_found` */
  async removeException(actor: Actor, doctorId: number, id: number): Promise<void> {
    await this.assertCanSetHours(actor, doctorId);
    if (!(await this.schedules.removeException(doctorId, id, this.clock.date()))) throw exceptionNotFound();
  }

  private async resolve(ownLocationId: number, week: readonly NewWindow[]): Promise<WeeklyWindow[]> {
    const windows = week.map((window) => ({ ...window, locationId: window.locationId ?? ownLocationId }));
    const errors = weekErrors(windows);
    if (errors.length > 0) throw invalidInput(...errors);
    const misplaced = placeErrors(windows, await this.locations.zones(windows.map((one) => one.locationId)));
    if (misplaced.length > 0) throw invalidInput(...misplaced);
    return windows;
  }
}
