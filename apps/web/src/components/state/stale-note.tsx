import { Button } from '@mantine/core';
import { messages } from '../../messages/index.js';
import { dateIn } from '../../time/dates.js';
import { dateTime, deviceTimeZone, timeOfDay } from '../../time/format.js';
import styles from './notice.module.css';
import { useOnline } from '../../api/http/online.js';

interface StaleNoteProps {
  query: { isError: boolean; data: unknown; dataUpdatedAt: number; refetch: () => Promise<unknown> };
}

/** The time is enough for what was seen today. */
function momentOf(instant: Date): string {
  const zone = deviceTimeZone();
  const isToday = dateIn(zone, instant) === dateIn(zone, new Date());
  return isToday ? timeOfDay(instant, zone) : dateTime(instant, zone);
}

/** Says how old the data on show is once it can no longer be refreshed. */
export function StaleNote({ query }: StaleNoteProps) {
  const online = useOnline();
  if (query.data === undefined || query.dataUpdatedAt === 0 || (online && !query.isError)) return null;
  return (
    <div className={styles.stale} role="status">
      <p>{messages.states.asOf(momentOf(new Date(query.dataUpdatedAt)))}</p>
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
