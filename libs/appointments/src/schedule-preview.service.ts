import { Injectable } from '@nestjs/common';
import { minutesOf, type ScheduleException, type WeeklyWindow } from '#libs/doctors';
import { type Actor, type Appointment } from './appointment.js';
import { AppointmentsService } from './appointments.service.js';
import { type Availability, type AvailabilityQuery, AvailabilityService } from './availability.service.js';
import { type HoursDraft } from './hours-draft.js';

/** What other hours would mean. */
export interface WeekPreview {
  readonly slots: Omit<Availability, 'nextAvailable'>;
  /** Bookings that the hours would not cover */
  readonly outsideHours: readonly Appointment[];
}

/** Tells what a change of a doctor's hours would mean, and writes nothing. */
@Injectable()
export class SchedulePreviewService {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly appointments: AppointmentsService,
  ) {}

  /**
   * @param windows a week that was found to be in order
   * @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered`
   */
  async ofWeek(
    query: AvailabilityQuery,
    windows: readonly WeeklyWindow[],
    actor: Actor,
  ): Promise<WeekPreview> {
    const draft: HoursDraft = {
      windows: windows.map(({ start, end, ...window }) => ({
        ...window,
        startMinute: minutesOf(start),
        endMinute: minutesOf(end),
      })),
    };
    const [slots, outsideHours] = await Promise.all([
      this.availability.preview(query, draft),
      this.appointments.outsideHours({ doctorId: query.doctorId }, actor, draft),
    ]);
    return { slots, outsideHours };
  }

  /**
   * The bookings that the hours would not cover with one more exception.
   *
   * @param exception one that was found to be in order
   */
  ofException(
    doctorId: number,
    { date, kind, start, end, locationId }: Omit<ScheduleException, 'id'>,
    actor: Actor,
  ): Promise<Appointment[]> {
    const minutes = {
      startMinute: start === null ? null : minutesOf(start),
      endMinute: end === null ? null : minutesOf(end),
    };
    const change = { date, kind, ...minutes, locationId };
    return this.appointments.outsideHours({ doctorId }, actor, { change });
  }
}
