import { Injectable } from '@nestjs/common';
import { decodeCursor, largestId, type Page, toPage } from '#libs/common';
import { Database, Prisma, type VisitMode } from '#libs/database';
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

const columns = Prisma.sql`
  d.id, d.name, d.specialization, d.languages, d.bio,
  json_build_object('id', l.id, 'name', l.name, 'timeZone', l.time_zone, 'address', l.address, 'phone', l.phone,
    'latitude', l.latitude, 'longitude', l.longitude) AS location,
  (SELECT coalesce(json_agg(json_build_object('visitTypeId', v.id, 'mode', v.mode, 'price', v.price)
      ORDER BY o.position), '[]')
    FROM doctor_visit_types o JOIN visit_types v ON v.id = o.visit_type_id WHERE o.doctor_id = d.id) AS offers`;

/** The first visit type of a doctor, or the first of one mode. */
const firstOffer = (mode: VisitMode | undefined): Prisma.Sql => Prisma.sql`
  SELECT v.id FROM doctor_visit_types o JOIN visit_types v ON v.id = o.visit_type_id
  WHERE o.doctor_id = d.id ${mode === undefined ? Prisma.empty : Prisma.sql`AND v.mode = ${mode}::visit_mode`}
  ORDER BY o.position LIMIT 1`;

/** A text with anything around it, as a pattern of LIKE in which the text's own characters mean nothing else. */
const anywhere = (text: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`'%' || regexp_replace(${text}, '([\\\\%_])', '\\\\\\1', 'g') || '%'`;

function matches({ specialization, q, locationId, language, mode }: DoctorCriteria): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (specialization !== undefined)
    conditions.push(Prisma.sql`d.specialization ILIKE ${anywhere(Prisma.sql`${specialization}::text`)}`);
  if (q !== undefined)
    conditions.push(Prisma.sql`search_text(d.name) LIKE ${anywhere(Prisma.sql`search_text(${q})`)}`);
  if (locationId !== undefined)
    conditions.push(Prisma.sql`(d.location_id = ${locationId}
      OR EXISTS (SELECT FROM schedule_windows w WHERE w.doctor_id = d.id AND w.location_id = ${locationId}))`);
  if (language !== undefined) conditions.push(Prisma.sql`${language} = ANY(d.languages)`);
  if (mode !== undefined) conditions.push(Prisma.sql`EXISTS (${firstOffer(mode)})`);
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
  async search({ sort, cursor, limit, ...criteria }: DoctorFilter): Promise<Page<Doctor>> {
    const rows = await this.database.rows<Doctor>(Prisma.sql`
      SELECT ${columns} ${metres(criteria.near)} ${from(criteria.near)}
      ${where([...matches(criteria), ...after(sort, cursor)])}
      ORDER BY ${orders[sort].columns} LIMIT ${limit + 1}`);
    return toPage(rows, limit, (doctor) => keyOf(sort, doctor));
  }

  /**
   * Everybody whom {@link search} finds, whatever page they are on, but for those with whom nothing can be booked.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  candidates({ sort, cursor, ...criteria }: DoctorsInOrder): Promise<DoctorCandidate[]> {
    return this.database.rows(Prisma.sql`
      SELECT d.id, d.name, l.time_zone AS "timeZone", offer.id AS "visitTypeId" ${metres(criteria.near)},
        (SELECT revision::text FROM schedule_revision) AS revision
      ${from(criteria.near)} CROSS JOIN LATERAL (${firstOffer(criteria.mode)}) AS offer
      ${where([...matches(criteria), ...after(sort, cursor)])}
      ORDER BY ${orders[sort].columns}`);
  }

  /** Those of these doctors who exist, in any order. */
  findAll(ids: readonly number[], near?: Coordinates): Promise<Doctor[]> {
    return this.database.rows(Prisma.sql`
      SELECT ${columns} ${metres(near)} ${from(near)} WHERE d.id = ANY(${[...ids]}::int[])`);
  }
}
