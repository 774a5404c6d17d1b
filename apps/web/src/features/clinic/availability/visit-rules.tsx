import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@mantine/core';
import { type Doctor, visitTypesQuery } from '../../../api/queries.js';
import { LoadError } from '../../../components/state/load-error.js';
import { messages } from '../../../messages/index.js';
import styles from './availability.module.css';

const texts = messages.hours;

/** The visit types' limits on free times; only an admin changes them. */
export function VisitRules({ doctor }: { doctor: Doctor }) {
  const query = useQuery(visitTypesQuery(doctor.id));
  return (
    <section className={styles.rules} aria-labelledby="rules">
      <h2 id="rules">{texts.rules}</h2>
      <p className={styles.muted}>{texts.rulesHint}</p>
      {query.isPending && <Skeleton height={140} radius={16} />}
      {query.isError && query.data === undefined && (
        <LoadError
          compact
          title={messages.week.visitTypesFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      <ul>
        {query.data?.map((kind) => (
          <li key={kind.id}>
            <h3>{kind.name}</h3>
            <dl>
              <div>
                <dt>{texts.duration}</dt>
                <dd>{messages.week.shortMinutes(kind.durationMinutes)}</dd>
              </div>
              <div>
                <dt>{texts.buffers}</dt>
                <dd>{texts.beforeAfter(kind.bufferBeforeMinutes, kind.bufferAfterMinutes)}</dd>
              </div>
              <div>
                <dt>{texts.notice}</dt>
                <dd>{texts.span(kind.minimumNoticeMinutes)}</dd>
              </div>
              <div>
                <dt>{texts.horizon}</dt>
                <dd>{texts.days(kind.horizonDays)}</dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
