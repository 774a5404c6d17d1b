import { AppError } from '#libs/common';
import { type VisitConflict } from './merging.repository.js';

/** @param conflicts active visits of the two records that overlap */
export const mergeConflict = (conflicts: readonly VisitConflict[]): AppError =>
  new AppError('patient.merge_conflict', 'conflict', 'Both records have a visit at the same time.', {
    conflicts: conflicts.map((conflict) => ({
      ...conflict,
      appointmentDateTime: conflict.appointmentDateTime.toISOString(),
    })),
  });
