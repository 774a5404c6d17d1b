import { type AppointmentStatus } from '#libs/database';

/** What an appointment may become. Everything else is refused. */
const transitions: Record<AppointmentStatus, readonly AppointmentStatus[]> = {
  held: ['pending', 'confirmed', 'cancelled'],
  pending: ['confirmed', 'cancelled'],
  confirmed: ['checked_in', 'completed', 'no_show', 'cancelled'],
  checked_in: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
  no_show: [],
};

/** Whether an appointment may go from one status to another. */
export const canBecome = (from: AppointmentStatus, to: AppointmentStatus): boolean =>
  transitions[from].includes(to);

/** The statuses in which an appointment keeps its doctor busy. The exclusion constraint names the same. */
export const activeStatuses = [
  'held',
  'pending',
  'confirmed',
  'checked_in',
] as const satisfies AppointmentStatus[];
