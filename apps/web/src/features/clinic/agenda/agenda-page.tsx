import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { agendaQuery } from '../../../api/clinic/agenda.js';
import { useDoctorChanges } from '../../../api/doctor-changes.js';
import { type Me } from '../../../api/me.js';
import { type Doctor } from '../../../api/queries.js';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { LoadError } from '../../../components/state/load-error.js';
import { Notice } from '../../../components/state/notice.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { dateIn } from '../../../time/dates.js';
import { longDay, zoneLabel } from '../../../time/format.js';
import { useNow } from '../../../time/now.js';
import { hoursText } from '../../../visits/visit-words.js';
import { DateBar, useDate } from '../date-bar.js';
import { DoctorOfPage } from '../doctor-of-page.js';
import { PageHead } from '../page-head.js';
import { useVisitDialog } from '../use-visit-dialog.js';
import { summaryOf } from './agenda-summary.js';
import { type AgendaProps, AgendaVisits, NextPatient } from './agenda-visits.js';
import styles from './agenda.module.css';

const texts = messages.agenda;

function AgendaContent(props: AgendaProps & { isToday: boolean }) {
  const { agenda, now, isToday } = props;
  const { here, late, count } = summaryOf(agenda.appointments, now);
  const hours = hoursText(agenda);
  const parts = [messages.desk.visits(count)];
  if (here > 0) parts.push(texts.here(here));
  if (late > 0) parts.push(texts.late(late));
  return (
    <>
      <p className={styles.summary} role="status">
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
        <span className={styles.muted}>{hours === '' ? texts.off : texts.hours(hours)}</span>
      </p>
      {agenda.appointments.length === 0 ? (
        <Notice
          icon={<CalendarIcon />}
          level="h2"
          title={texts.empty}
          actions={
            <Button variant="default" component={Link} href={addresses.availability}>
              {texts.toAvailability}
            </Button>
          }
        >
          {texts.emptyHint}
        </Notice>
      ) : (
        <>
          {isToday && <NextPatient {...props} />}
          <AgendaVisits {...props} />
        </>
      )}
    </>
  );
}

function AgendaSkeleton() {
  return (
    <div role="status" aria-label={messages.desk.loading}>
      <Skeleton height={20} width="60%" mb={20} />
      <Skeleton height={170} radius={16} mb={28} />
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={84} radius={16} mb={10} />
      ))}
    </div>
  );
}

interface AgendaViewProps {
  doctor: Doctor;
  me: Me;
  chooser: ReactNode;
}

function AgendaView({ doctor, me, chooser }: AgendaViewProps) {
  const now = useNow();
  const { timeZone } = doctor.location;
  const today = dateIn(timeZone, now);
  const date = useDate(today);
  const query = useQuery(agendaQuery(doctor.id, date));
  useDoctorChanges([doctor.id]);
  const { dialog, show } = useVisitDialog(query.data?.appointments ?? [], me.role !== 'doctor');
  return (
    <>
      <PageHead
        title={date === today ? texts.today : longDay(date)}
        lead={
          <>
            {me.role !== 'doctor' && `${doctor.name} · `}
            {longDay(date)} · {zoneLabel(timeZone, now)}
          </>
        }
      >
        <DateBar date={date} today={today} />
      </PageHead>
      {chooser !== undefined && <div className={styles.chooser}>{chooser}</div>}
      <StaleNote query={query} />
      {query.isPending && <AgendaSkeleton />}
      {query.isError && query.data === undefined && (
        <LoadError title={messages.desk.dayFailed} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && (
        <AgendaContent agenda={query.data} now={now} isToday={date === today} onOpen={show} />
      )}
      {dialog}
    </>
  );
}

/** A doctor's agenda: the patients who have arrived, who are late, and who comes next. */
export function AgendaPage() {
  return (
    <DoctorOfPage title={texts.today}>
      {(doctor, me, chooser) => <AgendaView doctor={doctor} me={me} chooser={chooser} />}
    </DoctorOfPage>
  );
}
