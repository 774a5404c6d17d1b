import { type InAppMessage } from './notifications.repository.js';

export class NotificationDto {
  /** @example 1 */
  id!: number;
  /** @example "appointment.booked" */
  type!: string;
  /** @example 1 */
  appointmentId!: number;
  /** For a time that is offered: the entry on the waitlist, where it is answered */
  waitlistEntryId!: number | null;
  /** @example "Appointment requested" */
  title!: string;
  /** @example "Dr. Ada Lovelace, Tuesday, December 1, 2026 at 10:00 AM GMT+1" */
  body!: string;
  /** @example "2026-11-20T10:00:00.000Z" */
  createdAt!: string;
  readAt!: string | null;
}

export const toNotificationDto = (message: InAppMessage): NotificationDto => ({
  id: message.id,
  type: message.type,
  appointmentId: message.appointmentId,
  waitlistEntryId: message.waitlistEntryId,
  title: message.title,
  body: message.body,
  createdAt: message.createdAt.toISOString(),
  readAt: message.readAt?.toISOString() ?? null,
});
