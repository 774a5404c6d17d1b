import { Prisma } from '#libs/database';

/**
 * Whether a doctor, a location or a visit type has retired: its date has come.
 *
 * @param row the alias of its row
 * @param timeZone the zone of the location concerned
 */
export const hasRetired = (row: string, timeZone: Prisma.Sql, now: Date | Prisma.Sql): Prisma.Sql => {
  const date = Prisma.raw(`${row}.retires_on`);
  return Prisma.sql`(${date} IS NOT NULL AND ${date} <= (${now}::timestamptz AT TIME ZONE ${timeZone})::date)`;
};
