import { type AppointmentStatus, type Confirmation } from '#libs/database';

/** The status of a new booking: pending when the doctor confirms by hand. */
export const firstStatus = (confirmation: Confirmation): AppointmentStatus =>
  confirmation === 'manual' ? 'pending' : 'confirmed';
