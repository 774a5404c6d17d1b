import { type DoctorFilters } from '../../api/queries.js';

const maxPages = 50;

/** What the address asks for: the filters, and how many pages of the list were opened. */
export function readSearch(url: URL): { filters: DoctorFilters; pages: number } {
  const pages = Number(url.searchParams.get('pages') ?? 1);
  return {
    filters: {
      specialization: url.searchParams.get('specialization')?.trim() ?? '',
      q: url.searchParams.get('q')?.trim() ?? '',
    },
    pages: Number.isInteger(pages) ? Math.min(Math.max(pages, 1), maxPages) : 1,
  };
}
