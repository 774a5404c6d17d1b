import { type DoctorFilters } from '../../../api/queries.js';
import { addDays, daysBetween, isCalendarDate } from '../../../time/dates.js';

const maxPages = 50;
/** The API looks through so many dates at once. */
const mostDays = 31;

const oneOf = <T extends string>(text: string, allowed: readonly T[]): T | '' =>
  allowed.find((each) => each === text) ?? '';

/** Two dates as the API takes them: none that is over, the last not before the first, and not too many between. */
function readDates(from: string, until: string, today: string): Pick<DoctorFilters, 'from' | 'until'> {
  const first = isCalendarDate(from) && from > today ? from : '';
  if (!isCalendarDate(until) || until < today) return { from: first, until: '' };
  const start = first === '' ? today : first;
  if (until < start) return { from: first, until: start };
  return { from: first, until: daysBetween(start, until) < mostDays ? until : addDays(start, mostDays - 1) };
}

/**
 * What the address asks for: the filters, and how many pages of the list were opened. What makes no sense is left out: a
 * bookmark may be old.
 */
export function readSearch(url: URL, today: string): { filters: DoctorFilters; pages: number } {
  const text = (name: string) => url.searchParams.get(name)?.trim() ?? '';
  const matching = (name: string, pattern: RegExp) => (pattern.test(text(name)) ? text(name) : '');
  const near = matching('near', /^-?\d{1,2}(?:\.\d{1,6})?,-?\d{1,3}(?:\.\d{1,6})?$/);
  const sort = oneOf(text('sort'), ['name', 'distance', 'earliest']);
  const pages = Number(url.searchParams.get('pages') ?? 1);
  return {
    filters: {
      specialization: text('specialization').slice(0, 100),
      q: text('q').slice(0, 100),
      location: matching('location', /^\d{1,9}$/),
      near,
      ...readDates(text('from'), text('until'), today),
      mode: oneOf(text('mode'), ['in_person', 'video']),
      language: matching('language', /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
      sort: sort === 'distance' && near === '' ? '' : sort,
    },
    pages: Number.isInteger(pages) ? Math.min(Math.max(pages, 1), maxPages) : 1,
  };
}
