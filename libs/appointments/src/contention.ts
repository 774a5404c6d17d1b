import { changedMeanwhile } from './appointments.errors.js';

const attempts = 3;

/**
 * Lets a change that somebody else's overtook try again. Whoever is faster wins; the slower looks again and finds
 * nothing left to do, or a reason not to.
 *
 * @param attempt reads, decides and writes; `outdated` when what it read was no longer so
 * @throws AppError `appointment.changed_meanwhile`
 */
export async function untilCurrent<T>(attempt: () => Promise<T | 'outdated'>): Promise<T> {
  for (let made = 0; made < attempts; made += 1) {
    const result = await attempt();
    if (result !== 'outdated') return result;
  }
  throw changedMeanwhile();
}
