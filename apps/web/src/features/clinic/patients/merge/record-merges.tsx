import { useQuery } from '@tanstack/react-query';
import { type Merge, mergesQuery } from '../../../../api/clinic/record-merges.js';
import { recordQuery } from '../../../../api/clinic/records.js';
import { Panel } from '../../../../components/panel.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { dateTime, deviceTimeZone } from '../../../../time/format.js';
import styles from '../patients.module.css';
import { UndoMerge } from './undo-merge.js';

const texts = messages.recordMerge;

const momentOf = (instant: string): string => dateTime(instant, deviceTimeZone());

function MergeLine({ merge }: { merge: Merge }) {
  const { mergedId, mergedAt, undoneAt, undoableUntil } = merge;
  const record = useQuery(recordQuery(mergedId));
  const name = record.data?.name ?? messages.records.recordNumber(mergedId);
  return (
    <li>
      <div>
        <Link href={addresses.patient(mergedId)}>
          <bdi>{name}</bdi>
        </Link>
        <small>{texts.mergedAt(momentOf(mergedAt))}</small>
        <small>
          {undoneAt === null ? texts.until(momentOf(undoableUntil)) : texts.undoneAt(momentOf(undoneAt))}
        </small>
      </div>
      {undoneAt === null && <UndoMerge merge={merge} name={name} />}
    </li>
  );
}

/** The records that were merged into this one and can be told apart again. */
export function RecordMerges({ userId }: { userId: number }) {
  const query = useQuery(mergesQuery(userId));
  const merges = query.data ?? [];
  if (query.data === undefined && query.isError)
    return (
      <Panel title={texts.list}>
        <LoadError
          compact
          title={texts.listFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </Panel>
    );
  if (merges.length === 0) return null;
  return (
    <Panel title={texts.list}>
      <ul className={styles.list}>
        {merges.map((merge) => (
          <MergeLine key={merge.id} merge={merge} />
        ))}
      </ul>
    </Panel>
  );
}
