import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** Whether anything has to be done. */
interface Due {
  /** About offers that stand: their time may be over */
  readonly offers: boolean;
  /** About times that have become free */
  readonly openings: boolean;
  /** About entries whose last date has passed */
  readonly entries: boolean;
}

@Injectable()
export class WaitlistUpkeepRepository {
  constructor(private readonly database: Database) {}

  /** What there is to do, in one statement however much that is. */
  async due(today: string, now: Date): Promise<Due> {
    const [due] = await this.database.client.$queryRaw<Due[]>`
      SELECT EXISTS (SELECT FROM waitlist_offers WHERE outcome IS NULL) AS offers,
        EXISTS (SELECT FROM waitlist_openings WHERE available_at <= ${now}) AS openings,
        EXISTS (SELECT FROM waitlist_entries WHERE status = 'waiting' AND to_date < ${today}::date) AS entries`;
    return due ?? { offers: false, openings: false, entries: false };
  }

  /** How many wait, and how many openings have not been looked at. */
  async backlog(): Promise<{ waiting: number; openings: number }> {
    const [row] = await this.database.client.$queryRaw<{ waiting: number; openings: number }[]>`
      SELECT (SELECT count(*)::int FROM waitlist_entries WHERE status = 'waiting') AS waiting,
        (SELECT count(*)::int FROM waitlist_openings) AS openings`;
    return row ?? { waiting: 0, openings: 0 };
  }

  /** Ends what waits for dates that have passed everywhere. */
  async expire(today: string, now: Date): Promise<number> {
    return this.database.client.$executeRaw`
      UPDATE waitlist_entries SET status = 'expired', ended_at = ${now}
      WHERE status = 'waiting' AND to_date < ${today}::date`;
  }
}
