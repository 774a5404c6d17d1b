import { useQuery } from '@tanstack/react-query';
import { useDoctorChanges } from '../../../api/doctor-changes.js';
import { availabilityQuery, type VisitType } from '../../../api/queries.js';
import { addDays, type CalendarDate, dateIn, isCalendarDate, weekOf } from '../../../time/dates.js';
import { dayRange } from '../../../time/format.js';
import { LoadError } from '../../../components/state/load-error.js';
import { navigate, useUrl, withParams } from '../../../routing/location.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { EmptyWeek } from './empty-week.js';
import { useSlotKeys } from './use-slot-keys.js';
import { WeekGrid, WeekGridSkeleton } from './week-grid.js';
import { canShow, WeekPager } from './week-pager.js';
import styles from './week-view.module.css';
import { ZoneNote } from './zone-note.js';

interface WeekViewProps {
  doctorId: number;
  visitType: VisitType | undefined;
  /** Whose clock the times follow */
  timeZone: string;
  clinicZone: string;
}

/** Times that others take disappear at once; times that pass, or that no event told of, with the next look. */
const refreshEvery = 30_000;

/** Seven days of free times: columns side by side on a wide screen, one day at a time on a phone. */
export function WeekView({ doctorId, visitType, timeZone, clinicZone }: WeekViewProps) {
  const url = useUrl();
  const today = dateIn(timeZone, new Date());
  const asked = url.searchParams.get('date');
  const date = isCalendarDate(asked) && asked > today ? asked : today;
  const week = weekOf(date, today);
  const [first = today, last = today] = [week[0], week.at(-1)];
  const query = useQuery({
    ...availabilityQuery({ doctorId, from: first, to: last, visitTypeId: visitType?.id, timeZone }),
    refetchInterval: refreshEvery,
  });
  useDoctorChanges([doctorId]);
  const show = (day: CalendarDate, replace = false) => {
    navigate(withParams(url, { date: day === today ? undefined : day }), { replace });
  };
  const keys = useSlotKeys({
    days: query.data?.days,
    date,
    onShow: (day) => {
      show(day, true);
    },
    onTurn: (weeks) => {
      const day = addDays(first, 7 * weeks);
      if (canShow(day, today)) show(day, true);
    },
  });
  const days = query.data?.days ?? [];
  const count = days.reduce((sum, day) => sum + day.slots.length, 0);
  const status = query.data === undefined ? messages.week.loading : messages.week.count(count);
  return (
    <section aria-labelledby="free-times" className={styles.week}>
      <div className={styles.head}>
        <div>
          <h2 id="free-times" ref={keys.heading} tabIndex={-1}>
            {messages.week.heading}
          </h2>
          <p role="status">
            {dayRange(first, last)}
            {!query.isError && <span className={styles.count}>{status}</span>}
          </p>
        </div>
        <WeekPager week={week} today={today} onMove={show} />
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
      {count > 0 && (
        <WeekGrid
          days={days}
          date={date}
          today={today}
          timeZone={timeZone}
          doctorId={doctorId}
          visitType={visitType}
          keys={keys}
          onShow={show}
        />
      )}
      {count > 0 && <p className={styles.footnote}>{messages.week.booking}</p>}
    </section>
  );
}
