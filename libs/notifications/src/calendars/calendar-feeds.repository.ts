import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { type Locale } from '../preferences/choices.js';
import { type CalendarVisit } from './calendar.js';
import { revisionOf } from './calendar.sql.js';

export interface FeedOwner {
  readonly userId: number;
  readonly locale: Locale;
}

const mostVisits = 1000;

@Injectable()
export class CalendarFeedsRepository {
  constructor(private readonly database: Database) {}

  /** Replaces the address that there was: the former one is worth nothing from then on. */
  async save(userId: number, tokenHash: string, createdAt: Date): Promise<void> {
    const data = { tokenHash, createdAt };
    await this.database.client.calendarFeed.upsert({
      where: { userId },
      create: { userId, ...data },
      update: data,
      select: { userId: true },
    });
  }

  async remove(userId: number): Promise<void> {
    await this.database.client.calendarFeed.deleteMany({ where: { userId } });
  }

  async findOwner(tokenHash: string): Promise<FeedOwner | undefined> {
    const owner = await this.database.one<FeedOwner>(Prisma.sql`
      SELECT u.id AS "userId", coalesce(p.locale, 'en') AS locale
      FROM calendar_feeds f JOIN users u ON u.id = f.user_id LEFT JOIN notification_preferences p ON p.user_id = u.id
      WHERE f.token_hash = ${tokenHash} AND u.disabled_at IS NULL`);
    return owner;
  }

  /** The last month and all that is to come, of the reader and the reader's dependants, in order of time. */
  visitsOf(userId: number): Promise<CalendarVisit[]> {
    return this.database.rows<CalendarVisit>(Prisma.sql`
      ${visitsFor(userId)}
      WHERE (a.user_id = ${userId} OR a.doctor_id IN (SELECT id FROM doctors WHERE user_id = ${userId})
          OR a.user_id IN (SELECT dependant_id FROM guardianships WHERE guardian_id = ${userId} AND ended_at IS NULL))
        AND a.status IN ('pending', 'confirmed', 'checked_in', 'completed')
        AND a.starts_at > now() - interval '30 days'
      ORDER BY a.starts_at, a.id LIMIT ${mostVisits}`);
  }

  /** One visit, as a user reads it. */
  visitFor(userId: number, appointmentId: number): Promise<CalendarVisit | undefined> {
    return this.database.one<CalendarVisit>(Prisma.sql`${visitsFor(userId)} WHERE a.id = ${appointmentId}`);
  }
}

const visitsFor = (userId: number): Prisma.Sql => Prisma.sql`
  SELECT a.id AS "appointmentId", a.version, a.status, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
    d.name AS "doctorName", l.name AS "locationName", l.address, t.name AS "visitTypeName", t.mode, ${revisionOf},
    coalesce(d.user_id = ${userId}, false) AND a.user_id <> ${userId} AS "isDoctors"
  FROM appointments a JOIN doctors d ON d.id = a.doctor_id JOIN locations l ON l.id = a.location_id
    JOIN visit_types t ON t.id = a.visit_type_id`;
