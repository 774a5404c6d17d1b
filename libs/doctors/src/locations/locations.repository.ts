import { Injectable } from '@nestjs/common';
import { versionMismatch } from '#libs/common';
import { atVersion, Database, Prisma, type Queries } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { dateOf } from '../local-time.js';

/** A place where doctors work. All its local times are of `timeZone`, an IANA name. */
export interface Location {
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2: where numbers without a country code are from; null: the country of the zone */
  readonly country: string | null;
  readonly address: string | null;
  /** E.164, or what was written before numbers were checked */
  readonly phone: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** The first local date on which no visit can be booked there any more: `YYYY-MM-DD` */
  readonly retiresOn: string | null;
  /** Rises with every change */
  readonly version: number;
}

export type NewLocation = Pick<Location, 'name' | 'timeZone'> &
  Partial<Omit<Location, 'id' | 'retiresOn' | 'version'>>;

const fields = {
  id: true,
  name: true,
  timeZone: true,
  country: true,
  address: true,
  phone: true,
  latitude: true,
  longitude: true,
  retiresOn: true,
  version: true,
};

type Row = Omit<Location, 'retiresOn'> & { readonly retiresOn: Date | null };

const toLocation = (row: Row): Location => ({
  ...row,
  retiresOn: row.retiresOn && dateOf(row.retiresOn),
});

@Injectable()
export class LocationsRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<Location[]> {
    const rows = await this.database.client.location.findMany({
      select: fields,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toLocation);
  }

  async findById(id: number): Promise<Location | null> {
    const row = await this.database.client.location.findUnique({ where: { id }, select: fields });
    return row && toLocation(row);
  }

  /** The zone of each of these locations that exists. */
  async zones(ids: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.database.client.location.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: { id: true, timeZone: true },
    });
    return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
  }

  async create(location: NewLocation): Promise<Location> {
    return toLocation(await this.database.client.location.create({ data: location, select: fields }));
  }

  /** @throws AppError `request.version_mismatch` when the location has another version than the expected one */
  update(
    id: number,
    changes: Partial<NewLocation>,
    expectedVersion: number | undefined,
    now: Date,
  ): Promise<Location> {
    return this.database.transaction(async (queries) => {
      const before = await this.database.one<Place>(
        Prisma.sql`
        SELECT name, address, time_zone AS "timeZone", place_revision AS revision FROM locations WHERE id = ${id} FOR UPDATE`,
        queries,
      );
      // What calendars show of a visit is another thing then, and no version of the visit tells it.
      const isPlace = before !== undefined && isOther(before, changes);
      const place = isPlace ? { placeRevision: { increment: 1 }, placeChangedAt: now } : {};
      const data = { ...changes, ...place };
      const where = { id, ...atVersion(expectedVersion) };
      const [row] = await queries.location.updateManyAndReturn({ where, data, select: fields });
      if (row === undefined) throw versionMismatch();
      if (isPlace) await leavePlace(queries, id, before, now);
      // Another zone moves every hour that is worked there.
      if (changes.timeZone !== undefined)
        await insertEvent(queries, 'schedule.changed.v1', { scope: 'location', id }, now);
      return toLocation(row);
    });
  }
}

type Place = Pick<Location, 'name' | 'address' | 'timeZone'> & { readonly revision: number };

const isOther = (before: Place, changes: Partial<Omit<Place, 'revision'>>): boolean =>
  (['name', 'address', 'timeZone'] as const).some(
    (name) => changes[name] !== undefined && changes[name] !== before[name],
  );

/** Keeps what the place was, and publishes that it changed. */
async function leavePlace(queries: Queries, locationId: number, before: Place, now: Date): Promise<void> {
  const data = { ...before, locationId, leftAt: now };
  await queries.formerPlace.create({ data, select: { revision: true } });
  await insertEvent(queries, 'location.changed.v1', { locationId, revision: before.revision + 1 }, now);
}
