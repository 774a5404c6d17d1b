import { useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { agendaQuery } from '../../../api/clinic/agenda.js';
import { exceptionsQuery } from '../../../api/clinic/hours.js';
import { useDoctorChanges } from '../../../api/doctor-changes.js';
import { type Me } from '../../../api/me.js';
import { type Doctor } from '../../../api/queries.js';
import { LoadError } from '../../../components/state/load-error.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { calendarWeekOf, type CalendarDate, dateIn } from '../../../time/dates.js';
import { zoneLabel } from '../../../time/format.js';
import { useNow } from '../../../time/now.js';
import { firstWeekday } from '../../../time/week-start.js';
import { DateBar, useDate } from '../date-bar.js';
import { DoctorOfPage } from '../doctor-of-page.js';
import { PageHead } from '../page-head.js';
import { useVisitDialog } from '../use-visit-dialog.js';
import { useTableView, ViewToggle } from '../view-toggle.js';
import styles from './doctor-week.module.css';
import { type DateAgenda, rangeOf, WeekColumns, WeekTable } from './week-views.js';

const texts = messages.agenda;

/** The agendas of the week of `date`, each loaded on its own. */
function useWeek(doctorId: number, date: CalendarDate): DateAgenda[] {
  const dates = calendarWeekOf(date, firstWeekday());
  const queries = useQueries({ queries: dates.map((each) => agendaQuery(doctorId, each)) });
  useDoctorChanges([doctorId]);
  return dates.flatMap((each, index) => {
    const query = queries[index];
    return query === undefined ? [] : [{ date: each, query }];
  });
}

interface WeekViewProps {
  doctor: Doctor;
  me: Me;
  chooser: ReactNode;
}

function WeekView({ doctor, me, chooser }: WeekViewProps) {
  const now = useNow();
  const isTable = useTableView();
  const { timeZone } = doctor.location;
  const today = dateIn(timeZone, now);
  const date = useDate(today);
  const week = useWeek(doctor.id, date);
  const exceptions = useQuery(exceptionsQuery(doctor.id)).data ?? [];
  const queries = week.map(({ query }) => query);
  const visits = queries.flatMap(({ data }) => data?.appointments ?? []);
  const { dialog, show } = useVisitDialog(visits, me.role !== 'doctor');
  const failed = queries.find(({ isError, data }) => isError && data === undefined);
  const stale = queries.find(({ isError }) => isError) ?? queries[0];
  const view = { week, timeZone, now, onOpen: show };
  return (
    <>
      <PageHead
        title={texts.week}
        lead={
          <>
            {me.role !== 'doctor' && `${doctor.name} · `}
            {rangeOf(week)} · {zoneLabel(timeZone, now)}
          </>
        }
      >
        <DateBar date={date} today={today} step={7} previous={texts.previousWeek} next={texts.nextWeek} />
        <ViewToggle />
      </PageHead>
      {chooser !== undefined && <div className={styles.chooser}>{chooser}</div>}
      {stale !== undefined && <StaleNote query={stale} />}
      {failed?.error && (
        <LoadError
          title={messages.desk.dayFailed}
          error={failed.error}
          onRetry={() => {
            for (const query of queries) if (query.isError) void query.refetch();
          }}
        />
      )}
      {failed === undefined && isTable && <WeekTable {...view} />}
      {failed === undefined && !isTable && <WeekColumns {...view} chosen={date} exceptions={exceptions} />}
      {dialog}
    </>
  );
}

/** Seven agendas of a doctor: visits, hours and exceptions. */
export function DoctorWeekPage() {
  return (
    <DoctorOfPage title={texts.week}>
      {(doctor, me, chooser) => <WeekView doctor={doctor} me={me} chooser={chooser} />}
    </DoctorOfPage>
  );
}
