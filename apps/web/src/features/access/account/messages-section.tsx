import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { preferencesQuery } from '../../../api/preferences.js';
import { LoadError } from '../../../components/state/load-error.js';
import { messages } from '../../../messages/index.js';
import { PreferencesForm } from './preferences/preferences-form.js';
import { PushPanel } from './preferences/push-panel.js';

/** Which messages the user gets, on which channels and when. */
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
