import { type AppointmentStatus, type CancellationCause } from '#libs/database';

/** A booking. Instants are UTC; `timeZone` is that of the location, in which the visit takes place. */
export interface Appointment {
  readonly id: number;
  /** The patient */
  readonly userId: number;
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly locationId: number;
  readonly timeZone: string;
  readonly appointmentDateTime: Date;
  readonly endsAt: Date;
  readonly status: AppointmentStatus;
  readonly reason: string | null;
  readonly version: number;
  readonly createdAt: Date;
  /** The same for all visits of a series; none for a single visit */
  readonly seriesId: string | null;
  /** Squeezed in by staff: may overlap ordinary bookings */
  readonly overbooked: boolean;
  /** What cancelled it, where no one decided to cancel this visit; null otherwise */
  readonly cancelledBecause: CancellationCause | null;
}

/** An appointment as the statement that wrote it left it. */
export interface WrittenAppointment extends Appointment {
  /** Set while it is a hold */
  readonly holdExpiresAt: Date | null;
  readonly holdExtended: boolean;
}

/** What happened to an appointment: one entry for each of its versions. */
export interface HistoryEntry {
  /** The patient */
  readonly userId: number;
  readonly version: number;
  /** None for the first version */
  readonly fromStatus: AppointmentStatus | null;
  readonly toStatus: AppointmentStatus;
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly appointmentDateTime: Date;
  /** Who made the change; null for what time did */
  readonly actorId: number | null;
  readonly reason: string | null;
  readonly occurredAt: Date;
}
