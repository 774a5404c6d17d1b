import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { type Place } from '#libs/notifications';
import { type ChangedPlace, type PlaceNews } from './place.js';

/** Since when a visit stands at its location: who booked it or moved it there was told of the place as it was then. */
const standsSince = Prisma.sql`
  coalesce((
    SELECT max(h.occurred_at) FROM (
      SELECT occurred_at, here, lag(here) OVER (ORDER BY version) AS was_here FROM (
        SELECT version, occurred_at,
          to_status IN ('pending', 'confirmed') AND coalesce(location_id, a.location_id) = a.location_id AS here
        FROM appointment_history WHERE appointment_id = a.id) AS step) AS h
    WHERE h.here AND h.was_here IS NOT TRUE), a.created_at)`;

type NewsRow = Readonly<Record<'deliveryId' | 'revision' | 'knownRevision', number>> & {
  readonly before: Place;
  readonly now: Place;
};

@Injectable()
export class PlacesRepository {
  constructor(private readonly database: Database) {}

  /** @returns what a location has come to by now; null when it has never changed */
  async findChanged(queries: Queries, locationId: number): Promise<ChangedPlace | null> {
    const row = await this.database.one<ChangedPlace>(
      Prisma.sql`
      SELECT id AS "locationId", place_revision AS revision, place_changed_at AS "changedAt" FROM locations
      WHERE id = ${locationId} AND place_changed_at IS NOT NULL`,
      queries,
    );
    return row ?? null;
  }

  /**
   * The visits to come that stood at a location when it last changed, by their ids.
   *
   * @param after the last id that was looked at
   */
  async visitsThere(
    queries: Queries,
    { locationId, changedAt }: ChangedPlace,
    after: number,
    limit: number,
  ): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      Prisma.sql`
      SELECT a.id FROM appointments a
      WHERE a.location_id = ${locationId} AND a.id > ${after} AND a.starts_at > now()
        AND a.status IN ('pending', 'confirmed') AND ${standsSince} < ${changedAt}::timestamptz
      ORDER BY a.id LIMIT ${limit}`,
      queries,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * What there is to tell of places by messages: what the place was when its recipient last heard of it over this
   * channel, and what it is now. Nothing when the visit is somewhere else, or the recipient knows.
   *
   * @param deliveryIds of messages about places
   */
  async findNews(deliveryIds: readonly number[]): Promise<ReadonlyMap<number, PlaceNews>> {
    if (deliveryIds.length === 0) return new Map();
    // A message that is sent once more tells the same: what it told itself does not count as known.
    const rows = await this.database.rows<NewsRow>(Prisma.sql`
      SELECT d.id AS "deliveryId", l.place_revision AS revision, p.revision AS "knownRevision",
        jsonb_build_object('name', p.name, 'address', p.address, 'timeZone', p.time_zone) AS before,
        jsonb_build_object('name', l.name, 'address', l.address, 'timeZone', l.time_zone) AS now
      FROM deliveries d
      JOIN appointments a ON a.id = d.appointment_id AND a.location_id = d.location_id
      JOIN locations l ON l.id = d.location_id
      JOIN LATERAL (
        SELECT * FROM former_places f
        WHERE f.location_id = l.id AND f.left_at > ${standsSince} AND f.revision >= coalesce((
          SELECT max(o.place_revision) FROM deliveries o
          WHERE o.appointment_id = a.id AND o.user_id = d.user_id AND o.channel = d.channel
            AND o.location_id = d.location_id AND o.state = 'sent'
            AND split_part(o.key, '#', 1) <> split_part(d.key, '#', 1)), 0)
        ORDER BY f.revision LIMIT 1) AS p ON true
      WHERE d.id = ANY(${[...deliveryIds]}::int[])`);
    return new Map(rows.map(({ deliveryId, ...news }) => [deliveryId, news]));
  }
}
