import { Injectable } from '@nestjs/common';
import { Database, type Queries } from '#libs/database';
import { inboxSignal } from '#libs/notifications';

/** A message in somebody's inbox. */
export interface NewNotification {
  readonly userId: number;
  readonly appointmentId: number;
  /** What it is to be answered by, for a time that is offered */
  readonly waitlistEntryId: number | null;
  readonly version: number;
  /** Such as `appointment.booked` */
  readonly type: string;
  readonly offsetMinutes: number;
  readonly title: string;
  readonly body: string;
}

@Injectable()
export class NotificationsRepository {
  constructor(private readonly database: Database) {}

  /** Writes messages; one that stands already stays as it is. */
  async add(
    notifications: readonly NewNotification[],
    queries: Queries = this.database.client,
  ): Promise<void> {
    await queries.$executeRaw`
      INSERT INTO notifications (user_id, appointment_id, waitlist_entry_id, version, type, offset_minutes, title, body,
        channel, created_at)
      SELECT "userId", "appointmentId", "waitlistEntryId", version, type, "offsetMinutes", title, body, 'in_app',
        clock_timestamp()
      FROM jsonb_to_recordset(${JSON.stringify(notifications)}::jsonb) AS n (
        "userId" int, "appointmentId" int, "waitlistEntryId" int, version int, type text, "offsetMinutes" int, title text, body text)
      ON CONFLICT DO NOTHING`;
  }

  /** Tells the gateways that these people have something new to read. */
  async signal(userIds: readonly number[]): Promise<void> {
    await this.database.client.$executeRaw`
      SELECT pg_notify(${inboxSignal}, id::text) FROM unnest(${[...userIds]}::int[]) id`;
  }
}
