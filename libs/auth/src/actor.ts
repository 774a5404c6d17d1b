import { type Role } from '#libs/database';

/** Who acts: what every service is told first. A session that stands is one. */
export interface Actor {
  readonly userId: number;
  readonly role: Role;
  /** The locations where staff work; none when left out */
  readonly locationIds?: readonly number[] | 'everywhere';
  /** The actor's dependants; none when left out */
  readonly dependantIds?: readonly number[];
}

/** Whether the actor works at a front desk, at any location. */
export const isStaff = ({ role }: Pick<Actor, 'role'>): boolean => role === 'staff' || role === 'admin';
