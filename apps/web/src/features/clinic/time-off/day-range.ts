import { type HoursException, type NewException } from '../../../api/clinic/hours.js';
import { addDays, type CalendarDate, daysBetween } from '../../../time/dates.js';

const mostDays = 31;

/** Every day from the first to the last, or what is wrong with the range. */
export function daysOf(first: CalendarDate, last: CalendarDate): CalendarDate[] | 'order' | 'tooMany' {
  const count = daysBetween(first, last) + 1;
  if (count < 1) return 'order';
  if (count > mostDays) return 'tooMany';
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** The exceptions that are not saved yet: a second try after a failure adds the rest, and none twice. */
export const notYetIn = (
  existing: readonly HoursException[],
  wanted: readonly NewException[],
): NewException[] =>
  wanted.filter(
    ({ date, kind, start = null, end = null }) =>
      !existing.some(
        (each) => each.date === date && each.kind === kind && each.start === start && each.end === end,
      ),
  );
