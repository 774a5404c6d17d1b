import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, invalidInput } from '#libs/common';
import { timesError } from '../local-time.js';
import { assertCanClose } from '../policy.js';
import { type Closure } from './closure.js';
import { ClosuresRepository } from './closures.repository.js';
import { type HolidayCalendar, readHolidays, type UnreadableEvent } from './holidays/holiday-calendar.js';
import { digestOf, type ImportPlan, planImport } from './holidays/import-plan.js';
import { closureNotFound, importDiffers } from './locations.errors.js';
import { type Location } from './locations.repository.js';
import { LocationsService } from './locations.service.js';

/** What an import would do. */
export interface ClosuresPreview extends ImportPlan {
  readonly unreadable: readonly UnreadableEvent[];
  /** Stands for all of this: an import that is given it does this, or nothing */
  readonly plan: string;
}

/** What an import did. */
export interface ImportedClosures extends Omit<ImportPlan, 'adds'> {
  readonly closures: readonly Closure[];
  readonly unreadable: readonly UnreadableEvent[];
}

/** When a whole location is closed. Staff close the locations where they work. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly closures: ClosuresRepository,
    private readonly locations: LocationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * The policy of closures, for services that show more of what they mean.
   *
   * @returns the location
   * @throws AppError `location.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async assertCanClose(actor: Actor, locationId: number): Promise<Location> {
    const location = await this.locations.find(locationId);
    assertCanClose(actor, locationId);
    return location;
  }

  /** @throws AppError as {@link assertCanClose} */
  async list(actor: Actor, locationId: number): Promise<Closure[]> {
    await this.assertCanClose(actor, locationId);
    return this.closures.list(locationId);
  }

  /**
   * Closes a location on a date. What is booked stays booked until staff move or cancel it.
   *
   * @throws AppError as {@link assertCanClose}; `request.invalid` for half a pair of times, or an empty one
   */
  async add(actor: Actor, locationId: number, closure: Omit<Closure, 'id'>): Promise<Closure> {
    await this.assertCanClose(actor, locationId);
    const error = timesError(closure.start, closure.end);
    if (error !== undefined) throw invalidInput(error);
    return this.closures.add(locationId, closure, this.clock.date());
  }

  /**
   * What {@link importCalendar} would do.
   *
   * @throws AppError as {@link assertCanClose} and `readHolidays`
   */
  async previewImport(actor: Actor, locationId: number, calendar: string): Promise<ClosuresPreview> {
    const { holidays, today } = await this.read(actor, locationId, calendar);
    const plan = planImport(await this.closures.listFrom(locationId, today), holidays);
    return { ...plan, unreadable: holidays.unreadable, plan: digestOf(plan) };
  }

  /**
   * Closes a location on the dates of a holiday calendar, from today to 730 days ahead, and brings what was imported
   * before up to the calendar, as `planImport` says.
   *
   * @param calendar in iCalendar format
   * @param expected of a preview: then exactly that is done
   * @throws AppError as {@link previewImport}, `location.import_differs`; then nothing is changed
   */
  async importCalendar(
    actor: Actor,
    locationId: number,
    calendar: string,
    expected?: string,
  ): Promise<ImportedClosures> {
    const { holidays, today } = await this.read(actor, locationId, calendar);
    const planOf = (existing: Parameters<typeof planImport>[0]): ImportPlan => {
      const plan = planImport(existing, holidays);
      if (expected !== undefined && expected !== digestOf(plan)) throw importDiffers();
      return plan;
    };
    const { added, plan } = await this.closures.import(locationId, today, planOf, this.clock.date());
    return { ...plan, closures: added, unreadable: holidays.unreadable };
  }

  private async read(
    actor: Actor,
    locationId: number,
    calendar: string,
  ): Promise<{ readonly holidays: HolidayCalendar; readonly today: string }> {
    const { timeZone } = await this.assertCanClose(actor, locationId);
    const today = this.clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
    return { holidays: readHolidays(calendar, timeZone, today), today: today.toString() };
  }

  /** @throws AppError as {@link assertCanClose}, `location.closure_not_found` */
  async remove(actor: Actor, locationId: number, id: number): Promise<void> {
    await this.assertCanClose(actor, locationId);
    if (!(await this.closures.remove(locationId, id, this.clock.date()))) throw closureNotFound();
  }
}
