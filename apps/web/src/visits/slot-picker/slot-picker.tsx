import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type Availability, availabilityQuery, type Slot } from '../../api/queries.js';
import { messages } from '../../messages/index.js';
import { addDays, type CalendarDate, dateIn, daysBetween, weekOf } from '../../time/dates.js';
import { dayRange, longDay, shortDay, timeOfDay, zoneLabel } from '../../time/format.js';
import { BackIcon, ForwardIcon } from '../../components/icons/icons.js';
import { LoadError } from '../../components/state/load-error.js';
import { SlotTime } from '../slot-time.js';
import { StaleNote } from '../../components/state/stale-note.js';
import styles from './slot-picker.module.css';

const texts = messages.appointments.picker;
/** Times that others take disappear while the page is open. */
const refreshEvery = 30_000;
/** Days. No clinic plans further ahead than a year. */
const furthest = 364;

interface SlotPickerProps {
  doctorId: number;
  visitTypeId: number;
  timeZone: string;
  /** In the week on show */
  date: CalendarDate | undefined;
  onShow: (date: CalendarDate) => void;
  /** The visit that is to be moved */
  visit: { id: number; version: number };
  /** The time that it has, where choosing that would change nothing */
  present: string | undefined;
  /** The start of the slot that is chosen */
  chosen: string | undefined;
  onChoose: (slot: Slot) => void;
}

interface WeekStepsProps {
  week: CalendarDate[];
  today: CalendarDate;
  onShow: (date: CalendarDate) => void;
}

function WeekSteps({ week, today, onShow }: WeekStepsProps) {
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
        if (possible) onShow(addDays(first, days));
      }}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <div className={styles.steps}>
      {step(messages.week.previous, -7, first > today, <BackIcon />)}
      {step(messages.week.next, 7, daysBetween(today, first) < furthest, <ForwardIcon />)}
    </div>
  );
}

type Day = Availability['days'][number];
type DaySlotsProps = Pick<SlotPickerProps, 'timeZone' | 'present' | 'chosen' | 'onChoose'> & { day: Day };

function DaySlots({ day, timeZone, present, chosen, onChoose }: DaySlotsProps) {
  const clocks = day.slots.map((slot) => timeOfDay(slot.start, timeZone));
  return (
    <section>
      <h3 className={styles.day}>{longDay(day.date)}</h3>
      <ul className={styles.slots}>
        {day.slots.map((slot, index) => (
          <li key={slot.start}>
            <button
              type="button"
              aria-pressed={slot.start === chosen}
              onClick={() => {
                onChoose(slot);
              }}
            >
              <SlotTime
                slot={slot}
                timeZone={timeZone}
                day={longDay(day.date)}
                ambiguous={clocks.filter((clock) => clock === clocks[index]).length > 1}
              />
              {slot.start === present && <small>{messages.appointments.moving.now}</small>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function EmptyWeek({ next, onShow }: { next: CalendarDate | undefined; onShow: SlotPickerProps['onShow'] }) {
  return (
    <div className={styles.empty}>
      <p>{next === undefined ? messages.week.nothingAhead : texts.none}</p>
      {next !== undefined && (
        <Button
          variant="light"
          onClick={() => {
            onShow(next);
          }}
        >
          {messages.week.nextAvailable(shortDay(next))}
        </Button>
      )}
    </div>
  );
}

/** The times of seven days that a visit can be moved to, as a list of buttons for each day that has some. */
export function SlotPicker(props: SlotPickerProps) {
  const { doctorId, visitTypeId, visit, timeZone, date, onShow, present, chosen, onChoose } = props;
  const client = useQueryClient();
  const today = dateIn(timeZone, new Date());
  const week = weekOf(date !== undefined && date > today ? date : today, today);
  const [first = today, last = today] = [week[0], week.at(-1)];
  const query = useQuery({
    ...availabilityQuery({ doctorId, from: first, to: last, visitTypeId, timeZone, visit }),
    refetchInterval: refreshEvery,
  });
  const days = query.data?.days.filter(({ slots }) => slots.length > 0) ?? [];
  const count = days.reduce((sum, { slots }) => sum + slots.length, 0);
  const next = query.data?.nextAvailable ?? undefined;
  return (
    <section aria-labelledby="slot-picker">
      <div className={styles.head}>
        <div>
          <h2 id="slot-picker">{texts.heading}</h2>
          <p role="status">
            {dayRange(first, last)} {query.data !== undefined && <span>· {texts.count(count)}</span>}
          </p>
        </div>
        <WeekSteps week={week} today={today} onShow={onShow} />
      </div>
      <p className={styles.zone}>{messages.week.allTimesIn(zoneLabel(timeZone, `${first}T12:00:00Z`))}</p>
      <StaleNote query={query} />
      {query.isPending && (
        <Skeleton height={180} radius={10} role="status" aria-label={messages.week.loading} />
      )}
      {query.isError && query.data === undefined && (
        <LoadError
          level="h3"
          title={messages.doctor.timesFailed}
          error={query.error}
          onRetry={() => {
            // Where the visit is over meanwhile, its page says so.
            void client.invalidateQueries({ queryKey: ['appointments'] });
            void query.refetch();
          }}
        />
      )}
      {query.data !== undefined && count === 0 && (
        <EmptyWeek next={next && dateIn(timeZone, new Date(next))} onShow={onShow} />
      )}
      <div className={styles.days}>
        {days.map((day) => (
          <DaySlots
            key={day.date}
            day={day}
            timeZone={timeZone}
            present={present}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}
