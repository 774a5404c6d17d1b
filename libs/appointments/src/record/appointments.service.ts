import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { type Page } from '#libs/common';
import { type Appointment, type HistoryEntry } from './appointment.js';
import { appointmentNotFound } from './record.errors.js';
import { type AppointmentFilter, AppointmentsRepository } from './appointments.repository.js';

/** What has been booked. */
@Injectable()
export class AppointmentsService {
  constructor(private readonly appointments: AppointmentsRepository) {}

  /** A page of the appointments that the actor sees, in order of time. */
  list(actor: Actor, filter: AppointmentFilter): Promise<Page<Appointment>> {
    return this.appointments.list(actor, filter);
  }

  /** @throws AppError `appointment.not_found`, also for what the actor may not see */
  async find(actor: Actor, id: number): Promise<Appointment> {
    const appointment = await this.appointments.findVisible(actor, id);
    if (appointment === null) throw appointmentNotFound();
    return appointment;
  }

  /** @throws AppError `appointment.not_found`, also for what the actor may not see */
  async history(actor: Actor, id: number): Promise<HistoryEntry[]> {
    const { userId } = await this.find(actor, id);
    const entries = await this.appointments.history(id);
    return entries.map((entry) => ({ userId, ...entry }));
  }
}
