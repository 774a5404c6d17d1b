import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { nextCursor } from '../http/client.js';

export interface Page<T> {
  rows: T[];
  next: string | undefined;
}

export const pageOf = async <T>(call: Promise<{ data: T[]; response: Response }>): Promise<Page<T>> => {
  const { data, response } = await call;
  return { rows: data, next: nextCursor(response) };
};

/** What is filled in, by the name of the filter; empty texts filter nothing */
export type Filters = Readonly<Record<string, string>>;

const filled = (filters: Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));

/** A list that grows page by page. */
export const paged = <T>(
  key: readonly unknown[],
  load: (query: Filters, signal: AbortSignal) => Promise<Page<T>>,
  filters: Filters = {},
) =>
  infiniteQueryOptions({
    queryKey: ['admin', ...key, filters],
    queryFn: ({ pageParam, signal }) =>
      load({ ...filled(filters), limit: '20', ...(pageParam !== '' && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });

/** A record, or a list that comes as a whole. */
export const whole = <T>(key: readonly unknown[], load: (signal: AbortSignal) => Promise<T>) =>
  queryOptions({ queryKey: ['admin', ...key], queryFn: ({ signal }) => load(signal) });

/** A record that a form is opened with: read anew each time, so that no form begins with an old version. */
export const edited = <T>(key: readonly unknown[], load: (signal: AbortSignal) => Promise<T>) => ({
  ...whole(key, load),
  gcTime: 0,
});
