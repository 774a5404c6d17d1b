import { Button } from '@mantine/core';
import { LoadError } from '../state/load-error.js';

interface NextPageProps {
  query: {
    readonly error: Error | null;
    readonly hasNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  label: string;
  /** What is missing when the page fails to load, as a sentence without its full stop */
  failed: string;
  fullWidth?: boolean;
}

/** At the end of a list: the way to its next page, while there is one. */
export function NextPage({ query, label, failed, fullWidth = true }: NextPageProps) {
  const load = () => void query.fetchNextPage();
  if (query.isFetchNextPageError && query.error !== null)
    return <LoadError compact title={failed} error={query.error} onRetry={load} />;
  if (!query.hasNextPage) return null;
  return (
    <Button variant="default" fullWidth={fullWidth} mt="md" loading={query.isFetchingNextPage} onClick={load}>
      {label}
    </Button>
  );
}
