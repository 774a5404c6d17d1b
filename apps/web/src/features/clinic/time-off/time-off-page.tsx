import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { reloadHours } from '../../../api/clinic/changes.js';
import { exceptionsQuery, type HoursException, removeException } from '../../../api/clinic/hours.js';
import { type Doctor } from '../../../api/queries.js';
import { dateIn } from '../../../time/dates.js';
import { Refusal } from '../../../components/form/refusal.js';
import { DoctorOfPage } from '../doctor-of-page.js';
import { PageHead } from '../page-head.js';
import { longDay, zoneLabel } from '../../../time/format.js';
import { PlusIcon } from '../../../components/icons/desk-icons.js';
import { CalendarIcon, SuitcaseIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { addresses } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { TimeOffForm } from './time-off-form.js';
import { linesOf } from '../../../components/lines-of.js';
import styles from './time-off.module.css';

const texts = messages.hours.off;

interface ExceptionRowProps {
  doctorId: number;
  exception: HoursException;
}

function ExceptionRow({ doctorId, exception }: ExceptionRowProps) {
  const client = useQueryClient();
  const { id, date, kind, start, end, reason } = exception;
  const remove = useMutation({
    mutationFn: () => removeException(doctorId, id),
    onSettled: () => reloadHours(client, doctorId),
  });
  const day = longDay(date);
  return (
    <li>
      <span className={styles.icon} data-kind={kind}>
        {kind === 'closed' ? <SuitcaseIcon /> : <PlusIcon />}
      </span>
      <div>
        <strong>{day}</strong>
        <p>
          {kind === 'closed' ? texts.closed : texts.extra} ·{' '}
          {start === null || end === null ? texts.wholeDay : `${start} – ${end}`}
          {reason !== null && reason !== '' && ` · ${linesOf(reason).join(' / ')}`}
        </p>
        <Refusal words={messages.desk.refusals} error={remove.error} />
      </div>
      <Button
        variant="default"
        aria-label={texts.removeFor(day)}
        aria-disabled={remove.isPending}
        onClick={() => {
          if (!remove.isPending) remove.mutate();
        }}
      >
        {remove.isPending ? messages.form.busy : texts.remove}
      </Button>
    </li>
  );
}

function Exceptions({ doctorId, today }: { doctorId: number; today: string }) {
  const query = useQuery(exceptionsQuery(doctorId));
  const all = [...(query.data ?? [])].sort((a, b) => a.date.localeCompare(b.date));
  const ahead = all.filter(({ date }) => date >= today);
  const over = all.filter(({ date }) => date < today).reverse();
  const rows = (exceptions: readonly HoursException[]) => (
    <ul className={styles.list}>
      {exceptions.map((exception) => (
        <ExceptionRow key={exception.id} doctorId={doctorId} exception={exception} />
      ))}
    </ul>
  );
  return (
    <section aria-labelledby="differing">
      <h2 id="differing" className={styles.subtitle}>
        {texts.list}
      </h2>
      <StaleNote query={query} />
      {query.isPending && <Skeleton height={220} radius={16} />}
      {query.isError && query.data === undefined && (
        <LoadError level="h3" title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && ahead.length === 0 && (
        <Notice icon={<CalendarIcon />} level="h3" title={texts.empty}>
          {texts.emptyHint}
        </Notice>
      )}
      {rows(ahead)}
      {over.length > 0 && (
        <details className={styles.over}>
          <summary>{texts.past}</summary>
          {rows(over)}
        </details>
      )}
    </section>
  );
}

function TimeOffView({ doctor, chooser }: { doctor: Doctor; chooser: ReactNode }) {
  const today = dateIn(doctor.location.timeZone, new Date());
  const weekly =
    chooser === undefined ? addresses.availability : `${addresses.availability}?doctor=${doctor.id}`;
  return (
    <>
      <PageHead
        title={texts.title}
        lead={`${doctor.name} · ${zoneLabel(doctor.location.timeZone, new Date())}`}
      >
        <Button variant="default" component={Link} href={weekly}>
          {texts.back}
        </Button>
      </PageHead>
      {chooser !== undefined && <div className={styles.chooser}>{chooser}</div>}
      <div className={styles.columns}>
        <Exceptions doctorId={doctor.id} today={today} />
        <section aria-labelledby="add" className={styles.card}>
          <h2 id="add" className={styles.subtitle}>
            {texts.add}
          </h2>
          <TimeOffForm doctorId={doctor.id} today={today} />
        </section>
      </div>
    </>
  );
}

/** The days on which a doctor's hours differ from the weekly ones. */
export function TimeOffPage() {
  return (
    <DoctorOfPage title={texts.title}>
      {(doctor, _, chooser) => <TimeOffView doctor={doctor} chooser={chooser} />}
    </DoctorOfPage>
  );
}
