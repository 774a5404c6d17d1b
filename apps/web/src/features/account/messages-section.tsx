import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { preferencesQuery } from '../../api/account.js';
import { LoadError } from '../../components/load-error.js';
import { messages } from '../../messages/index.js';
import { PreferencesForm } from './preferences-form.js';
import { PushPanel } from './push-panel.js';

/** What somebody is told, where and when. */
export function MessagesSection() {
  const query = useQuery(preferencesQuery());
  if (query.data !== undefined)
    return (
      <>
        <PreferencesForm preferences={query.data} />
        <PushPanel />
      </>
    );
  return query.isError ? (
    <LoadError
      level="h2"
      title={messages.account.failed}
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  ) : (
    <Skeleton height={520} radius={16} role="status" aria-label={messages.account.loading} />
  );
}
