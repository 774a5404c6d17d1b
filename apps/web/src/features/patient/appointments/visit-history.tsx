import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Appointment, type HistoryEntry, historyQuery } from '../../../api/appointments.js';
import { visitTypeQuery } from '../../../api/queries.js';
import { dateTime, deviceTimeZone } from '../../../time/format.js';
import { LoadError } from '../../../components/state/load-error.js';
import { Panel } from '../../../components/panel.js';
import { messages } from '../../../messages/index.js';
import { isUndo } from '../../../visits/visit-steps.js';
import { Lines } from '../../../components/lines.js';
import styles from './visit-page.module.css';

const texts = messages.appointments.history;

function eventOf(entry: HistoryEntry, before: HistoryEntry | undefined, timeZone: string): string {
  const time = dateTime(entry.appointmentDateTime, timeZone);
  if (before === undefined) return entry.toStatus === 'pending' ? texts.requested(time) : texts.booked(time);
  if (isUndo(entry)) return texts.undone;
  const cause = causeOf(entry);
  if (cause !== undefined) return texts[cause];
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

/** What cancelled it, where no one decided to: the doctor did not answer until the start, or the patient died. */
function causeOf({ actorId, reason, toStatus }: HistoryEntry): 'unanswered' | 'deceased' | undefined {
  if (toStatus !== 'cancelled') return undefined;
  if (reason === 'unanswered' && actorId === null) return reason;
  return reason === 'deceased' ? reason : undefined;
}

/** The kind that a visit has been of since then. */
function NewKind({ id }: { id: number }) {
  const { data: kind } = useQuery(visitTypeQuery(id));
  return kind !== undefined && <span>{texts.newKind(kind.name)}</span>;
}

/** What happened to a visit, the first thing first. */
export function VisitHistory({ appointment }: { appointment: Appointment }) {
  const { id, version, timeZone } = appointment;
  const query = useQuery(historyQuery(id, version));
  // How the time was held before it was booked tells the patient nothing.
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
            {index > 0 && entry.visitTypeId !== entries[index - 1]?.visitTypeId && (
              <NewKind id={entry.visitTypeId} />
            )}
            <time dateTime={entry.occurredAt}>{dateTime(entry.occurredAt, deviceTimeZone())}</time>
            {entry.reason !== null && entry.reason !== '' && causeOf(entry) === undefined && (
              <Lines text={texts.why(entry.reason)} />
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
