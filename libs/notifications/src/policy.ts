import { type Role } from '#libs/database';

// Who may read what was sent. `Actor` of libs/auth, which imports this lib, is assignable to these.

/** The owner of an inbox, of preferences, of a calendar or of browsers. */
export interface Reader {
  readonly userId: number;
}

/** An actor who looks at what was sent to others. */
export interface Worker {
  readonly role: Role;
  /** The locations where staff work; none when left out */
  readonly locationIds?: readonly number[] | 'everywhere';
}

/**
 * The locations whose visits' messages the actor sees: staff see those where they work. Admins see everything, and with
 * it the messages about accounts, which belong to no location.
 */
export function ledgerLocationsOf({ role, locationIds = [] }: Worker): readonly number[] | 'everywhere' {
  if (role === 'admin') return 'everywhere';
  return role === 'staff' ? locationIds : [];
}
