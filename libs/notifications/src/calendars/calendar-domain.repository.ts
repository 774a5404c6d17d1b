import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';

/** The name after the @ in the UIDs of visits. Every process has the same, whatever address it is reached at. */
@Injectable()
export class CalendarDomainRepository {
  private kept: string | undefined;

  constructor(private readonly database: Database) {}

  /** @param host the domain of an installation that has none yet */
  async find(host: string): Promise<string> {
    this.kept ??= await this.read(host);
    return this.kept;
  }

  private async read(host: string): Promise<string> {
    await this.database.execute(
      Prisma.sql`INSERT INTO calendar_domain (name) VALUES (${host}) ON CONFLICT DO NOTHING`,
    );
    const { name } = await this.database.client.calendarDomain.findFirstOrThrow({ select: { name: true } });
    return name;
  }
}
