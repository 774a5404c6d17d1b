import { Injectable } from '@nestjs/common';
import { decodeCursor, largestId, type Page, toPage } from '#libs/common';
import { Database, hasWords, literally, Prisma, type VisitMode, wordsOf } from '#libs/database';
import { hasRetired } from '../retirement.sql.js';
import {
  type Coordinates,
  type Doctor,
  type DoctorCandidate,
  type DoctorCriteria,
  type DoctorFilter,
  type DoctorOrder,
  type DoctorsInOrder,
} from './doctor.js';

/** Mean radius of the Earth (IUGG). */
const earthMetres = 6_371_008.8;

/** The great-circle distance of location `l` by the haversine formula; null when it has no coordinates. */
const metresFrom = ({ latitude, longitude }: Coordinates): Prisma.Sql => Prisma.sql`
  CASE WHEN l.latitude IS NOT NULL AND l.longitude IS NOT NULL THEN
    round(2 * ${earthMetres}::float8 * asin(least(1, sqrt(
      power(sind((l.latitude - ${latitude}::float8) / 2), 2)
      + cosd(l.latitude) * cosd(${latitude}::float8) * power(sind((l.longitude - ${longitude}::float8) / 2), 2)))))::int
  END`;

/** Doctors `d` with their locations `l`. */
const from = (near: Coordinates | undefined): Prisma.Sql => Prisma.sql`
  FROM doctors d JOIN locations l ON l.id = d.location_id
  CROSS JOIN LATERAL (SELECT ${near === undefined ? Prisma.sql`NULL::int` : metresFrom(near)} AS metres) AS away`;

const metres = (near: Coordinates | undefined): Prisma.Sql =>
  near === undefined ? Prisma.empty : Prisma.sql`, away.metres`;

/** What can be booked of row `v` of the visit types with doctor `d`. */
const isOffered = (now: Date): Prisma.Sql => Prisma.sql`NOT ${hasRetired('v', Prisma.sql`l.time_zone`, now)}`;

const columns = (now: Date): Prisma.Sql => Prisma.sql`
  d.id, d.name, d.specialization, d.languages, d.bio, d.retires_on::text AS "retiresOn", d.version,
  json_build_object('id', l.id, 'name', l.name, 'timeZone', l.time_zone, 'country', l.country, 'address', l.address, 'phone', l.phone,
    'latitude', l.latitude, 'longitude', l.longitude, 'retiresOn', l.retires_on, 'version', l.version) AS location,
  (SELECT coalesce(json_agg(json_build_object('visitTypeId', v.id, 'mode', v.mode, 'price', v.price)
      ORDER BY o.position), '[]')
    FROM doctor_visit_types o JOIN visit_types v ON v.id = o.visit_type_id
    WHERE o.doctor_id = d.id AND ${isOffered(now)}) AS offers`;

/** The first visit type of a doctor, or the first of one mode. */
const firstOffer = (mode: VisitMode | undefined, now: Date): Prisma.Sql => Prisma.sql`
  SELECT v.id FROM doctor_visit_types o JOIN visit_types v ON v.id = o.visit_type_id
  WHERE o.doctor_id = d.id AND ${isOffered(now)}
    ${mode === undefined ? Prisma.empty : Prisma.sql`AND v.mode = ${mode}::visit_mode`}
  ORDER BY o.position LIMIT 1`;

const isAsked = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

/** Whether location `l` or another one where the doctor works still takes bookings. */
const hasPlace = (now: Date): Prisma.Sql => Prisma.sql`(
  NOT ${hasRetired('l', Prisma.sql`l.time_zone`, now)} OR EXISTS (
    SELECT FROM schedule_windows w JOIN locations p ON p.id = w.location_id
    WHERE w.doctor_id = d.id AND NOT ${hasRetired('p', Prisma.sql`p.time_zone`, now)}))`;

/** Whether doctor `d` still takes bookings, as far as retirement goes. */
const isActive = (now: Date): Prisma.Sql =>
  Prisma.sql`NOT ${hasRetired('d', Prisma.sql`l.time_zone`, now)} AND ${hasPlace(now)}`;

/** Signs that are no part of a word, such as an apostrophe, are looked for as they stand. */
function isNamed(text: string): Prisma.Sql[] {
  const words = wordsOf(text);
  if (words.length > 0) return hasWords(Prisma.sql`d.search_name`, words);
  return [Prisma.sql`d.name COLLATE "C" LIKE ${`%${literally(text.trim())}%`}`];
}

function matches(criteria: DoctorCriteria, now: Date): Prisma.Sql[] {
  const { specialization, q, locationId, language, mode, retired } = criteria;
  const conditions: Prisma.Sql[] = retired === 'include' ? [] : [isActive(now)];
  if (isAsked(specialization))
    conditions.push(...hasWords(Prisma.sql`d.search_specialization`, wordsOf(specialization)));
  if (isAsked(q)) conditions.push(...isNamed(q));
  if (locationId !== undefined)
    conditions.push(Prisma.sql`(d.location_id = ${locationId}
      OR EXISTS (SELECT FROM schedule_windows w WHERE w.doctor_id = d.id AND w.location_id = ${locationId}))`);
  if (locationId !== undefined && retired !== 'include')
    conditions.push(Prisma.sql`NOT EXISTS (
      SELECT FROM locations p WHERE p.id = ${locationId} AND ${hasRetired('p', Prisma.sql`p.time_zone`, now)})`);
  if (language !== undefined)
    conditions.push(Prisma.sql`EXISTS (
      SELECT FROM unnest(d.languages) AS spoken
      WHERE lower(spoken) = lower(${language}) OR lower(spoken) LIKE lower(${`${language}-`}) || '%')`);
  if (mode !== undefined) conditions.push(Prisma.sql`EXISTS (${firstOffer(mode, now)})`);
  return conditions;
}

/** An order as the columns that it goes by, and as the key that a cursor holds of a row. */
const orders = {
  name: {
    columns: Prisma.sql`d.name, d.id`,
    shape: ['text', 'id'],
    key: ({ name, id }: DoctorCandidate | Doctor) => [name, id],
  },
  distance: {
    columns: Prisma.sql`coalesce(away.metres, ${largestId}), d.id`,
    shape: ['id', 'id'],
    key: ({ metres: away, id }: DoctorCandidate | Doctor) => [away ?? largestId, id],
  },
} as const;

function after(sort: DoctorOrder, cursor: string | undefined): Prisma.Sql[] {
  if (cursor === undefined) return [];
  const { shape, columns: by } = orders[sort];
  return [Prisma.sql`(${by}) > (${Prisma.join(decodeCursor(cursor, shape))})`];
}

const where = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}`;

/** What a cursor of this order holds of a doctor. */
export const keyOf = (sort: DoctorOrder, doctor: DoctorCandidate | Doctor): readonly (string | number)[] =>
  orders[sort].key(doctor);

@Injectable()
export class DoctorSearchRepository {
  constructor(private readonly database: Database) {}

  /** @throws AppError `request.invalid` for a cursor of another list */
  async search({ sort, cursor, limit, ...criteria }: DoctorFilter, now: Date): Promise<Page<Doctor>> {
    const rows = await this.database.rows<Doctor>(Prisma.sql`
      SELECT ${columns(now)} ${metres(criteria.near)} ${from(criteria.near)}
      ${where([...matches(criteria, now), ...after(sort, cursor)])}
      ORDER BY ${orders[sort].columns} LIMIT ${limit + 1}`);
    return toPage(rows, limit, (doctor) => keyOf(sort, doctor));
  }

  /**
   * All doctors that {@link search} finds, on any page, but for those who offer no visit.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  candidates({ sort, cursor, ...criteria }: DoctorsInOrder, now: Date): Promise<DoctorCandidate[]> {
    return this.database.rows(Prisma.sql`
      SELECT d.id, d.name, l.time_zone AS "timeZone", offer.id AS "visitTypeId" ${metres(criteria.near)},
        (SELECT revision::text FROM schedule_revision) AS revision
      ${from(criteria.near)} CROSS JOIN LATERAL (${firstOffer(criteria.mode, now)}) AS offer
      ${where([...matches(criteria, now), ...after(sort, cursor)])}
      ORDER BY ${orders[sort].columns}`);
  }

  /** What triggers raise in the transaction of every change that a search can show. */
  async revision(): Promise<string> {
    const [row] = await this.database.rows<{ revision: string }>(
      Prisma.sql`SELECT revision::text FROM schedule_revision`,
    );
    return row?.revision ?? '';
  }

  /** Every specialization of a doctor who still takes bookings, in order; in the spelling that most of them have. */
  async specializations(now: Date): Promise<string[]> {
    const rows = await this.database.rows<{ specialization: string }>(Prisma.sql`
      SELECT specialization FROM (
        SELECT DISTINCT ON (d.search_specialization) d.specialization
        FROM doctors d JOIN locations l ON l.id = d.location_id
        WHERE ${isActive(now)} GROUP BY d.search_specialization, d.specialization
        ORDER BY d.search_specialization, count(*) DESC, d.specialization) AS spelled
      ORDER BY specialization`);
    return rows.map(({ specialization }) => specialization);
  }

  /** The doctors with these ids that exist, in any order; those who have retired too. */
  findAll(ids: readonly number[], now: Date, near?: Coordinates): Promise<Doctor[]> {
    return this.database.rows(Prisma.sql`
      SELECT ${columns(now)} ${metres(near)} ${from(near)} WHERE d.id = ANY(${[...ids]}::int[])`);
  }
}
