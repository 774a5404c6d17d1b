import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Appointment, type HistoryEntry, historyQuery } from '../../api/appointments.js';
import { dateTime, deviceTimeZone } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { Panel } from '../../components/panel.js';
import { messages } from '../../messages/index.js';
import styles from './visit-page.module.css';

const texts = messages.appointments.history;

function eventOf(entry: HistoryEntry, before: HistoryEntry | undefined, timeZone: string): string {
  const time = dateTime(entry.appointmentDateTime, timeZone);
  if (before === undefined) return entry.toStatus === 'pending' ? texts.requested(time) : texts.booked(time);
  if (entry.fromStatus !== entry.toStatus)
    switch (entry.toStatus) {
      case 'confirmed':
        return texts.confirmed;
      case 'checked_in':
        return texts.checkedIn;
      case 'completed':
        return texts.completed;
      case 'no_show':
        return texts.missed;
      case 'cancelled':
        return texts.cancelled;
      case 'held':
      case 'pending':
        break;
    }
  return entry.appointmentDateTime === before.appointmentDateTime ? texts.changed : texts.moved(time);
}

/** What happened to a visit, the first thing first. */
export function VisitHistory({ appointment }: { appointment: Appointment }) {
  const { id, version, timeZone } = appointment;
  const query = useQuery(historyQuery(id, version));
  // How the time came to be held is nobody's business any more.
  const entries = query.data?.filter(({ toStatus }) => toStatus !== 'held');
  return (
    <Panel title={texts.title}>
      {query.isPending && <Skeleton height={44} />}
      {query.isError && (
        <LoadError compact title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
      <ol className={styles.history}>
        {entries?.map((entry, index) => (
          <li key={entry.version}>
            <span>{eventOf(entry, entries[index - 1], timeZone)}</span>
            <time dateTime={entry.occurredAt}>{dateTime(entry.occurredAt, deviceTimeZone())}</time>
            {entry.reason !== null && entry.reason !== '' && <span>{texts.why(entry.reason)}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
