import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import {
  minutesOf,
  type NewWindow,
  type ScheduleException,
  SchedulesService,
  type WeeklyWindow,
} from '#libs/doctors';
import {
  type Availability,
  type AvailabilityQuery,
  CalendarService,
  type HoursDraft,
} from '../availability/index.js';
import { type Appointment } from '../record/index.js';
import { OutsideHoursService } from './outside-hours.service.js';

/** A draft of a doctor's week in effect. */
export interface WeekPreview {
  readonly slots: Omit<Availability, 'nextAvailable'>;
  /** The bookings that the hours would not cover */
  readonly outsideHours: readonly Appointment[];
}

/** Shows the effect of a change of a doctor's hours before it is written, to the doctor and staff of the location. */
@Injectable()
export class SchedulePreviewService {
  constructor(
    private readonly calendars: CalendarService,
    private readonly schedules: SchedulesService,
    private readonly outsideHours: OutsideHoursService,
  ) {}

  /**
   * The slots that another week would offer, and the bookings that it would not cover.
   *
   * @throws AppError as `SchedulesService.resolveWeek`; `appointment.visit_type_not_offered`
   */
  async ofWeek(actor: Actor, query: AvailabilityQuery, week: readonly NewWindow[]): Promise<WeekPreview> {
    const { doctorId } = query;
    const draft = draftOf(await this.schedules.resolveWeek(actor, doctorId, week));
    const [slots, outsideHours] = await Promise.all([
      this.calendars.preview(query, draft),
      this.outsideHours.ofDoctor(actor, doctorId, draft),
    ]);
    return { slots, outsideHours };
  }

  /**
   * The bookings that the hours would not cover with one more exception.
   *
   * @throws AppError as `SchedulesService.resolveException`
   */
  async ofException(
    actor: Actor,
    doctorId: number,
    exception: Omit<ScheduleException, 'id'>,
  ): Promise<Appointment[]> {
    const resolved = await this.schedules.resolveException(actor, doctorId, exception);
    const { date, kind, start, end, locationId } = resolved;
    const minutes = {
      startMinute: start === null ? null : minutesOf(start),
      endMinute: end === null ? null : minutesOf(end),
    };
    return this.outsideHours.ofDoctor(actor, doctorId, { change: { date, kind, ...minutes, locationId } });
  }
}

const draftOf = (windows: readonly WeeklyWindow[]): HoursDraft => ({
  windows: windows.map(({ start, end, ...window }) => ({
    ...window,
    startMinute: minutesOf(start),
    endMinute: minutesOf(end),
  })),
});
