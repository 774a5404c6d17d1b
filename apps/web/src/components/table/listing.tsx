import { Skeleton } from '@mantine/core';
import { type ReactNode } from 'react';
import { LoadError } from '../state/load-error.js';
import { StaleNote } from '../state/stale-note.js';

interface ListingProps<T> {
  query: {
    data: T | undefined;
    error: Error | null;
    isError: boolean;
    isPending: boolean;
    dataUpdatedAt: number;
    refetch: () => Promise<unknown>;
  };
  /** What is missing when it could not be loaded, as a sentence without its full stop */
  failed: string;
  /** How many lines the data will take, roughly */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** Data, or what stands in its place: its shape while it is loaded, a way to try again when it was not. */
export function Listing<T>({ query, failed, lines = 5, children }: ListingProps<T>) {
  const { data, error } = query;
  if (data !== undefined) {
    return (
      <>
        <StaleNote query={query} />
        {children(data)}
      </>
    );
  }
  if (error !== null) {
    return <LoadError level="h2" title={failed} error={error} onRetry={() => void query.refetch()} />;
  }
  return (
    <div aria-busy="true">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={52} mb={8} radius={10} />
      ))}
    </div>
  );
}
