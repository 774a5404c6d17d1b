import { Skeleton } from '@mantine/core';
import { type UseQueryResult } from '@tanstack/react-query';
import { type Agenda, type Visit } from '../../../api/clinic/agenda.js';
import { type HoursException } from '../../../api/clinic/hours.js';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { Notice } from '../../../components/state/notice.js';
import { messages } from '../../../messages/index.js';
import { type CalendarDate, dateIn } from '../../../time/dates.js';
import { dayRange, longDay, minuteOfDay, shortDay } from '../../../time/format.js';
import { Timeline } from '../../../visits/timeline/timeline.js';
import { type VisitView } from '../../../visits/visit-dialog.js';
import { VisitTable } from '../../../visits/visit-table.js';
import { hoursText } from '../../../visits/visit-words.js';
import { DayStrip } from './day-strip.js';
import { Lines } from '../../../components/lines.js';
import styles from './doctor-week.module.css';

const texts = messages.agenda;

const exceptionText = ({ kind, reason }: HoursException): string =>
  kind === 'closed' ? texts.closed(reason ?? '') : texts.extra(reason ?? '');

interface ColumnHeadProps {
  date: CalendarDate;
  today: CalendarDate;
  agenda: Agenda | undefined;
  exceptions: readonly HoursException[];
}

/** A date with its hours and the exceptions from the weekly ones. */
function ColumnHead({ date, today, agenda, exceptions }: ColumnHeadProps) {
  return (
    <div className={styles.head} aria-current={date === today ? 'date' : undefined}>
      <h2>{shortDay(date)}</h2>
      {agenda !== undefined && <p>{agenda.hours.length === 0 ? texts.off : hoursText(agenda)}</p>}
      {exceptions.map((exception) => (
        <p key={exception.id} className={styles.exception}>
          <Lines text={exceptionText(exception)} />
        </p>
      ))}
    </div>
  );
}

/** A date of the week and the agenda of it */
export interface DateAgenda {
  readonly date: CalendarDate;
  readonly query: UseQueryResult<Agenda>;
}

/** "1 – 7 December" */
export const rangeOf = (week: readonly DateAgenda[]): string => {
  const [first, last] = [week[0]?.date, week.at(-1)?.date];
  return first === undefined || last === undefined ? '' : dayRange(first, last);
};

interface WeekViewProps {
  week: readonly DateAgenda[];
  timeZone: string;
  now: Date;
  onOpen: (visit: Visit, view?: VisitView) => void;
}

interface WeekColumnsProps extends WeekViewProps {
  /** The date that a phone shows alone */
  chosen: CalendarDate;
  exceptions: readonly HoursException[];
}

/** The dates side by side, along the hours of the day. */
export function WeekColumns({ week, timeZone, now, onOpen, chosen, exceptions }: WeekColumnsProps) {
  const today = dateIn(timeZone, now);
  return (
    <>
      <DayStrip
        week={week.map(({ date }) => date)}
        date={chosen}
        today={today}
        agendas={week.map(({ query }) => query.data)}
      />
      <Timeline
        single
        label={texts.weekOf(rangeOf(week))}
        onOpen={onOpen}
        columns={week.map(({ date, query }) => ({
          id: date,
          label: longDay(date),
          timeZone,
          hours: query.data?.hours ?? [],
          visits: query.data?.appointments ?? [],
          chosen: date === chosen,
          now: date === today ? minuteOfDay(now, timeZone) : undefined,
          instead: query.isPending ? <Skeleton height={160} radius={10} /> : undefined,
          heading: (
            <ColumnHead
              date={date}
              today={today}
              agenda={query.data}
              exceptions={exceptions.filter((exception) => exception.date === date)}
            />
          ),
        }))}
      />
    </>
  );
}

/** The visits of the week as one table. */
export function WeekTable({ week, timeZone, now, onOpen }: WeekViewProps) {
  const visits = week.flatMap(({ query }) => query.data?.appointments ?? []);
  if (visits.length === 0) {
    return (
      <Notice icon={<CalendarIcon />} level="h2" title={messages.desk.visits(0)}>
        {texts.emptyHint}
      </Notice>
    );
  }
  return (
    <VisitTable
      caption={texts.weekOf(rangeOf(week))}
      groupName={texts.day}
      now={now}
      rows={visits.map((visit) => ({
        visit,
        timeZone,
        group: shortDay(dateIn(timeZone, new Date(visit.appointmentDateTime))),
      }))}
      onOpen={onOpen}
    />
  );
}
