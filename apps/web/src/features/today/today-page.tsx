import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Day, dayQuery, type Visit } from '../../api/day.js';
import { useDoctorChanges } from '../../api/doctor-changes.js';
import { type Me } from '../../api/me.js';
import { type Doctor, visitTypesQuery } from '../../api/queries.js';
import { dateIn } from '../../components/dates.js';
import { DateBar, useDate } from '../../components/desk/date-bar.js';
import { DoctorOfPage } from '../../components/desk/doctor-of-page.js';
import { PageHead } from '../../components/desk/page-head.js';
import { VisitButtons } from '../../components/desk/visit-buttons.js';
import { VisitDialog, type VisitView } from '../../components/desk/visit-dialog.js';
import { VisitState } from '../../components/desk/visit-status.js';
import { minutesOf, patientName, timeRange } from '../../components/desk/visit-words.js';
import { longDay, timeOfDay, zoneLabel } from '../../components/format.js';
import { CalendarIcon } from '../../components/icons.js';
import { Link } from '../../components/link.js';
import { LoadError } from '../../components/load-error.js';
import { addresses } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { useNow } from '../../components/now.js';
import { StaleNote } from '../../components/stale-note.js';
import { messages } from '../../messages/index.js';
import { agendaOf } from './agenda.js';
import styles from './today.module.css';

const texts = messages.agenda;

interface AgendaProps {
  day: Day;
  doctor: Doctor;
  now: Date;
  onOpen: (visit: Visit, view: VisitView) => void;
}

function useKind(doctor: Doctor): (visit: Visit) => string {
  const kinds = useQuery(visitTypesQuery(doctor.id));
  return (visit) => {
    const minutes = messages.week.shortMinutes(minutesOf(visit));
    const kind = kinds.data?.find(({ id }) => id === visit.visitTypeId)?.name;
    return kind === undefined ? minutes : messages.sentence(kind, minutes);
  };
}

function NextPatient({ day, doctor, now, onOpen }: AgendaProps) {
  const kindOf = useKind(doctor);
  const { next } = agendaOf(day.appointments, now);
  return (
    <section className={styles.next} aria-labelledby="next">
      <h2 id="next">{texts.next}</h2>
      {next === undefined ? (
        <p className={styles.muted}>{texts.noNext}</p>
      ) : (
        <>
          <p className={styles.nextName}>{patientName(next.patient)}</p>
          <p className={styles.nextFacts}>
            <strong>{timeRange(next, day.timeZone)}</strong> <span>{kindOf(next)}</span>{' '}
            <VisitState visit={next} now={now} />
          </p>
          {next.reason !== null && next.reason !== '' && <p className={styles.muted}>{next.reason}</p>}
          <VisitButtons
            visit={next}
            now={now}
            onOpen={(view) => {
              onOpen(next, view);
            }}
          />
        </>
      )}
    </section>
  );
}

function Visits({ day, doctor, now, onOpen }: AgendaProps) {
  const kindOf = useKind(doctor);
  return (
    <section aria-labelledby="visits">
      <h2 id="visits" className={styles.subtitle}>
        {texts.visits}
      </h2>
      <ol className={styles.visits}>
        {day.appointments.map((visit) => (
          <li key={visit.id} data-status={visit.status}>
            <time dateTime={visit.appointmentDateTime}>
              {timeOfDay(visit.appointmentDateTime, day.timeZone)}
            </time>
            <div className={styles.who}>
              <strong>{patientName(visit.patient)}</strong>
              <span className={styles.muted}>
                {kindOf(visit)}
                {visit.reason !== null && visit.reason !== '' && ` · ${visit.reason}`}
              </span>
              <VisitState visit={visit} now={now} />
            </div>
            <VisitButtons
              visit={visit}
              now={now}
              onOpen={(view) => {
                onOpen(visit, view);
              }}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Agenda(props: AgendaProps & { isToday: boolean }) {
  const { day, now, isToday } = props;
  const { here, late, count } = agendaOf(day.appointments, now);
  const hours = day.hours
    .map(({ start, end }) => timeRange({ appointmentDateTime: start, endsAt: end }, day.timeZone))
    .join(' · ');
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
      {day.appointments.length === 0 ? (
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
          <Visits {...props} />
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

interface DayViewProps {
  doctor: Doctor;
  me: Me;
  chooser: React.ReactNode;
}

function DayView({ doctor, me, chooser }: DayViewProps) {
  const now = useNow();
  const { timeZone } = doctor.location;
  const today = dateIn(timeZone, now);
  const date = useDate(today);
  const query = useQuery(dayQuery(doctor.id, date));
  const [open, setOpen] = useState<{ id: number; view: VisitView }>();
  useDoctorChanges([doctor.id]);
  const shown = query.data?.appointments.find(({ id }) => id === open?.id);
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
        <Agenda
          day={query.data}
          doctor={doctor}
          now={now}
          isToday={date === today}
          onOpen={(visit, view) => {
            setOpen({ id: visit.id, view });
          }}
        />
      )}
      {shown !== undefined && open !== undefined && (
        <VisitDialog
          key={open.id}
          visit={shown}
          view={open.view}
          anyDoctor={me.role !== 'doctor'}
          onClose={() => {
            setOpen(undefined);
          }}
        />
      )}
    </>
  );
}

/** A doctor's day: who is here, who is late, who comes next. */
export function TodayPage() {
  return (
    <DoctorOfPage title={texts.today}>
      {(doctor, me, chooser) => <DayView doctor={doctor} me={me} chooser={chooser} />}
    </DoctorOfPage>
  );
}
