import { type Role } from '#libs/database';
import { elsewhere } from './auth.errors.js';

/** Somebody who may work at locations; who names none works nowhere. */
export interface Worker {
  readonly role: Role;
  readonly locationIds?: readonly number[] | 'everywhere';
}

/** Where somebody may do what staff do: staff where they work, admins everywhere, nobody else anywhere. */
export function workplacesOf({ role, locationIds = [] }: Worker): readonly number[] | 'everywhere' {
  if (role === 'admin') return 'everywhere';
  return role === 'staff' ? locationIds : [];
}

/** Whether somebody may do at a location what staff do there. */
export function worksAt(worker: Worker, locationId: number): boolean {
  const workplaces = workplacesOf(worker);
  return workplaces === 'everywhere' || workplaces.includes(locationId);
}

/** @throws AppError `auth.elsewhere` for whoever does not do there what staff do */
export function assertWorksAt(worker: Worker, locationId: number): void {
  if (!worksAt(worker, locationId)) throw elsewhere();
}
