import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Day, dayQuery, type Visit } from '../../api/day.js';
import { exceptionsQuery, type HoursException } from '../../api/hours.js';
import { useDoctorChanges } from '../../api/doctor-changes.js';
import { type Me } from '../../api/me.js';
import { type Doctor } from '../../api/queries.js';
import { calendarWeekOf, type CalendarDate, dateIn } from '../../components/dates.js';
import { DateBar, useDate } from '../../components/desk/date-bar.js';
import { DoctorOfPage } from '../../components/desk/doctor-of-page.js';
import { PageHead } from '../../components/desk/page-head.js';
import { useTableView, ViewToggle } from '../../components/desk/view-toggle.js';
import { VisitDialog, type VisitView } from '../../components/desk/visit-dialog.js';
import { VisitTable } from '../../components/desk/visit-table.js';
import {
  dayOfMonth,
  dayRange,
  longDay,
  minuteOfDay,
  narrowWeekday,
  shortDay,
  zoneLabel,
} from '../../components/format.js';
import { CalendarIcon } from '../../components/icons.js';
import { LoadError } from '../../components/load-error.js';
import { navigate, useUrl, withParams } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { useNow } from '../../components/now.js';
import { StaleNote } from '../../components/stale-note.js';
import { hoursText, Timeline, type TimelineColumn } from '../../components/timeline/timeline.js';
import { firstWeekday } from '../../components/week-start.js';
import { messages } from '../../messages/index.js';
import styles from './doctor-week.module.css';

const texts = messages.agenda;

const exceptionText = ({ kind, reason }: HoursException): string =>
  kind === 'closed' ? texts.closed(reason ?? '') : texts.extra(reason ?? '');

interface ColumnHeadProps {
  date: CalendarDate;
  today: CalendarDate;
  day: Day | undefined;
  exceptions: readonly HoursException[];
}

function ColumnHead({ date, today, day, exceptions }: ColumnHeadProps) {
  return (
    <div className={styles.head} aria-current={date === today ? 'date' : undefined}>
      <h2>{shortDay(date)}</h2>
      {day !== undefined && <p>{day.hours.length === 0 ? texts.off : hoursText(day)}</p>}
      {exceptions.map((exception) => (
        <p key={exception.id} className={styles.exception}>
          {exceptionText(exception)}
        </p>
      ))}
    </div>
  );
}

interface StripProps {
  week: readonly CalendarDate[];
  date: CalendarDate;
  today: CalendarDate;
  days: readonly (Day | undefined)[];
}

/** Which day a phone shows. */
function Strip({ week, date, today, days }: StripProps) {
  const url = useUrl();
  const countOf = (day: Day | undefined) =>
    day?.appointments.filter(({ status }) => status !== 'cancelled').length ?? 0;
  return (
    <div className={styles.strip} role="group" aria-label={texts.days}>
      {week.map((each, index) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === date}
          onClick={() => {
            navigate(withParams(url, { date: each === today ? undefined : each }), { replace: true });
          }}
        >
          <span aria-hidden="true">{narrowWeekday(each)}</span>
          <strong aria-hidden="true">{dayOfMonth(each)}</strong>
          <i data-empty={countOf(days[index]) === 0 || undefined} />
          <VisuallyHidden>
            {messages.sentence(longDay(each), messages.desk.visits(countOf(days[index])))}
          </VisuallyHidden>
        </button>
      ))}
    </div>
  );
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
  const week = calendarWeekOf(date, firstWeekday());
  const days = useQueries({ queries: week.map((each) => dayQuery(doctor.id, each)) });
  const exceptions = useQuery(exceptionsQuery(doctor.id));
  const [open, setOpen] = useState<{ id: number; view: VisitView }>();
  useDoctorChanges([doctor.id]);
  const failed = days.find(({ isError, data }) => isError && data === undefined);
  const visits = days.flatMap(({ data }) => data?.appointments ?? []);
  const shown = visits.find(({ id }) => id === open?.id);
  const show = (visit: Visit, view: VisitView = 'details') => {
    setOpen({ id: visit.id, view });
  };
  const columns = week.map((each, index): TimelineColumn => {
    const query = days[index];
    return {
      id: each,
      label: longDay(each),
      timeZone,
      hours: query?.data?.hours ?? [],
      visits: query?.data?.appointments ?? [],
      chosen: each === date,
      now: each === today ? minuteOfDay(now, timeZone) : undefined,
      instead: query?.isPending === true ? <Skeleton height={160} radius={10} /> : undefined,
      heading: (
        <ColumnHead
          date={each}
          today={today}
          day={query?.data}
          exceptions={(exceptions.data ?? []).filter((exception) => exception.date === each)}
        />
      ),
    };
  });
  const range = dayRange(week[0] ?? date, week.at(-1) ?? date);
  const stale = days.find(({ isError }) => isError) ?? days[0];
  return (
    <>
      <PageHead
        title={texts.week}
        lead={
          <>
            {me.role !== 'doctor' && `${doctor.name} · `}
            {range} · {zoneLabel(timeZone, now)}
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
            for (const query of days) if (query.isError) void query.refetch();
          }}
        />
      )}
      {failed === undefined && !isTable && (
        <>
          <Strip week={week} date={date} today={today} days={days.map(({ data }) => data)} />
          <Timeline label={texts.weekOf(range)} columns={columns} single onOpen={show} />
        </>
      )}
      {failed === undefined && isTable && visits.length > 0 && (
        <VisitTable
          caption={texts.weekOf(range)}
          groupName={texts.day}
          now={now}
          rows={visits.map((visit) => ({
            visit,
            timeZone,
            group: shortDay(dateIn(timeZone, new Date(visit.appointmentDateTime))),
          }))}
          onOpen={show}
        />
      )}
      {failed === undefined && isTable && visits.length === 0 && (
        <Notice icon={<CalendarIcon />} level="h2" title={messages.desk.visits(0)}>
          {texts.emptyHint}
        </Notice>
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

/** Seven days of a doctor: visits, hours and time off. */
export function DoctorWeekPage() {
  return (
    <DoctorOfPage title={texts.week}>
      {(doctor, me, chooser) => <WeekView doctor={doctor} me={me} chooser={chooser} />}
    </DoctorOfPage>
  );
}
