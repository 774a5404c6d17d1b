import { changedMeanwhile } from './visits.errors.js';

const attempts = 3;

/**
 * Tries a change again after another one overtook it: it then finds nothing left to do, or a reason not to.
 *
 * @param attempt reads, decides and writes; `outdated` when the row changed between the reading and the writing
 * @throws AppError `appointment.changed_meanwhile`
 */
export async function untilCurrent<T>(attempt: () => Promise<T | 'outdated'>): Promise<T> {
  for (let made = 0; made < attempts; made += 1) {
    const result = await attempt();
    if (result !== 'outdated') return result;
  }
  throw changedMeanwhile();
}
