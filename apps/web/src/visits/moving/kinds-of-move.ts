import { useQuery } from '@tanstack/react-query';
import { type VisitType, visitTypeQuery, visitTypesQuery } from '../../api/queries.js';

export interface KindsOfMove {
  /** The kind that the visit is of; undefined while it is being loaded */
  readonly own: VisitType | undefined;
  /** What the visit can be with the doctor, its own kind first; undefined while it is not known */
  readonly kinds: readonly VisitType[] | undefined;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

/**
 * The kinds that a visit can have once it is moved: those that the doctor offers, and with its own doctor the one that it
 * is of, whether the doctor offers that still or not.
 */
export function useKindsOfMove(
  visit: { readonly doctorId: number; readonly visitTypeId: number },
  doctorId: number,
): KindsOfMove {
  const offered = useQuery(visitTypesQuery(doctorId));
  const own = useQuery(visitTypeQuery(visit.visitTypeId)).data;
  const others = offered.data?.filter(({ id }) => id !== visit.visitTypeId);
  // The doctor may take another time for it than others do.
  const kept = offered.data?.find(({ id }) => id === visit.visitTypeId);
  const present = kept ?? (doctorId === visit.doctorId ? own : undefined);
  return {
    own: kept ?? own,
    kinds: others && (present === undefined ? others : [present, ...others]),
    error: offered.error,
    refetch: offered.refetch,
  };
}

/**
 * The kind that a visit is to be of: the chosen one if the doctor of the choice has it, or else the first that there is.
 *
 * @returns undefined while that is not known, and with a doctor who offers nothing
 */
export function kindOf(
  visit: { readonly doctorId: number; readonly visitTypeId: number },
  { doctorId, chosenType }: { readonly doctorId: number; readonly chosenType: number },
  kinds: readonly VisitType[] | undefined,
): number | undefined {
  if (doctorId === visit.doctorId && chosenType === visit.visitTypeId) return chosenType;
  return kinds?.find(({ id }) => id === chosenType)?.id ?? kinds?.[0]?.id;
}
