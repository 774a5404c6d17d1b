import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** What is kept about a person's account, in the words of the API where it has any. */
export interface PersonalAccount {
  readonly account: object;
  readonly sessions: object[];
  /** Links that were sent by mail, without what makes them work */
  readonly links: object[];
  /** The guardianships of the person, ended ones too */
  readonly dependants: object[];
  /** The guardianships over the person, ended ones too */
  readonly guardians: object[];
}

@Injectable()
export class PersonalAccountsRepository {
  constructor(private readonly database: Database) {}

  /** @returns the person's id, and those of the records that were merged into it, directly or through another */
  async recordsOf(queries: Queries, userId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      Prisma.sql`
      WITH RECURSIVE records AS (
        SELECT ${userId}::int AS id UNION SELECT u.id FROM users u JOIN records r ON u.merged_into_id = r.id)
      SELECT id FROM records ORDER BY id`,
      queries,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Makes a person unknown: name, addresses, password, second factor, devices and links go. The row stays, so that what
   * happened at the clinic stays under its bare number. The row is locked from here to the end of the transaction.
   */
  async erase(queries: Queries, userId: number, now: Date): Promise<void> {
    const { email, emailIsExclusive } = await queries.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true, emailIsExclusive: true },
    });
    // Nobody else can have registered by such a name.
    const name = `erased-${randomUUID()}`;
    // No password has this hash, so that no sign-in succeeds.
    const account = { username: name, email: `${name}@erased.invalid`, password: '!' };
    const known = { name: null, birthDate: null, address: null, note: null };
    const became = { deceasedOn: null, deceasedNotedAt: null, mergedIntoId: null };
    const data = { ...account, ...known, ...became, disabledAt: now };
    await queries.user.update({ where: { id: userId }, data, select: { id: true } });
    await queries.patientChange.deleteMany({ where: { userId } });
    // Why they were looked at is told in words; the audit log keeps that it happened.
    await queries.patientLook.deleteMany({ where: { userId } });
    await queries.patientPlace.deleteMany({ where: { userId } });
    await queries.patientMerge.deleteMany({ where: { OR: [{ keptId: userId }, { mergedId: userId }] } });
    await queries.secondFactor.deleteMany({ where: { userId } });
    await queries.session.updateMany({ where: { userId }, data: { userAgent: null } });
    await queries.staffLocation.deleteMany({ where: { userId } });
    // An invitation knows nothing but the address. What was sent to an address that the person only named is of others.
    const addressed = email === null || !emailIsExclusive ? [] : [{ email }];
    await queries.accountLink.deleteMany({
      where: { OR: [{ userId }, { inviterId: userId }, ...addressed] },
    });
  }

  async find(queries: Queries, userId: number): Promise<PersonalAccount> {
    const record = await this.database.one<PersonalAccount>(
      Prisma.sql`
      SELECT
        (SELECT json_build_object('id', id, 'username', username, 'email', email, 'name', name,
            'birthDate', birth_date, 'address', address, 'note', note, 'deceasedOn', deceased_on, 'role', role,
            'createdAt', created_at,
            'changes', (SELECT coalesce(json_agg(json_build_object(
                'changedAt', changed_at, 'actorId', actor_id, 'changes', changes) ORDER BY id), '[]')
              FROM patient_changes WHERE user_id = users.id),
            'looks', (SELECT coalesce(json_agg(json_build_object(
                'lookedAt', looked_at, 'actorId', actor_id, 'reason', reason) ORDER BY id), '[]')
              FROM patient_looks WHERE user_id = users.id),
            'mergedRecords', (SELECT coalesce(json_agg(json_build_object('id', m.id, 'username', m.username,
                'email', m.email, 'name', m.name, 'birthDate', m.birth_date, 'address', m.address, 'note', m.note)
                ORDER BY m.id), '[]')
              FROM users m WHERE m.merged_into_id = users.id))
          FROM users WHERE id = ${userId}) AS account,
        (SELECT coalesce(json_agg(json_build_object(
            'id', id, 'device', user_agent, 'createdAt', created_at, 'lastSeenAt', last_seen_at, 'endedAt', ended_at)
            ORDER BY created_at), '[]')
          FROM sessions WHERE user_id = ${userId}) AS sessions,
        (SELECT coalesce(json_agg(json_build_object(
            'purpose', purpose, 'email', email, 'createdAt', created_at, 'expiresAt', expires_at, 'usedAt', used_at)
            ORDER BY created_at), '[]')
          FROM account_links WHERE user_id = ${userId}) AS links,
        (SELECT coalesce(json_agg(json_build_object(
            'userId', dependant_id, 'relationship', relationship, 'createdAt', created_at, 'endedAt', ended_at)
            ORDER BY id), '[]')
          FROM guardianships WHERE guardian_id = ${userId}) AS dependants,
        (SELECT coalesce(json_agg(json_build_object(
            'userId', guardian_id, 'relationship', relationship, 'createdAt', created_at, 'endedAt', ended_at)
            ORDER BY id), '[]')
          FROM guardianships WHERE dependant_id = ${userId}) AS guardians`,
      queries,
    );
    if (record === undefined) throw new Error('A SELECT without FROM has a row.');
    return record;
  }
}
