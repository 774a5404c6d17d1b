import { versionMismatch } from '#libs/common';
import { type PatientDetails } from './record.js';
import { recordMerged } from '../auth.errors.js';
import { patientNotFound } from './records.errors.js';

/**
 * A record that can be changed: it is there, and still a record of its own.
 *
 * @param expectedVersion the version that the caller has read; undefined when any will do
 * @throws AppError `patient.not_found`, `.merged`, `request.version_mismatch`
 */
export function standing(record: PatientDetails | undefined, expectedVersion?: number): PatientDetails {
  if (record === undefined) throw patientNotFound();
  if (record.mergedIntoId !== null) throw recordMerged(record.mergedIntoId);
  if (expectedVersion !== undefined && record.version !== expectedVersion) throw versionMismatch();
  return record;
}
