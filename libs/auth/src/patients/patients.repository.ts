import { Injectable } from '@nestjs/common';
import { decodeCursor, emailKeys, type Page, parsePhone, toPage } from '#libs/common';
import { Database, hasWords, Prisma, type Queries } from '#libs/database';
import { type Actor } from '../actor.js';
import { isFoundBy, isInUse, isKnownNowhere } from '../patients.sql.js';
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

/** A shorter name beside a date of birth is that of too many. */
const fewestLetters = 3;

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

/**
 * What only the patient tells, or one who knows them: the whole username, e-mail address or telephone number, or the
 * date of birth beside a name.
 */
function toldIn(q: string, { country }: Reader, readings: readonly Reading[]): readonly Prisma.Sql[] {
  const whole = q.trim();
  const phone = parsePhone(whole, country);
  const dated = readings.filter(
    ({ words, birthDates }) => birthDates !== undefined && words.join('').length >= fewestLetters,
  );
  return [
    Prisma.sql`u.username = ${whole}::citext`,
    ...(whole.includes('@') ? [Prisma.sql`u.email_key = ANY(${[...emailKeys(whole)]})`] : []),
    ...(phone === undefined ? [] : [Prisma.sql`p.phone = ${phone}`]),
    ...dated.map(matches),
  ];
}

/** A patient is found who meets any of these. */
function conditionsFor(actor: Actor | 'everywhere', q: string, reader: Reader): readonly Prisma.Sql[] {
  const readings = readingsOf(q, reader);
  const scopes = actor === 'everywhere' ? [Prisma.sql`true`] : isFoundBy(actor);
  if (scopes.length === 0) return [];
  const known = readings.flatMap((reading) =>
    scopes.map((scope) => Prisma.sql`${matches(reading)} AND ${scope}`),
  );
  const told = scopes.length > 1 ? toldIn(q, reader, readings) : [];
  return [...known, ...told.map((fact) => Prisma.sql`${fact} AND ${isKnownNowhere}`)];
}

/** A patient, and whether no location knows them yet. */
export interface FoundPatient extends PatientRecord {
  readonly isKnownNowhere: boolean;
}

type Found = Omit<FoundPatient, 'birthDate' | 'deceasedOn'> & {
  readonly birthDate: string | null;
  readonly deceasedOn: string | null;
};

const dateOf = (date: string | null): Date | null => (date === null ? null : new Date(`${date}T00:00:00Z`));

const toRecord = ({ birthDate, deceasedOn, ...found }: Found): FoundPatient => ({
  ...found,
  birthDate: dateOf(birthDate),
  deceasedOn: dateOf(deceasedOn),
});

@Injectable()
export class PatientsRepository {
  constructor(private readonly database: Database) {}

  /**
   * @param actor who looks: whom the actor finds, by parts, is {@link isFoundBy}; who is known nowhere yet is found by
   *   what the patient alone tells. `everywhere` finds all.
   * @param q parts of the name, the username, the e-mail address, the telephone number and the date of birth, as people
   *   write them
   * @returns patients in the order in which they became known
   */
  async search(
    actor: Actor | 'everywhere',
    q: string,
    reader: Reader,
    limit: number,
    cursor?: string,
  ): Promise<Page<FoundPatient>> {
    const [after = 0] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const conditions = conditionsFor(actor, q, reader);
    if (conditions.length === 0) return { items: [] };
    // Each condition has an index of its own, and an OR of them would have none.
    const found = conditions.map(
      (condition) => Prisma.sql`(
      SELECT u.id ${source}
      WHERE u.id > ${after} AND ${isInUse} AND ${condition}
      ORDER BY u.id LIMIT ${limit + 1})`,
    );
    const rows = await this.database.search<Found>(Prisma.sql`
      SELECT u.id, u.name, u.username::text, u.email::text, p.phone, u.birth_date::text AS "birthDate",
        u.deceased_on::text AS "deceasedOn", ${isKnownNowhere} AS "isKnownNowhere" ${source}
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

  /** Notes where a patient was written down. */
  async addPlaces(queries: Queries, userId: number, locationIds: readonly number[]): Promise<void> {
    const data = locationIds.map((locationId) => ({ userId, locationId }));
    await queries.patientPlace.createMany({ data, skipDuplicates: true });
  }
}
