import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { columnOf, dateOf } from '../local-time.js';
import {
  type Retirement,
  type RetirementState,
  type RetirementSubject,
  type StrandedDoctor,
} from './retirement-subject.js';

const fields = { version: true, retiresOn: true, retirementReason: true } as const;

/** Whether row `row` is still there on a date. */
const staysOn = (row: string, on: string): Prisma.Sql => {
  const date = Prisma.raw(`${row}.retires_on`);
  return Prisma.sql`(${date} IS NULL OR ${date} > ${on}::date)`;
};

/** The doctors `d` who have nothing left to be booked with when a location retires, or a visit type. */
const strands = {
  // Hours that name no location are at the doctor's own.
  location: (id: number, on: string): Prisma.Sql => Prisma.sql`
    (d.location_id = ${id} OR EXISTS (
      SELECT FROM schedule_windows w WHERE w.doctor_id = d.id AND w.location_id = ${id}))
    AND NOT EXISTS (
      SELECT FROM locations l WHERE l.id <> ${id} AND ${staysOn('l', on)} AND (l.id = d.location_id OR EXISTS (
        SELECT FROM schedule_windows w WHERE w.doctor_id = d.id AND w.location_id = l.id)))`,
  visit_type: (id: number, on: string): Prisma.Sql => Prisma.sql`
    EXISTS (SELECT FROM doctor_visit_types o WHERE o.doctor_id = d.id AND o.visit_type_id = ${id})
    AND NOT EXISTS (
      SELECT FROM doctor_visit_types o JOIN visit_types v ON v.id = o.visit_type_id
      WHERE o.doctor_id = d.id AND v.id <> ${id} AND ${staysOn('v', on)})`,
} as const;

@Injectable()
export class RetirementsRepository {
  constructor(private readonly database: Database) {}

  /** @returns null when there is no such subject */
  async find({ kind, id }: RetirementSubject): Promise<RetirementState | null> {
    const { client } = this.database;
    const query = { where: { id }, select: fields };
    const row = await (kind === 'doctor'
      ? client.doctor.findUnique(query)
      : kind === 'location'
        ? client.location.findUnique(query)
        : client.visitType.findUnique(query));
    if (row === null) return null;
    const { version, retiresOn, retirementReason: reason } = row;
    return { version, retirement: retiresOn === null ? undefined : { on: dateOf(retiresOn), reason } };
  }

  /**
   * @param retirement undefined to bring the subject back
   * @param version the one that is expected; undefined for any
   * @returns whether there is such a subject of that version
   */
  write(
    subject: RetirementSubject,
    retirement: Retirement | undefined,
    version: number | undefined,
    now: Date,
  ): Promise<boolean> {
    const { kind: scope, id } = subject;
    return this.database.transaction(async (queries) => {
      const { count } = await this.update(queries, subject, retirement, version);
      if (count > 0) await insertEvent(queries, 'schedule.changed.v1', { scope, id }, now);
      return count > 0;
    });
  }

  /** The doctors who can be booked nowhere, or with nothing, once a location or a visit type has retired; by name. */
  async stranded({ kind, id }: RetirementSubject, on: string): Promise<StrandedDoctor[]> {
    if (kind === 'doctor') return [];
    return this.database.rows(Prisma.sql`
      SELECT d.id, d.name FROM doctors d WHERE ${staysOn('d', on)} AND ${strands[kind](id, on)}
      ORDER BY d.name, d.id`);
  }

  private update(
    queries: Queries,
    { kind, id }: RetirementSubject,
    retirement: Retirement | undefined,
    version: number | undefined,
  ): Promise<{ readonly count: number }> {
    const change = {
      where: { id, ...(version !== undefined && { version }) },
      data: {
        retiresOn: retirement === undefined ? null : columnOf(retirement.on),
        retirementReason: retirement?.reason ?? null,
      },
    };
    if (kind === 'doctor') return queries.doctor.updateMany(change);
    return kind === 'location' ? queries.location.updateMany(change) : queries.visitType.updateMany(change);
  }
}
