import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, hasWords, Prisma, type Queries } from '#libs/database';
import { isInUse } from '../patients.sql.js';
import { type Reader, type Reading, readingsOf } from './patient-query.js';

/** A patient as the front desk sees them. */
export interface PatientRecord {
  readonly id: number;
  /** Null for a user who gave no name */
  readonly name: string | null;
  /** Null without an account */
  readonly username: string | null;
  readonly email: string | null;
  /** E.164 */
  readonly phone: string | null;
  readonly birthDate: Date | null;
  readonly deceasedOn: Date | null;
}

/** A patient who came by or telephoned. */
export interface NewPatient {
  readonly name: string;
  /** With the country code, or as it is dialled where the actor works */
  readonly phone: string | null;
  readonly birthDate: Date | null;
  /** Where an account is offered to the patient */
  readonly email: string | null;
}

/** Patients `u` with their telephone numbers `p`. */
const source = Prisma.sql`FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id`;

const anyOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;

function matches({ words, digits, birthDates }: Reading): Prisma.Sql {
  const isBeside = digits !== undefined || birthDates !== undefined;
  return Prisma.join(
    [
      ...(isBeside && words.length === 0 ? [] : hasWords(Prisma.sql`u.search_text`, words)),
      ...(digits === undefined ? [] : [anyOf(digits.map((part) => Prisma.sql`p.phone LIKE ${`%${part}%`}`))]),
      ...(birthDates === undefined ? [] : [Prisma.sql`u.birth_date = ANY(${[...birthDates]}::date[])`]),
    ],
    ' AND ',
  );
}

type Found = Omit<PatientRecord, 'birthDate' | 'deceasedOn'> & {
  readonly birthDate: string | null;
  readonly deceasedOn: string | null;
};

const dateOf = (date: string | null): Date | null => (date === null ? null : new Date(`${date}T00:00:00Z`));

const toRecord = ({ birthDate, deceasedOn, ...found }: Found): PatientRecord => ({
  ...found,
  birthDate: dateOf(birthDate),
  deceasedOn: dateOf(deceasedOn),
});

@Injectable()
export class PatientsRepository {
  constructor(private readonly database: Database) {}

  /**
   * @param q parts of the name, the username, the e-mail address, the telephone number and the date of birth, as people
   *   write them
   * @returns patients in the order in which they became known
   */
  async search(q: string, reader: Reader, limit: number, cursor?: string): Promise<Page<PatientRecord>> {
    const [after = 0] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    // Each reading has an index of its own, and an OR of them would have none.
    const found = readingsOf(q, reader).map(
      (reading) => Prisma.sql`(
      SELECT u.id ${source}
      WHERE u.id > ${after} AND ${isInUse} AND ${matches(reading)}
      ORDER BY u.id LIMIT ${limit + 1})`,
    );
    const rows = await this.database.search<Found>(Prisma.sql`
      SELECT u.id, u.name, u.username::text, u.email::text, p.phone, u.birth_date::text AS "birthDate",
        u.deceased_on::text AS "deceasedOn" ${source}
      WHERE u.id IN (${Prisma.join(found, ' UNION ')}) ORDER BY u.id LIMIT ${limit + 1}`);
    return toPage(rows.map(toRecord), limit, ({ id }) => [id]);
  }

  /** Writes a patient without an account down. @returns the patient's id */
  async create(
    queries: Queries,
    { name, birthDate }: Pick<NewPatient, 'name' | 'birthDate'>,
    now: Date,
  ): Promise<number> {
    const data = { name, birthDate, createdAt: now };
    return (await queries.user.create({ data, select: { id: true } })).id;
  }
}
