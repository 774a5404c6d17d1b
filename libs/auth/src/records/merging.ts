import { day } from '#libs/common';
import { type Actor } from '../actor.js';
import { recordMerged } from '../auth.errors.js';
import { canAdminister } from '../policy.js';
import { type PatientDetails } from './record.js';
import {
  accountMergedAway,
  accountsNotMerged,
  deathNotShared,
  mergeWithItself,
  patientNotFound,
} from './records.errors.js';

/** For how many days a merge can be undone. */
export const undoDays = 30;

/** Until when a merge can be undone. */
export const undoableUntil = ({ mergedAt }: { readonly mergedAt: Date }): Date =>
  new Date(mergedAt.getTime() + undoDays * day);

/** Two records of one patient: the one that stays, and the one that is merged into it. */
export interface Pair {
  readonly kept: PatientDetails;
  readonly merged: PatientDetails;
}

const fillable = ['birthDate', 'phone', 'address', 'note'] as const;

/** What the merged record says and the kept one does not. */
export type Filling = Partial<Record<(typeof fillable)[number], string>>;

/** What moves of accounts and guardianships, so that it can be put back. */
export interface MovedPeople {
  /** Guardianships of the merged record that ended */
  readonly endedGuardianships: readonly number[];
  /** Those that began in their place */
  readonly begunGuardianships: readonly number[];
  /** Links about the merged record that are worth nothing any more */
  readonly usedLinks: readonly string[];
  readonly filled: Filling;
  /** Whether the account of the merged record ended with it */
  readonly wasEnabled: boolean;
}

/**
 * The two records, if they may become one.
 *
 * @throws AppError `patient.merge_self`, `.not_found`, `.merged`, `.merge_account`, `.merge_accounts`, `.merge_deceased`
 */
export function pairOf(
  actor: Actor,
  records: ReadonlyMap<number, PatientDetails>,
  keptId: number,
  mergedId: number,
): Pair {
  if (keptId === mergedId) throw mergeWithItself();
  const [kept, merged] = [records.get(keptId), records.get(mergedId)];
  if (kept === undefined || merged === undefined) throw patientNotFound();
  for (const { mergedIntoId } of [kept, merged]) if (mergedIntoId !== null) throw recordMerged(mergedIntoId);
  if (merged.username !== null && kept.username === null) throw accountMergedAway();
  if (merged.username !== null && !canAdminister(actor)) throw accountsNotMerged();
  if ((kept.deceasedOn === null) !== (merged.deceasedOn === null)) throw deathNotShared();
  return { kept, merged };
}

/** Only gaps are filled: what the kept record says stays. */
export const fillingOf = ({ kept, merged }: Pair): Filling =>
  Object.fromEntries(
    fillable.flatMap((field) =>
      kept[field] === null && merged[field] !== null ? [[field, merged[field]]] : [],
    ),
  );

/** What is taken back of a filling: what still says the same. */
export const unchangedOf = (filled: Filling, kept: PatientDetails): (keyof Filling)[] =>
  fillable.filter((field) => filled[field] !== undefined && kept[field] === filled[field]);
