import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';

/** A request that a service has signed. */
export interface SignedRequest {
  /** The name of the service */
  readonly service: string;
  /** What no other request of the service has */
  readonly nonce: string;
  /** Until when it is good */
  readonly expiresAt: Date;
}

/** Requests of services that were acted on, for as long as they are good: PostgreSQL is what all gateways share. */
@Injectable()
export class ServiceRequestsRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether this is the first time */
  async spend({ service, nonce, expiresAt }: SignedRequest): Promise<boolean> {
    const inserted = await this.database.execute(Prisma.sql`
      INSERT INTO service_requests (service, nonce, expires_at) VALUES (${service}, ${nonce}, ${expiresAt})
      ON CONFLICT DO NOTHING`);
    return inserted === 1;
  }
}
