import { type Location } from '../../api/locations.js';
import { type Me } from '../../api/me.js';

/** The locations where the signed-in member of staff works; an admin works at all of them. */
export const workplacesOf = (me: Me, locations: readonly Location[]): Location[] =>
  locations.filter(({ id }) => me.role === 'admin' || me.locationIds.includes(id));
