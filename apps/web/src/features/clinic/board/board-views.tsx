import { Skeleton } from '@mantine/core';
import { type Visit } from '../../../api/clinic/agenda.js';
import { messages } from '../../../messages/index.js';
import { type CalendarDate, dateIn } from '../../../time/dates.js';
import { longDay, minuteOfDay } from '../../../time/format.js';
import { Timeline } from '../../../visits/timeline/timeline.js';
import { type VisitView } from '../../../visits/visit-dialog.js';
import { VisitTable } from '../../../visits/visit-table.js';
import { BoardHeading } from './board-heading.js';
import styles from './board.module.css';
import { type DoctorAgenda, visitsOf } from './use-agendas.js';

const texts = messages.board;

interface BoardViewProps {
  agendas: readonly DoctorAgenda[];
  date: CalendarDate;
  timeZone: string;
  now: Date;
  onOpen: (visit: Visit, view?: VisitView) => void;
}

interface BoardColumnsProps extends BoardViewProps {
  onBook: (doctorId: number) => void;
}

/** Doctors side by side, along the hours of the day. */
export function BoardColumns({ agendas, date, timeZone, now, onOpen, onBook }: BoardColumnsProps) {
  const isToday = date === dateIn(timeZone, now);
  return (
    <Timeline
      label={texts.columns(longDay(date))}
      onOpen={onOpen}
      columns={agendas.map(({ doctor, query }) => ({
        id: String(doctor.id),
        label: doctor.name,
        timeZone,
        hours: query.data?.hours ?? [],
        visits: query.data?.appointments ?? [],
        now: isToday ? minuteOfDay(now, timeZone) : undefined,
        instead: query.isPending ? <Skeleton height={160} radius={10} /> : undefined,
        heading: (
          <BoardHeading
            doctor={doctor}
            agenda={query.data}
            date={date}
            onBook={() => {
              onBook(doctor.id);
            }}
          />
        ),
      }))}
    />
  );
}

/** What the columns show, as one table. */
export function BoardTable({ agendas, date, timeZone, now, onOpen }: BoardViewProps) {
  const visits = visitsOf(agendas);
  return (
    <>
      <VisitTable
        caption={texts.columns(longDay(date))}
        groupName={messages.desk.doctor}
        now={now}
        rows={visits.map(({ doctor, visit }) => ({ visit, timeZone, group: doctor.name }))}
        onOpen={onOpen}
      />
      {visits.length === 0 && <p className={styles.muted}>{messages.desk.visits(0)}</p>}
    </>
  );
}
