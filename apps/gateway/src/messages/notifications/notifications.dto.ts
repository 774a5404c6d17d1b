import { type InAppMessage } from '#libs/notifications';

export class NotificationDto {
  /** @example 1 */
  id!: number;
  /** @example "appointment.booked" */
  type!: string;
  /**
   * Null for what is about no visit: `waitlist.ended`
   * @example 1
   */
  appointmentId!: number | null;
  /** The entry on the waitlist: where a time that is offered is answered, or the one that has ended */
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
