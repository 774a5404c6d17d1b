import { Injectable } from '@nestjs/common';
import { Database, type Prisma, type Queries, type Role } from '#libs/database';
import {
  type Choice,
  channels,
  type Channel,
  defaultsFor,
  type Locale,
  type Preferences,
} from './choices.js';

/** Somebody who may be written to, as they are at this moment. */
export interface Recipient {
  readonly userId: number;
  /** None for a dependant without an account */
  readonly email: string | null;
  readonly isDisabled: boolean;
  readonly preferences: Preferences;
  /** Whether any browser takes messages for them */
  readonly hasPush: boolean;
}

interface Row {
  id: number;
  email: string | null;
  role: Role;
  disabled: boolean;
  has_push: boolean;
  /** Null for somebody who never chose */
  locale: string | null;
  time_zone: string | null;
  phone: string | null;
  quiet_from_minute: number | null;
  quiet_to_minute: number | null;
  choices: Partial<Record<Channel, Choice>> | null;
}

function preferencesOf(row: Row): Preferences {
  const defaults = defaultsFor(row.role);
  if (row.locale === null) return defaults;
  const { quiet_from_minute: from, quiet_to_minute: to } = row;
  return {
    locale: row.locale as Locale,
    timeZone: row.time_zone,
    phone: row.phone,
    quiet: from === null || to === null ? null : { from, to },
    choices: { ...defaults.choices, ...row.choices },
  };
}

const toRecipient = (row: Row): Recipient => ({
  userId: row.id,
  email: row.email,
  isDisabled: row.disabled,
  preferences: preferencesOf(row),
  hasPush: row.has_push,
});

@Injectable()
export class PreferencesRepository {
  constructor(private readonly database: Database) {}

  /** Reads all of them in one query. */
  async findRecipients(
    userIds: readonly number[],
    queries: Queries = this.database.client,
  ): Promise<ReadonlyMap<number, Recipient>> {
    const rows = await queries.$queryRaw<Row[]>`
      SELECT u.id, u.email::text, u.role, u.disabled_at IS NOT NULL AS disabled, p.locale, p.time_zone, p.phone,
        p.quiet_from_minute, p.quiet_to_minute, p.choices,
        EXISTS (SELECT FROM push_subscriptions s WHERE s.user_id = u.id) AS has_push
      FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id
      WHERE u.id = ANY(${[...new Set(userIds)]}::int[])`;
    return new Map(rows.map((row) => [row.id, toRecipient(row)]));
  }

  async find(userId: number): Promise<Preferences> {
    const recipient = (await this.findRecipients([userId])).get(userId);
    if (recipient === undefined) throw new Error('Somebody who is signed in has an account.');
    return recipient.preferences;
  }

  /** Keeps all of it, also what equals a default: a default that changes later is not what they chose. */
  async save(userId: number, { quiet, choices, ...rest }: Preferences, changedAt: Date): Promise<void> {
    const kept = Object.fromEntries(channels.map((channel) => [channel, choices[channel]]));
    const data = {
      ...rest,
      quietFromMinute: quiet?.from ?? null,
      quietToMinute: quiet?.to ?? null,
      choices: kept as unknown as Prisma.InputJsonObject,
      changedAt,
    };
    await this.database.client.notificationPreferences.upsert({
      where: { userId },
      create: { userId, ...data },
      update: data,
      select: { userId: true },
    });
  }
}
