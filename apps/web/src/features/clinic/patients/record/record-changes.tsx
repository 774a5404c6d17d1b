import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type RecordChange, recordChangesQuery } from '../../../../api/clinic/records.js';
import { Panel } from '../../../../components/panel.js';
import { Phone } from '../../../../components/phone/phone.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { NextPage } from '../../../../components/table/next-page.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { dateTime, deviceTimeZone, fullDate } from '../../../../time/format.js';
import styles from '../patients.module.css';

const texts = messages.records;

type Change = RecordChange['changes'][string];

/** What a field said, as the reader reads it. */
function Value({ field, value }: { field: string; value: Change['before'] }) {
  if (value === null) return texts.empty;
  switch (field) {
    case 'phone':
      return <Phone number={String(value)} />;
    case 'birthDate':
    case 'deceasedOn':
      return fullDate(String(value));
    case 'mergedIntoId':
    case 'mergedId':
      return <Link href={addresses.patient(Number(value))}>{texts.recordNumber(Number(value))}</Link>;
    default:
      return <bdi>{value}</bdi>;
  }
}

function ChangedField({ field, change: { before, after } }: { field: string; change: Change }) {
  return (
    <div>
      <dt>{texts.fields[field]}</dt>
      <dd>
        <VisuallyHidden>{texts.before} </VisuallyHidden>
        {before === null ? (
          <span className={styles.muted}>{texts.empty}</span>
        ) : (
          <s>
            <Value field={field} value={before} />
          </s>
        )}
        <br />
        <VisuallyHidden>{texts.now} </VisuallyHidden>
        <Value field={field} value={after} />
      </dd>
    </div>
  );
}

function ChangeLine({ change: { changedAt, actorName, changes } }: { change: RecordChange }) {
  return (
    <li>
      <div>
        <time dateTime={changedAt}>
          {messages.sentence(
            dateTime(changedAt, deviceTimeZone()),
            ...(actorName === null ? [] : [texts.changedBy(actorName)]),
          )}
        </time>
        <dl className={styles.fields}>
          {Object.keys(texts.fields).map((field) => {
            const change = changes[field];
            return change && <ChangedField key={field} field={field} change={change} />;
          })}
        </dl>
      </div>
    </li>
  );
}

/** What was done to a record, the last thing first: when, by whom, and what each field said before. */
export function RecordChanges({ userId }: { userId: number }) {
  const query = useInfiniteQuery(recordChangesQuery(userId));
  const changes = query.data?.pages.flatMap((page) => page.changes);
  return (
    <Panel title={texts.changes}>
      {changes === undefined && !query.isError && <Skeleton height={44} />}
      {changes === undefined && query.isError && (
        <LoadError
          compact
          title={texts.changesFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {changes?.length === 0 && <p className={styles.muted}>{texts.noChanges}</p>}
      <ol className={styles.list}>
        {changes?.map((change) => (
          <ChangeLine key={change.id} change={change} />
        ))}
      </ol>
      <NextPage query={query} label={texts.moreChanges} failed={texts.changesFailed} fullWidth={false} />
    </Panel>
  );
}
