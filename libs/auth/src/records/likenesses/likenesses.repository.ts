import { Injectable } from '@nestjs/common';
import { emailKeys } from '#libs/common';
import { Database, Prisma } from '#libs/database';
import { type Actor } from '../../actor.js';
import { isInUse, isKnownNowhere, isShownByFacts } from '../../patients.sql.js';
import { type Candidate, type Traits } from './likeness.js';

/** As many records may share a trait, such as the birth date of everybody whose birth date is not known. The last ones count. */
const mostOfOneTrait = 1000;

const last = Prisma.sql`LIMIT ${mostOfOneTrait}`;

/** Each trait has an index of its own, and an OR of them would have none. */
function havingTraits({ name, birthDate, phone, email }: Traits, now: Date): readonly Prisma.Sql[] {
  const keys = email === null ? [] : [...emailKeys(email)];
  return [
    ...(birthDate === null || name === null
      ? []
      : [
          Prisma.sql`(SELECT id, false FROM users
            WHERE birth_date = ${birthDate}::date ORDER BY id DESC ${last})`,
        ]),
    ...(phone === null
      ? []
      : [
          Prisma.sql`(SELECT user_id, false FROM notification_preferences
            WHERE phone = ${phone} ORDER BY user_id DESC ${last})`,
        ]),
    ...(email === null
      ? []
      : [
          Prisma.sql`(SELECT id, true FROM users WHERE email_key = ANY(${keys}) AND email_is_exclusive)`,
          Prisma.sql`(SELECT user_id, true FROM account_links
            WHERE purpose = 'claim' AND used_at IS NULL AND expires_at > ${now} AND text_key(email::text) = ANY(${keys})
            ORDER BY user_id DESC ${last})`,
        ]),
  ];
}

/** Records of patients that have something in common with another. */
@Injectable()
export class LikenessesRepository {
  constructor(private readonly database: Database) {}

  /**
   * @returns records in use, but that with the id `except`, with the birth date, the number or the address of `traits`,
   *   that the actor may open or that are known nowhere yet
   */
  async findCandidates(actor: Actor, traits: Traits, now: Date, except = 0): Promise<readonly Candidate[]> {
    const having = havingTraits(traits, now);
    if (having.length === 0) return [];
    return this.database.search<Candidate>(Prisma.sql`
      WITH same AS (
        SELECT id, bool_or("hasEmail") AS "hasEmail" FROM (${Prisma.join(having, ' UNION ALL ')}) AS found (id, "hasEmail")
        GROUP BY id)
      SELECT u.id, u.name, u.username::text, u.email::text, p.phone, u.birth_date::text AS "birthDate",
        u.deceased_on::text AS "deceasedOn", same."hasEmail", ${isKnownNowhere} AS "isKnownNowhere"
      FROM same JOIN users u ON u.id = same.id LEFT JOIN notification_preferences p ON p.user_id = u.id
      WHERE u.id <> ${except} AND ${isInUse} AND ${isShownByFacts(actor)}`);
  }
}
