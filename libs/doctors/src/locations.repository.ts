import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { insertEvent } from '#libs/messaging';

/** A place where doctors work. All its local times are of `timeZone`, an IANA name. */
export interface Location {
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export type NewLocation = Pick<Location, 'name' | 'timeZone'> & Partial<Omit<Location, 'id'>>;

const fields = {
  id: true,
  name: true,
  timeZone: true,
  address: true,
  phone: true,
  latitude: true,
  longitude: true,
};

@Injectable()
export class LocationsRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<Location[]> {
    return this.database.client.location.findMany({
      select: fields,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
  }

  findById(id: number): Promise<Location | null> {
    return this.database.client.location.findUnique({ where: { id }, select: fields });
  }

  /** The zone of each of these locations that exists. */
  async zones(ids: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.database.client.location.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: { id: true, timeZone: true },
    });
    return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
  }

  create(location: NewLocation): Promise<Location> {
    return this.database.client.location.create({ data: location, select: fields });
  }

  /** @returns null when there is no such location */
  update(id: number, changes: Partial<NewLocation>, now: Date): Promise<Location | null> {
    return this.database.transaction(async (queries) => {
      const where = { id };
      const [row] = await queries.location.updateManyAndReturn({ where, data: changes, select: fields });
      // Another zone moves every hour that is worked there.
      if (row !== undefined && changes.timeZone !== undefined)
        await insertEvent(queries, 'schedule.changed.v1', { scope: 'location', id }, now);
      return row ?? null;
    });
  }
}
