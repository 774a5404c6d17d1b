import { isStanding } from '../availability/index.js';
import { holdExpired, holdNotFound, holdUsed } from './booking.errors.js';
import { type Hold } from './holds.repository.js';

/** @throws AppError `hold.not_found`, also for what the actor may not see */
export function foundHold(hold: Hold | null): Hold {
  if (hold === null) throw holdNotFound();
  return hold;
}

/**
 * A hold stands until it is used or released, or expires.
 *
 * @throws AppError `hold.used`, `.expired`
 */
export function assertStanding(hold: Hold, now: Date): void {
  if (hold.isUsed) throw holdUsed();
  if (!isStanding(hold, now)) throw holdExpired();
}
