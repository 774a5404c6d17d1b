import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { columnOf, dateOf, minutesOf, timeOf } from '../local-time.js';
import { type Closure, type ImportedFrom, type KeptClosure } from './closure.js';
import { type ImportPlan } from './holidays/import-plan.js';

const fields = { id: true, date: true, name: true, startMinute: true, endMinute: true } as const;

interface Row {
  readonly id: number;
  readonly date: Date;
  readonly name: string;
  readonly startMinute: number | null;
  readonly endMinute: number | null;
}

const toClosure = ({ id, date, name, startMinute, endMinute }: Row): Closure => ({
  id,
  date: dateOf(date),
  name,
  start: startMinute === null ? null : timeOf(startMinute),
  end: endMinute === null ? null : timeOf(endMinute),
});

const toColumns = ({ date, name, start, end }: Omit<Closure, 'id'>) => ({
  date: columnOf(date),
  name,
  startMinute: start === null ? null : minutesOf(start),
  endMinute: end === null ? null : minutesOf(end),
});

const keptFields = { ...fields, sourceCalendar: true, sourceUid: true, sourceOccurrence: true } as const;

type KeptRow = Row & { readonly [Name in keyof ImportedFrom]: string | null };

function toKeptClosure({ sourceCalendar, sourceUid, sourceOccurrence, ...row }: KeptRow): KeptClosure {
  const isMadeByHand = sourceCalendar === null || sourceUid === null || sourceOccurrence === null;
  const source = isMadeByHand ? null : { sourceCalendar, sourceUid, sourceOccurrence };
  return { ...toClosure(row), source };
}

const toSourcedColumns = (closure: Omit<Closure, 'id'> & ImportedFrom) => ({
  ...toColumns(closure),
  sourceCalendar: closure.sourceCalendar,
  sourceUid: closure.sourceUid,
  sourceOccurrence: closure.sourceOccurrence,
});

@Injectable()
export class ClosuresRepository {
  constructor(private readonly database: Database) {}

  async list(locationId: number): Promise<Closure[]> {
    const rows = await this.database.client.locationClosure.findMany({
      where: { locationId },
      select: fields,
      orderBy: [{ date: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toClosure);
  }

  add(locationId: number, closure: Omit<Closure, 'id'>, now: Date): Promise<Closure> {
    const data = { locationId, ...toColumns(closure) };
    return this.database.transaction(async (queries) => {
      const row = await queries.locationClosure.create({ data, select: fields });
      await insertEvent(queries, 'schedule.changed.v1', { scope: 'location', id: locationId }, now);
      return toClosure(row);
    });
  }

  /** The closures from a date on, in order, as an import looks at them. */
  async listFrom(
    locationId: number,
    first: string,
    queries: Queries = this.database.client,
  ): Promise<KeptClosure[]> {
    const rows = await queries.locationClosure.findMany({
      where: { locationId, date: { gte: columnOf(first) } },
      select: keptFields,
      orderBy: [{ date: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toKeptClosure);
  }

  /**
   * Does to the closures from a date on what `plan` makes of them, all or nothing.
   *
   * @returns what was added, and the plan
   */
  import(
    locationId: number,
    first: string,
    plan: (existing: readonly KeptClosure[]) => ImportPlan,
    now: Date,
  ): Promise<{ readonly added: readonly Closure[]; readonly plan: ImportPlan }> {
    return this.database.transaction(async (queries) => {
      // Two imports of one calendar at once would each find nothing there: the second waits for the first.
      await this.database.rows(
        Prisma.sql`SELECT id FROM locations WHERE id = ${locationId} FOR UPDATE`,
        queries,
      );
      const planned = plan(await this.listFrom(locationId, first, queries));
      const { adds, moves, removes, relabelled } = planned;
      for (const { from, to } of moves)
        await queries.locationClosure.update({
          where: { id: from.id },
          data: toSourcedColumns(to),
          select: { id: true },
        });
      for (const { id, source } of relabelled)
        await queries.locationClosure.update({ where: { id }, data: source, select: { id: true } });
      await queries.locationClosure.deleteMany({ where: { id: { in: removes.map(({ id }) => id) } } });
      const data = adds.map((closure) => ({ locationId, ...toSourcedColumns(closure) }));
      const added = await queries.locationClosure.createManyAndReturn({ data, select: fields });
      if (adds.length + moves.length + removes.length > 0)
        await insertEvent(queries, 'schedule.changed.v1', { scope: 'location', id: locationId }, now);
      return { added: added.map(toClosure), plan: planned };
    });
  }

  /** @returns false when the location has no such closure */
  remove(locationId: number, id: number, now: Date): Promise<boolean> {
    return this.database.transaction(async (queries) => {
      const { count } = await queries.locationClosure.deleteMany({ where: { id, locationId } });
      if (count === 0) return false;
      await insertEvent(queries, 'schedule.changed.v1', { scope: 'location', id: locationId }, now);
      return true;
    });
  }
}
