import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { type Availability, type VisitType } from '../../../api/queries.js';
import { type CalendarDate } from '../../../time/dates.js';
import { dayOfMonth, longDay, shortDay, timeOfDay, weekday } from '../../../time/format.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { SlotTime } from '../../../visits/slot-time.js';
import { messages } from '../../../messages/index.js';
import { DayStrip } from './day-strip.js';
import { type SlotKeys } from './use-slot-keys.js';
import styles from './week-grid.module.css';

type Day = Availability['days'][number];

interface SlotsProps {
  day: Day;
  timeZone: string;
  doctorId: number;
  visitType: VisitType | undefined;
  keys: SlotKeys;
}

interface WeekGridProps extends Omit<SlotsProps, 'day'> {
  days: Day[];
  /** The day that a narrow screen shows */
  date: CalendarDate;
  today: CalendarDate;
  onShow: (date: CalendarDate, replace?: boolean) => void;
}

function DayHeading({ date, today }: { date: CalendarDate; today: CalendarDate }) {
  return (
    <h3 id={`day-${date}`} className={styles.dayHeading} aria-current={date === today ? 'date' : undefined}>
      <span aria-hidden="true" className={styles.columnName}>
        <span>{date === today ? messages.week.today : weekday(date)}</span>
        <strong>{dayOfMonth(date)}</strong>
      </span>
      <span className={styles.fullName}>{longDay(date)}</span>
    </h3>
  );
}

function Slots({ day, timeZone, doctorId, visitType, keys }: SlotsProps) {
  const clocks = day.slots.map((slot) => timeOfDay(slot.start, timeZone));
  return (
    <ul className={styles.slots} aria-labelledby={`day-${day.date}`}>
      {day.slots.map((slot, index) => (
        <li key={slot.start}>
          <Link
            href={addresses.book({ doctorId, visitTypeId: visitType?.id, start: slot.start })}
            className={styles.slot}
            data-start={slot.start}
            tabIndex={slot.start === keys.stop ? 0 : -1}
            onFocus={() => {
              keys.onFocus(slot.start);
            }}
          >
            <SlotTime
              slot={slot}
              timeZone={timeZone}
              day={longDay(day.date)}
              mode={visitType?.mode}
              ambiguous={clocks.filter((clock) => clock === clocks[index]).length > 1}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function EmptyDay({ next, onShow }: { next: Day | undefined; onShow: WeekGridProps['onShow'] }) {
  return (
    <>
      <p className={styles.emptyColumn} aria-hidden="true">
        –
      </p>
      <div className={styles.emptyDay}>
        <p>{messages.week.emptyDay}</p>
        {next !== undefined && (
          <Button
            className={styles.nextDay}
            variant="light"
            size="md"
            onClick={() => {
              onShow(next.date, true);
            }}
          >
            {messages.week.nextDay(shortDay(next.date))}
          </Button>
        )}
      </div>
    </>
  );
}

/** All days are in the document; the style sheet shows one of them, or all, by the room there is. */
export function WeekGrid({ days, date, today, keys, onShow, ...slots }: WeekGridProps) {
  return (
    <>
      <DayStrip days={days} date={date} today={today} onShow={onShow} />
      <VisuallyHidden id="slot-keys">{messages.week.keys}</VisuallyHidden>
      <div
        ref={keys.grid}
        className={styles.grid}
        role="group"
        aria-labelledby="free-times"
        aria-describedby="slot-keys"
        onKeyDown={keys.onKeyDown}
      >
        {days.map((day, index) => (
          <section
            key={day.date}
            className={styles.day}
            aria-labelledby={`day-${day.date}`}
            data-chosen={day.date === date || undefined}
          >
            <DayHeading date={day.date} today={today} />
            {day.slots.length > 0 ? (
              <Slots day={day} keys={keys} {...slots} />
            ) : (
              <EmptyDay
                next={days.slice(index + 1).find((other) => other.slots.length > 0)}
                onShow={onShow}
              />
            )}
          </section>
        ))}
      </div>
    </>
  );
}

export function WeekGridSkeleton({ week }: { week: CalendarDate[] }) {
  return (
    <div className={styles.grid} data-loading aria-busy="true">
      <VisuallyHidden>{messages.week.loading}</VisuallyHidden>
      {week.map((date) => (
        <div key={date} className={styles.day} aria-hidden="true">
          <Skeleton height={44} mb={12} />
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} height={40} mb={8} radius={10} />
          ))}
        </div>
      ))}
    </div>
  );
}
