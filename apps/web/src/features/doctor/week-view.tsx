import { ActionIcon, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { availabilityQuery } from '../../api/queries.js';
import {
  addDays,
  type CalendarDate,
  dateIn,
  daysBetween,
  isCalendarDate,
  weekOf,
} from '../../components/dates.js';
import { dayRange, deviceTimeZone, sameClock, zoneLabel } from '../../components/format.js';
import { BackIcon, ClockIcon, ForwardIcon } from '../../components/icons.js';
import { LoadError } from '../../components/load-error.js';
import { navigate, useUrl, withParams } from '../../components/location.js';
import { StaleNote } from '../../components/stale-note.js';
import { messages } from '../../messages/index.js';
import { EmptyWeek } from './empty-week.js';
import { WeekGrid, WeekGridSkeleton } from './week-grid.js';
import styles from './week-view.module.css';

interface WeekViewProps {
  doctorId: number;
  visitTypeId: number | undefined;
  /** Whose clock the times follow */
  timeZone: string;
  clinicZone: string;
}

/** Times that others take disappear while the page is open. */
const refreshEvery = 30_000;

/** Days. Looking further than a year ahead helps nobody. */
const furthest = 364;

interface ZoneNoteProps {
  timeZone: string;
  clinicZone: string;
  week: CalendarDate[];
}

function ZoneNote({ timeZone, clinicZone, week }: ZoneNoteProps) {
  const own = deviceTimeZone();
  const from = new Date(`${week[0] ?? ''}T12:00:00Z`);
  const to = new Date(`${week.at(-1) ?? ''}T12:00:00Z`);
  const label = (zone: string) => zoneLabel(zone, from, to);
  let other: string | undefined;
  if (timeZone !== clinicZone) other = messages.week.clinicClock(label(clinicZone));
  else if (!sameClock(own, clinicZone, from)) other = messages.week.ownClock(label(own));
  return (
    <p className={styles.zone}>
      <ClockIcon />
      <span>
        <strong>{messages.week.allTimesIn(label(timeZone))}</strong> {other}
      </span>
    </p>
  );
}

interface PagerProps {
  week: CalendarDate[];
  today: CalendarDate;
  onMove: (date: CalendarDate) => void;
}

function Pager({ week, today, onMove }: PagerProps) {
  const first = week[0] ?? today;
  const step = (label: string, days: number, possible: boolean, icon: ReactNode) => (
    // Not `disabled`: the button that was just pressed would lose the focus.
    <ActionIcon
      variant="default"
      size={44}
      aria-label={label}
      aria-disabled={!possible}
      data-disabled={!possible}
      onClick={() => {
        if (possible) onMove(addDays(first, days));
      }}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <div className={styles.pager}>
      <Button
        variant="default"
        className={styles.today}
        data-hidden={first === today || undefined}
        onClick={() => {
          onMove(today);
        }}
      >
        {messages.week.today}
      </Button>
      {step(messages.week.previous, -7, first > today, <BackIcon />)}
      {step(messages.week.next, 7, daysBetween(today, first) < furthest, <ForwardIcon />)}
    </div>
  );
}

/** Seven days of free times: columns side by side on a wide screen, one day at a time on a phone. */
export function WeekView({ doctorId, visitTypeId, timeZone, clinicZone }: WeekViewProps) {
  const url = useUrl();
  const today = dateIn(timeZone, new Date());
  const asked = url.searchParams.get('date');
  const date = isCalendarDate(asked) && asked > today ? asked : today;
  const week = weekOf(date, today);
  const [first = today, last = today] = [week[0], week.at(-1)];
  const query = useQuery({
    ...availabilityQuery({ doctorId, from: first, to: last, visitTypeId, timeZone }),
    refetchInterval: refreshEvery,
  });
  const show = (day: CalendarDate, replace = false) => {
    navigate(withParams(url, { date: day === today ? undefined : day }), { replace });
  };
  const days = query.data?.days ?? [];
  const count = days.reduce((sum, day) => sum + day.slots.length, 0);
  const status = query.data === undefined ? messages.week.loading : messages.week.count(count);
  return (
    <section aria-labelledby="free-times" className={styles.week}>
      <div className={styles.head}>
        <div>
          <h2 id="free-times">{messages.week.heading}</h2>
          <p role="status">
            {dayRange(first, last)}
            {!query.isError && <span className={styles.count}>{status}</span>}
          </p>
        </div>
        <Pager week={week} today={today} onMove={show} />
      </div>
      <ZoneNote timeZone={timeZone} clinicZone={clinicZone} week={week} />
      <StaleNote query={query} />
      {query.isPending && <WeekGridSkeleton week={week} />}
      {query.isError && query.data === undefined && (
        <LoadError
          level="h3"
          title={messages.doctor.timesFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data !== undefined && count === 0 && (
        <EmptyWeek nextAvailable={query.data.nextAvailable} timeZone={timeZone} onShow={show} />
      )}
      {count > 0 && <WeekGrid days={days} date={date} today={today} timeZone={timeZone} onShow={show} />}
      {count > 0 && <p className={styles.footnote}>{messages.week.booking}</p>}
    </section>
  );
}
