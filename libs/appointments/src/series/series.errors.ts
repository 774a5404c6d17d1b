import { AppError, fieldError } from '#libs/common';
import { explanationOf } from '../availability/index.js';
import { patientBusyMessage } from '../record/index.js';
import { type FollowingMove } from './following.js';
import { type SeriesConflict } from './series.js';

/**
 * A series is booked as a whole or, with what is left out knowingly, in part.
 *
 * It is a conflict when at least one time belongs to another booking, and the input that is wrong when the
 * rules alone stand against it.
 */
export function seriesConflicts(conflicts: readonly SeriesConflict[]): AppError {
  const isLost = conflicts.some(({ code }) => code === 'taken' || code === 'patient_busy');
  const message = 'Not every visit of the series can be booked.';
  const told = conflicts.map(({ occurrence, at, code }) => ({
    occurrence,
    appointmentDateTime: new Date(at).toISOString(),
    code,
    message: code === 'patient_busy' ? patientBusyMessage : explanationOf(code),
  }));
  return new AppError('series.conflicts', isLost ? 'conflict' : 'invalid', message, {
    conflicts: told,
    ...(!isLost && { errors: [fieldError('/recurrence', 'series.conflicts')] }),
  });
}

/** The same for visits of a series that are moved together. */
export function moveConflicts(moves: readonly FollowingMove[]): AppError {
  const conflicts = moves.flatMap(({ appointment, at, conflict }) =>
    conflict === null ? [] : [{ id: appointment.id, at, conflict }],
  );
  const isLost = conflicts.some(({ conflict }) => conflict.kind === 'conflict');
  const message = 'Not every visit of the series can be moved there.';
  return new AppError('series.conflicts', isLost ? 'conflict' : 'invalid', message, {
    conflicts: conflicts.map(({ id, at, conflict }) => ({
      id,
      appointmentDateTime: new Date(at).toISOString(),
      code: conflict.code,
      message: conflict.message,
    })),
    ...(!isLost && { errors: [fieldError('/appointmentDateTime', 'series.conflicts')] }),
  });
}

export const seriesNotFound = (): AppError =>
  new AppError('series.not_found', 'not_found', 'There is no such series.');
