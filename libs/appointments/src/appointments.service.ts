import { Injectable } from '@nestjs/common';
import { Clock, type Page } from '#libs/common';
import { type Actor, type Appointment, type HistoryEntry } from './appointment.js';
import { appointmentNotFound } from './appointments.errors.js';
import { type AppointmentFilter, AppointmentsRepository, type Scope } from './appointments.repository.js';
import { AvailabilityRepository } from './availability.repository.js';
import { type HoursDraft, locationIdsOf, withDraft } from './hours-draft.js';
import { worksDuring } from './places.js';

/** What has been booked. */
@Injectable()
export class AppointmentsService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly availability: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  list(filter: AppointmentFilter, actor: Actor): Promise<Page<Appointment>> {
    return this.appointments.list(filter, actor);
  }

  /** @throws AppError `appointment.not_found`, also for what the actor may not see */
  async find(id: number, actor: Actor): Promise<Appointment> {
    const appointment = await this.appointments.findVisible(id, actor);
    if (appointment === null) throw appointmentNotFound();
    return appointment;
  }

  /** @throws AppError `appointment.not_found`, also for what the actor may not see */
  async history(id: number, actor: Actor): Promise<HistoryEntry[]> {
    const { userId } = await this.find(id, actor);
    const entries = await this.appointments.history(id);
    return entries.map((entry) => ({ userId, ...entry }));
  }

  /**
   * The bookings that the actor may see and the hours do not cover, as they are now or would be with a draft; in order of
   * time. They stay booked until somebody acts. Two queries, however many doctors work at a location.
   */
  async outsideHours(of: Scope, actor: Actor, draft?: HoursDraft): Promise<Appointment[]> {
    const now = new Date(this.clock.now().epochMilliseconds);
    const upcoming = await this.appointments.upcoming(of, now, actor);
    const first = upcoming[0];
    const last = upcoming.at(-1);
    if (first === undefined || last === undefined) return [];
    const doctorIds = [...new Set(upcoming.map(({ doctorId }) => doctorId))];
    // The reading has a margin of days: whatever starts before the last visit ends within it.
    const range = { start: first.appointmentDateTime.getTime(), end: last.endsAt.getTime() };
    const locationIds = draft && locationIdsOf(draft);
    const loaded = await this.availability.load(doctorIds, { range, now, locationIds });
    const placesOf = new Map(
      loaded.map(({ doctorId, places }) => [doctorId, draft ? withDraft(places, draft) : places]),
    );
    return upcoming.filter(({ doctorId, locationId, appointmentDateTime, endsAt }) => {
      const visit = { start: appointmentDateTime.getTime(), end: endsAt.getTime() };
      return !worksDuring(placesOf.get(doctorId) ?? [], locationId, visit);
    });
  }
}
