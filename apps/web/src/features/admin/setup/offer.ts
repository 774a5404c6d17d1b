import { type VisitType } from '../../../api/admin/visit-types.js';

/** The times of a visit type for one doctor, as far as they differ from the usual ones */
interface Override {
  visitTypeId: number;
  durationMinutes?: number;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
}

/** A doctor's own times. They are sent with every new offer, which would delete them otherwise. */
export const overridesOf = (
  offered: readonly VisitType[],
  visitTypes: readonly VisitType[],
  ids: readonly number[],
): Override[] =>
  offered.flatMap(({ id, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes }) => {
    const usual = visitTypes.find((each) => each.id === id);
    if (usual === undefined || !ids.includes(id)) return [];
    const own = {
      ...(durationMinutes !== usual.durationMinutes && { durationMinutes }),
      ...(bufferBeforeMinutes !== usual.bufferBeforeMinutes && { bufferBeforeMinutes }),
      ...(bufferAfterMinutes !== usual.bufferAfterMinutes && { bufferAfterMinutes }),
    };
    return Object.keys(own).length === 0 ? [] : [{ visitTypeId: id, ...own }];
  });

/** The visit types as a doctor offers them: `first` leads, those offered before keep their order, new ones follow. */
export function offerOrder(
  offered: readonly VisitType[],
  chosen: readonly number[],
  first: number | undefined,
): number[] {
  const rank = (id: number): number => {
    if (id === first) return -1;
    const before = offered.findIndex((each) => each.id === id);
    return before === -1 ? offered.length : before;
  };
  return [...chosen].sort((one, other) => rank(one) - rank(other));
}
