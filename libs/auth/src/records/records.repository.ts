import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, type LinkPurpose, Prisma, type Queries } from '#libs/database';
import { type Actor } from '../actor.js';
import { isOpenedBy } from '../patients.sql.js';
import { type FieldChanges, type PatientDetails, type RecordChange } from './record.js';

/** What is written in the row of a patient. */
export type RowChange = Partial<
  Record<'name' | 'birthDate' | 'address' | 'note', string | null> & {
    readonly disabledAt: Date | null;
    readonly deceasedOn: string | null;
    readonly deceasedNotedAt: Date | null;
    readonly mergedIntoId: number | null;
  }
>;

const dateOf = (date: string | null): Date | null => (date === null ? null : new Date(date));

/** An account that an admin disabled is no record of the front desk, nor is a patient who was erased. */
const isRecord = Prisma.sql`
  u.role = 'patient' AND (u.disabled_at IS NULL OR u.deceased_on IS NOT NULL OR u.merged_into_id IS NOT NULL)`;

const guardians = Prisma.sql`
  coalesce((SELECT json_agg(json_build_object('userId', g.guardian_id, 'name', coalesce(c.name, c.username::text),
      'phone', cp.phone, 'relationship', g.relationship) ORDER BY g.created_at, g.id)
    FROM guardianships g JOIN users c ON c.id = g.guardian_id
      LEFT JOIN notification_preferences cp ON cp.user_id = c.id
    WHERE g.dependant_id = u.id AND g.ended_at IS NULL), '[]')`;

/** Where the link of a purpose was sent last, as long as it is good. */
const openLinkFor = (purpose: LinkPurpose): Prisma.Sql => Prisma.sql`
  (SELECT l.email::text FROM account_links l
    WHERE l.user_id = u.id AND l.purpose = ${purpose}::link_purpose AND l.used_at IS NULL AND l.expires_at > now()
    ORDER BY l.created_at DESC LIMIT 1)`;

/** Records of patients, with what was done to them. */
@Injectable()
export class RecordsRepository {
  constructor(private readonly database: Database) {}

  /** @returns those of the records that the actor may open, by their id */
  async find(
    queries: Queries,
    actor: Actor,
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, PatientDetails>> {
    const rows = await this.database.rows<PatientDetails>(
      Prisma.sql`
      SELECT u.id, u.name, u.username::text, u.email::text, p.phone, u.birth_date::text AS "birthDate", u.address, u.note,
        u.deceased_on::text AS "deceasedOn", u.merged_into_id AS "mergedIntoId", u.created_at AS "createdAt",
        u.version + coalesce(p.version, 0) AS version,
        ${openLinkFor('claim')} AS "offeredTo", ${openLinkFor('email_change')} AS "pendingEmail",
        ${guardians} AS guardians
      FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id
      WHERE u.id = ANY(${[...ids]}::int[]) AND ${isRecord} AND ${isOpenedBy(actor)}`,
      queries,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /**
   * Locks records, in the order of their ids, so that no visit is booked for them until the transaction ends. They are
   * read by a statement of its own afterwards: what a statement reads beside the row that it waits for is older.
   */
  async lock(
    queries: Queries,
    actor: Actor,
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, PatientDetails>> {
    await this.database.rows(
      Prisma.sql`SELECT id FROM users WHERE id = ANY(${[...ids]}::int[]) ORDER BY id FOR UPDATE`,
      queries,
    );
    return this.find(queries, actor, ids);
  }

  async update(queries: Queries, id: number, change: RowChange): Promise<void> {
    const { birthDate, deceasedOn, ...others } = change;
    const data = {
      ...others,
      ...(birthDate !== undefined && { birthDate: dateOf(birthDate) }),
      ...(deceasedOn !== undefined && { deceasedOn: dateOf(deceasedOn) }),
    };
    await queries.user.update({ where: { id }, data, select: { id: true } });
  }

  /** Notes what was done to a record. */
  async note(
    queries: Queries,
    userId: number,
    {
      actorId,
      changes,
      now,
    }: { readonly actorId: number; readonly changes: FieldChanges; readonly now: Date },
  ): Promise<void> {
    const data = { userId, actorId, changedAt: now, changes: changes as unknown as Prisma.InputJsonObject };
    await queries.patientChange.create({ data, select: { id: true } });
  }

  /** What was done to a record, the last thing first. */
  async changes(userId: number, limit: number, cursor?: string): Promise<Page<RecordChange>> {
    const [before] = cursor === undefined ? [undefined] : decodeCursor(cursor, ['id']);
    const rows = await this.database.rows<RecordChange>(
      Prisma.sql`
      SELECT c.id, c.actor_id AS "actorId", coalesce(a.name, a.username::text) AS "actorName",
        c.changed_at AS "changedAt", c.changes
      FROM patient_changes c LEFT JOIN users a ON a.id = c.actor_id
      WHERE c.user_id = ${userId} ${before === undefined ? Prisma.empty : Prisma.sql`AND c.id < ${before}`}
      ORDER BY c.id DESC LIMIT ${limit + 1}`,
    );
    return toPage(rows, limit, ({ id }) => [id]);
  }
}
