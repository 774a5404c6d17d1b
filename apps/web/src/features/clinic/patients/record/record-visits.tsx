import { Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Appointment, appointmentsQuery, type Tab } from '../../../../api/appointments.js';
import { doctorQuery } from '../../../../api/queries.js';
import { Panel } from '../../../../components/panel.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { NextPage } from '../../../../components/table/next-page.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { dateTime } from '../../../../time/format.js';
import { VisitState } from '../../../../visits/visit-status.js';
import styles from '../patients.module.css';

const texts = messages.records;

function VisitLine({ visit }: { visit: Appointment }) {
  const doctor = useQuery(doctorQuery(visit.doctorId));
  return (
    <li>
      <div>
        <Link href={addresses.appointment(visit.id)}>
          {dateTime(visit.appointmentDateTime, visit.timeZone)}
        </Link>
        <small>{doctor.data?.name ?? (doctor.isError ? messages.appointments.formerDoctor : '…')}</small>
      </div>
      <VisitState visit={visit} now={new Date()} />
    </li>
  );
}

interface VisitsProps {
  userId: number;
  tab: Tab;
  /** ISO instant */
  now: string;
}

function Visits({ userId, tab, now }: VisitsProps) {
  const query = useInfiniteQuery(appointmentsQuery(tab, { now, userId }));
  const visits = query.data?.pages.flatMap(({ appointments }) => appointments);
  if (visits === undefined)
    return query.isError ? (
      <LoadError
        compact
        title={texts.visitsFailed}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton height={44} />
    );
  if (visits.length === 0)
    return <p className={styles.muted}>{tab === 'upcoming' ? texts.noUpcoming : texts.noPast}</p>;
  return (
    <>
      <ul className={styles.list}>
        {visits.map((visit) => (
          <VisitLine key={visit.id} visit={visit} />
        ))}
      </ul>
      <NextPage query={query} label={texts.moreVisits} failed={texts.visitsFailed} fullWidth={false} />
    </>
  );
}

/** The visits of a patient at the locations where the reader works. */
export function RecordVisits({ userId }: { userId: number }) {
  // The lists keep to one moment: with a moving one, pages would overlap.
  const [now] = useState(() => new Date().toISOString());
  return (
    <Panel title={texts.visits}>
      <p className={styles.muted}>{texts.visitsHint}</p>
      {(['upcoming', 'past'] as const).map((tab) => (
        <div key={tab}>
          <h3 className={styles.part}>{texts[tab]}</h3>
          <Visits userId={userId} tab={tab} now={now} />
        </div>
      ))}
    </Panel>
  );
}
