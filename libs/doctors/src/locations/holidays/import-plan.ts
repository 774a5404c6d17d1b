import { createHash } from 'node:crypto';
import { type Closure, type ImportedFrom, type KeptClosure } from '../closure.js';
import { type Holiday, type HolidayCalendar } from './holiday-calendar.js';

export type NewClosure = Omit<Closure, 'id'>;
export type SourcedClosure = NewClosure & ImportedFrom;

/** A closure that the calendar has at another time, or under another name. */
export interface ClosureMove {
  readonly from: Closure;
  readonly to: SourcedClosure;
}

/** What an import does to the closures of a location. */
export interface ImportPlan {
  readonly adds: readonly SourcedClosure[];
  readonly moves: readonly ClosureMove[];
  readonly removes: readonly Closure[];
  /** How many closures of the calendar stand as it has them */
  readonly unchanged: number;
  /** Kept as they are, under the event of which they are by now */
  readonly relabelled: readonly { readonly id: number; readonly source: ImportedFrom }[];
}

const timesOf = ({ date, start, end }: NewClosure): string => JSON.stringify([date, start, end]);
const eventOf = ({ sourceUid, sourceOccurrence }: ImportedFrom): string =>
  JSON.stringify([sourceUid, sourceOccurrence]);

const plain = ({ id, date, name, start, end }: Closure): Closure => ({ id, date, name, start, end });

const toClosure = ({ uid, occurrence, ...closure }: Holiday, calendar: string): SourcedClosure => ({
  ...closure,
  sourceCalendar: calendar,
  sourceUid: uid,
  sourceOccurrence: occurrence,
});

/**
 * Compares the closures of a location with those of a calendar.
 *
 * A time that is closed already is not closed twice, whoever closed it. A closure of an earlier import moves with its
 * event; it is removed when the calendar has the event and does not close that time any more, or has it no more.
 * The latter holds for another edition of the same calendar alone, one that is called the same and shares an event with
 * it: another file says nothing about the events of this one. What was made by hand, and what belongs to an event that
 * could not be read, stays as it is.
 *
 * @param existing those on the dates that the calendar was read for
 */
export function planImport(existing: readonly KeptClosure[], calendar: HolidayCalendar): ImportPlan {
  const wanted = calendar.holidays.map((holiday) => toClosure(holiday, calendar.name));
  const free = new Set(existing);
  const take = (matches: (row: KeptClosure) => boolean): KeptClosure | undefined => {
    const row = [...free].find(matches);
    if (row !== undefined) free.delete(row);
    return row;
  };
  const moves: ClosureMove[] = [];
  const relabelled: { id: number; source: ImportedFrom }[] = [];
  let unchanged = 0;
  const rest = wanted.filter((closure) => {
    const isSameTime = (row: KeptClosure): boolean => timesOf(row) === timesOf(closure);
    const row =
      take((each) => isSameTime(each) && isOf(each, closure)) ??
      take((each) => isSameTime(each) && each.source !== null) ??
      take(isSameTime);
    if (row === undefined) return true;
    if (row.source !== null && isOf(row, closure) && row.name !== closure.name)
      moves.push({ from: plain(row), to: closure });
    else unchanged += 1;
    if (row.source !== null && !isOf(row, closure))
      relabelled.push({ id: row.id, source: sourceOf(closure) });
    return false;
  });
  const adds = rest.filter((closure) => {
    const row = take((each) => isOf(each, closure));
    if (row !== undefined) moves.push({ from: plain(row), to: closure });
    return row === undefined;
  });
  const removes = [...free].filter((row) => isGone(row, existing, calendar)).map(plain);
  return { adds, moves, removes, unchanged, relabelled };
}

const sourceOf = ({ sourceCalendar, sourceUid, sourceOccurrence }: ImportedFrom): ImportedFrom => ({
  sourceCalendar,
  sourceUid,
  sourceOccurrence,
});

const isOf = ({ source }: KeptClosure, closure: SourcedClosure): boolean =>
  source !== null && eventOf(source) === eventOf(closure);

function isGone(
  { source }: KeptClosure,
  existing: readonly KeptClosure[],
  { name, uids, unreadable }: HolidayCalendar,
): boolean {
  if (source === null || unreadable.some(({ uid }) => uid === source.sourceUid)) return false;
  if (uids.has(source.sourceUid)) return true;
  const isEdition = existing.some(
    (row) => row.source?.sourceCalendar === name && uids.has(row.source.sourceUid),
  );
  return source.sourceCalendar === name && isEdition;
}

/** Equal for two plans that do the same, so that what is done is what was shown. */
export const digestOf = ({ adds, moves, removes }: ImportPlan): string =>
  createHash('sha256')
    .update(JSON.stringify([adds.map(timesAndName), moves.map(changeOf), removes.map(({ id }) => id)]))
    .digest('base64url');

const timesAndName = (closure: NewClosure): string => JSON.stringify([timesOf(closure), closure.name]);
const changeOf = ({ from, to }: ClosureMove): string => JSON.stringify([from.id, timesAndName(to)]);
