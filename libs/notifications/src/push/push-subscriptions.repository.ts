import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';

/** Where and how a browser is reached (W3C Push API). */
export interface Subscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

const mostOfUser = 10;
const fields = { endpoint: true, p256dh: true, auth: true } as const;

@Injectable()
export class PushSubscriptionsRepository {
  constructor(private readonly database: Database) {}

  ofUser(userId: number): Promise<Subscription[]> {
    const orderBy = { id: 'desc' } as const;
    return this.database.client.pushSubscription.findMany({
      where: { userId },
      select: fields,
      orderBy,
      take: mostOfUser,
    });
  }

  /** A browser belongs to the user who signed in last. What is planned follows, as after any change of mind. */
  async add(userId: number, subscription: Subscription, now: Date): Promise<void> {
    const { endpoint } = subscription;
    await this.database.transaction(async (queries) => {
      await queries.pushSubscription.upsert({
        where: { endpoint },
        create: { ...subscription, userId, createdAt: now },
        update: { ...subscription, userId },
        select: { id: true },
      });
      await this.database.execute(
        Prisma.sql`
        DELETE FROM push_subscriptions WHERE user_id = ${userId} AND id NOT IN (
          SELECT id FROM push_subscriptions WHERE user_id = ${userId} ORDER BY id DESC LIMIT ${mostOfUser})`,
        queries,
      );
      await this.database.execute(
        Prisma.sql`
        INSERT INTO notification_preferences (user_id, changed_at) VALUES (${userId}, ${now})
        ON CONFLICT (user_id) DO UPDATE SET changed_at = excluded.changed_at`,
        queries,
      );
    });
  }

  async remove(userId: number, endpoint: string): Promise<void> {
    await this.database.client.pushSubscription.deleteMany({ where: { userId, endpoint } });
  }

  async forget(endpoint: string): Promise<void> {
    await this.database.client.pushSubscription.deleteMany({ where: { endpoint } });
  }
}
