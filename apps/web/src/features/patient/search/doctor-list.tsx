import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type DoctorFilters, doctorsQuery } from '../../../api/queries.js';
import { LoadError } from '../../../components/state/load-error.js';
import { navigate, useUrl, withParams } from '../../../routing/location.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { DoctorCard, DoctorCardSkeleton } from './doctor-card.js';
import { NoDoctors } from './no-doctors.js';
import styles from './search.module.css';
import { SortChoice } from './sort-choice.js';

/** Loads page after page until as many are there as the address asks for. */
function useDoctorPages(filters: DoctorFilters, pages: number) {
  const query = useInfiniteQuery(doctorsQuery(filters));
  const loaded = query.data?.pages.length ?? 0;
  const wanting = loaded > 0 && loaded < pages && query.hasNextPage && !query.isFetching && !query.isError;
  const { fetchNextPage } = query;
  useEffect(() => {
    if (wanting) void fetchNextPage();
  }, [wanting, fetchNextPage]);
  // Pages that were loaded for an earlier visit but are not in the address stay hidden.
  const shown = query.data?.pages.slice(0, pages) ?? [];
  return { query, doctors: shown.flatMap((page) => page.doctors), more: shown.at(-1)?.next !== undefined };
}

const skeletons = (count: number) =>
  Array.from({ length: count }, (_, index) => (
    <li key={index} aria-hidden="true">
      <DoctorCardSkeleton />
    </li>
  ));

export function DoctorList({ filters, pages }: { filters: DoctorFilters; pages: number }) {
  const url = useUrl();
  const { query, doctors, more } = useDoctorPages(filters, pages);
  const status = query.isPending ? messages.search.loading : messages.search.count(doctors.length, more);
  const retry = () => void query.refetch();
  const showMore = () => {
    navigate(withParams(url, { pages: String(pages + 1) }), { replace: true });
  };
  return (
    <section aria-labelledby="results" className={styles.results}>
      <div className={styles.resultsHead}>
        <div>
          <h2 id="results">
            {filters.specialization === '' ? messages.search.results : filters.specialization}
          </h2>
          <p role="status">{query.data === undefined && query.isError ? '' : status}</p>
        </div>
        <SortChoice filters={filters} />
      </div>
      {!query.isFetchNextPageError && <StaleNote query={query} />}
      {query.isError && query.data === undefined && (
        <LoadError level="h3" title={messages.search.failed} error={query.error} onRetry={retry} />
      )}
      {query.data !== undefined && doctors.length === 0 && <NoDoctors filters={filters} />}
      <ul
        className={styles.cards}
        data-old={query.isPlaceholderData || undefined}
        aria-busy={query.isFetching}
      >
        {doctors.map((doctor) => (
          <li key={doctor.id}>
            <DoctorCard doctor={doctor} mode={filters.mode} />
          </li>
        ))}
        {(query.isPending || query.isFetchingNextPage) && skeletons(query.isPending ? 4 : 2)}
      </ul>
      {query.isFetchNextPageError && (
        <LoadError
          compact
          title={messages.search.moreFailed}
          error={query.error}
          onRetry={() => void query.fetchNextPage()}
        />
      )}
      {more && !query.isFetchingNextPage && !query.isFetchNextPageError && (
        <Button className={styles.showMore} variant="default" size="md" onClick={showMore}>
          {messages.search.showMore}
        </Button>
      )}
    </section>
  );
}
