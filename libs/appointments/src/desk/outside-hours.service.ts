import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { ClosuresService, SchedulesService } from '#libs/doctors';
import {
  AvailabilityRepository,
  type HoursDraft,
  locationIdsOf,
  withDraft,
  worksDuring,
} from '../availability/index.js';
import { type Appointment, AppointmentsRepository } from '../record/index.js';

/**
 * The bookings that hours do not cover, in order of time, as far as the actor may see them. They stay booked until staff
 * move or cancel them.
 */
@Injectable()
export class OutsideHoursService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly availability: AvailabilityRepository,
    private readonly schedules: SchedulesService,
    private readonly closures: ClosuresService,
    private readonly clock: Clock,
  ) {}

  /**
   * The bookings outside a doctor's hours, as they are now or would be with a draft.
   *
   * @throws AppError `doctor.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async ofDoctor(actor: Actor, doctorId: number, draft?: HoursDraft): Promise<Appointment[]> {
    await this.schedules.assertCanSetHours(actor, doctorId);
    return this.find(actor, { doctorId }, draft);
  }

  /**
   * The bookings at a location outside its doctors' hours.
   *
   * @throws AppError `location.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async ofLocation(actor: Actor, locationId: number): Promise<Appointment[]> {
    await this.closures.assertCanClose(actor, locationId);
    return this.find(actor, { locationId });
  }

  /** Two queries, however many doctors work at a location. */
  private async find(
    actor: Actor,
    of: { readonly doctorId: number } | { readonly locationId: number },
    draft?: HoursDraft,
  ): Promise<Appointment[]> {
    const now = this.clock.date();
    const upcoming = await this.appointments.upcoming(actor, of, now);
    const first = upcoming[0];
    const last = upcoming.at(-1);
    if (first === undefined || last === undefined) return [];
    const doctorIds = [...new Set(upcoming.map(({ doctorId }) => doctorId))];
    // Hours are read with a margin of days: a visit that starts before the last one ends within it.
    const range = { start: first.appointmentDateTime.getTime(), end: last.endsAt.getTime() };
    const locationIds = draft && locationIdsOf(draft);
    const loaded = await this.availability.load(doctorIds, { range, now, locationIds });
    const hoursOf = new Map(
      loaded.map(({ doctorId, locations }) => [doctorId, draft ? withDraft(locations, draft) : locations]),
    );
    return upcoming.filter(({ doctorId, locationId, appointmentDateTime, endsAt }) => {
      const visit = { start: appointmentDateTime.getTime(), end: endsAt.getTime() };
      return !worksDuring(hoursOf.get(doctorId) ?? [], locationId, visit);
    });
  }
}
