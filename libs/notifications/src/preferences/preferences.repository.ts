import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries, type Role } from '#libs/database';
import {
  type Choice,
  channels,
  type Channel,
  defaultsFor,
  type KeptPreferences,
  type Locale,
  type Preferences,
} from './choices.js';

/** A user who may get messages, as of this moment. */
export interface Recipient {
  readonly userId: number;
  /** None for a dependant without an account, and for an account that names an address which another one has proven */
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
  /** Null for a user who never chose */
  locale: string | null;
  time_zone: string | null;
  phone: string | null;
  quiet_from_minute: number | null;
  quiet_to_minute: number | null;
  choices: Partial<Record<Channel, Choice>> | null;
  version: number | null;
}

function preferencesOf(row: Row): KeptPreferences {
  const defaults = defaultsFor(row.role);
  if (row.locale === null || row.version === null) return { ...defaults, version: 0 };
  const { version, quiet_from_minute: from, quiet_to_minute: to } = row;
  return {
    version,
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
    queries?: Queries,
  ): Promise<ReadonlyMap<number, Recipient>> {
    const rows = await this.rows(userIds, queries);
    return new Map(rows.map((row) => [row.id, toRecipient(row)]));
  }

  async find(userId: number, queries?: Queries): Promise<KeptPreferences> {
    const [row] = await this.rows([userId], queries);
    if (row === undefined) throw new Error('A signed-in user has an account.');
    return preferencesOf(row);
  }

  /** Makes other transactions that change a user's preferences wait for this one; there may be no row of them to lock yet. */
  async lock(queries: Queries, userId: number): Promise<void> {
    await this.database.rows(
      Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`,
      queries,
    );
  }

  /** Keeps the telephone number of a new patient, in the transaction that writes the patient down. */
  async addPhone(queries: Queries, userId: number, phone: string, changedAt: Date): Promise<void> {
    await queries.notificationPreferences.create({
      data: { userId, phone, changedAt },
      select: { userId: true },
    });
  }

  /** Keeps another telephone number of a patient, or none, in the transaction that corrects the record. */
  async setPhone(queries: Queries, userId: number, phone: string | null, changedAt: Date): Promise<void> {
    await queries.notificationPreferences.upsert({
      where: { userId },
      create: { userId, phone, changedAt },
      update: { phone, changedAt },
      select: { userId: true },
    });
  }

  /** Has the messages about the visits of a patient planned anew. */
  async replan(queries: Queries, userId: number, changedAt: Date): Promise<void> {
    await queries.notificationPreferences.upsert({
      where: { userId },
      create: { userId, changedAt },
      update: { changedAt },
      select: { userId: true },
    });
  }

  /**
   * Keeps all of it, also what equals a default: a default that changes later is not what they chose.
   *
   * @returns the version that it has now
   */
  async save(
    queries: Queries,
    userId: number,
    { locale, timeZone, phone, quiet, choices }: Preferences,
    changedAt: Date,
  ): Promise<number> {
    const kept = Object.fromEntries(channels.map((channel) => [channel, choices[channel]]));
    const data = {
      locale,
      timeZone,
      phone,
      quietFromMinute: quiet?.from ?? null,
      quietToMinute: quiet?.to ?? null,
      choices: kept as unknown as Prisma.InputJsonObject,
      changedAt,
    };
    const { version } = await queries.notificationPreferences.upsert({
      where: { userId },
      create: { userId, ...data },
      update: data,
      select: { version: true },
    });
    return version;
  }

  private rows(userIds: readonly number[], queries?: Queries): Promise<Row[]> {
    return this.database.rows<Row>(
      Prisma.sql`
      SELECT u.id, CASE WHEN u.email_is_exclusive OR NOT EXISTS (
          SELECT FROM users h
          WHERE h.email_key = u.email_key AND h.email_is_exclusive AND h.email_verified_at IS NOT NULL)
        THEN u.email::text END AS email, u.role, u.disabled_at IS NOT NULL AS disabled, p.locale, p.time_zone, p.phone,
        p.quiet_from_minute, p.quiet_to_minute, p.choices, p.version,
        EXISTS (SELECT FROM push_subscriptions s WHERE s.user_id = u.id) AS has_push
      FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id
      WHERE u.id = ANY(${[...new Set(userIds)]}::int[])`,
      queries,
    );
  }
}
