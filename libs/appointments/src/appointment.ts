import { type AppointmentStatus, type Role } from '#libs/database';

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
}

/** An appointment as the statement that wrote it left it. */
export interface Written extends Appointment {
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
  /** Who did it; none for what happened by itself */
  readonly actorId: number | null;
  readonly reason: string | null;
  readonly occurredAt: Date;
}

/** Who asks. */
export interface Actor {
  readonly userId: number;
  readonly role: Role;
  /** Where staff work; nowhere when left out */
  readonly locationIds?: readonly number[] | 'everywhere';
  /** Whom they act for beside themselves; nobody when left out */
  readonly dependantIds?: readonly number[];
}

/** Whether someone works at a desk, wherever it is. */
export const isStaff = ({ role }: Actor): boolean => role === 'staff' || role === 'admin';
