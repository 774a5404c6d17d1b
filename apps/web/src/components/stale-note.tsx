import { Button } from '@mantine/core';
import { messages } from '../messages/index.js';
import { deviceTimeZone, timeOfDay } from './format.js';
import styles from './notice.module.css';
import { useOnline } from './online.js';

interface StaleNoteProps {
  query: { isError: boolean; data: unknown; dataUpdatedAt: number; refetch: () => Promise<unknown> };
}

/** Says how old the data on show is once it can no longer be refreshed. */
export function StaleNote({ query }: StaleNoteProps) {
  const online = useOnline();
  if (query.data === undefined || query.dataUpdatedAt === 0 || (online && !query.isError)) return null;
  return (
    <div className={styles.stale} role="status">
      <p>{messages.states.asOf(timeOfDay(new Date(query.dataUpdatedAt), deviceTimeZone()))}</p>
      {online && (
        <Button
          variant="subtle"
          color="yellow"
          size="compact-md"
          c="inherit"
          onClick={() => void query.refetch()}
        >
          {messages.states.retry}
        </Button>
      )}
    </div>
  );
}
