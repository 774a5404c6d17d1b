import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { columnOf, dateOf, minutesOf, timeOf } from './local-time.js';

/** Closes a whole location on a date, such as a holiday; without times, the whole day. */
export interface Closure {
  readonly id: number;
  readonly date: string;
  readonly name: string;
  /** `HH:mm` */
  readonly start: string | null;
  readonly end: string | null;
}

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

/** Equal for two closures that close the same time. */
const timesOf = ({ date, start, end }: Omit<Closure, 'id'>): string => JSON.stringify([date, start, end]);

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

  /**
   * Adds those of some closures that the location does not have yet, all or none.
   *
   * @returns what was added
   */
  addMissing(locationId: number, closures: readonly Omit<Closure, 'id'>[], now: Date): Promise<Closure[]> {
    return this.database.transaction(async (queries) => {
      // Two imports of one calendar at once would each find nothing there: the second waits for the first.
      await queries.$queryRaw`SELECT id FROM locations WHERE id = ${locationId} FOR UPDATE`;
      const dates = closures.map(({ date }) => columnOf(date));
      const rows = await queries.locationClosure.findMany({
        where: { locationId, date: { in: dates } },
        select: fields,
      });
      const known = new Set(rows.map((row) => timesOf(toClosure(row))));
      const data = closures
        .filter((closure) => !known.has(timesOf(closure)))
        .map((closure) => ({ locationId, ...toColumns(closure) }));
      const added = await queries.locationClosure.createManyAndReturn({ data, select: fields });
      if (added.length > 0)
        await insertEvent(queries, 'schedule.changed.v1', { scope: 'location', id: locationId }, now);
      return added.map(toClosure);
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
