import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Appointment, appointmentsQuery } from '../../../api/appointments.js';
import { useMe } from '../../../api/me.js';
import { dependantsQuery } from '../../../api/people.js';
import { doctorQuery } from '../../../api/queries.js';
import { LoadError } from '../../../components/state/load-error.js';
import { NextPage } from '../../../components/table/next-page.js';
import { messages } from '../../../messages/index.js';
import { dateTime } from '../../../time/format.js';
import styles from './account.module.css';

const texts = messages.account.data;

function Visit({ visit, name }: { visit: Appointment; name: string | undefined }) {
  const doctor = useQuery(doctorQuery(visit.doctorId));
  const parts = [doctor.data?.name ?? '…', ...(name === undefined ? [] : [name])];
  return (
    <li className={styles.item}>
      <div>
        <strong>{dateTime(visit.appointmentDateTime, visit.timeZone)}</strong>
        <small>{parts.join(' · ')}</small>
      </div>
    </li>
  );
}

/**
 * The visits that are cancelled when the account is erased: the user's, and those of dependants without an account; or when
 * one dependant is.
 */
export function CancelledVisits({ dependantId }: { dependantId?: number }) {
  const me = useMe();
  const [now] = useState(() => new Date().toISOString());
  const dependants = useQuery(dependantsQuery());
  const query = useInfiniteQuery(appointmentsQuery('upcoming', { now, userId: dependantId }));
  if (query.data === undefined)
    return query.isError ? (
      <LoadError
        compact
        title={texts.visitsFailed}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : null;
  const others = (dependants.data ?? []).filter(({ hasAccount }) => !hasAccount);
  const names = new Map(others.map(({ userId, name }) => [userId, name]));
  const visits = query.data.pages
    .flatMap(({ appointments }) => appointments)
    .filter(({ status }) => status === 'pending' || status === 'confirmed')
    .filter(({ userId }) => dependantId !== undefined || userId === me?.id || names.has(userId));
  if (visits.length === 0 && !query.hasNextPage) return <p className={styles.plain}>{texts.noVisits}</p>;
  return (
    <>
      <p className={styles.plain}>
        {names.size === 0 || dependantId !== undefined ? texts.visits : texts.visitsOfOthers}
      </p>
      <ul className={styles.items}>
        {visits.map((visit) => (
          <Visit key={visit.id} visit={visit} name={names.get(visit.userId)} />
        ))}
      </ul>
      <NextPage query={query} label={texts.moreVisits} failed={texts.visitsFailed} fullWidth={false} />
    </>
  );
}
