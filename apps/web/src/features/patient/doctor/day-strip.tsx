import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { type Availability } from '../../../api/queries.js';
import { addDays, type CalendarDate } from '../../../time/dates.js';
import { dayOfMonth, longDay, narrowWeekday } from '../../../time/format.js';
import { messages } from '../../../messages/index.js';
import styles from './week-grid.module.css';

interface DayStripProps {
  days: Availability['days'];
  date: CalendarDate;
  today: CalendarDate;
  onShow: (date: CalendarDate, replace?: boolean) => void;
}

/** Where a key leads from `date`: days by arrows, weeks by page keys, the ends of the week by Home and End. */
function target(key: string, date: CalendarDate, days: Availability['days'], rightToLeft: boolean) {
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const backward = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  const ways: Record<string, CalendarDate | undefined> = {
    [forward]: addDays(date, 1),
    [backward]: addDays(date, -1),
    PageDown: addDays(date, 7),
    PageUp: addDays(date, -7),
    Home: days[0]?.date,
    End: days.at(-1)?.date,
  };
  return ways[key];
}

/** The seven days as one tab stop, for screens with room for a single day. */
export function DayStrip({ days, date, today, onShow }: DayStripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = target(event.key, date, days, getComputedStyle(event.currentTarget).direction === 'rtl');
    if (next === undefined) return;
    event.preventDefault();
    if (next < today) return;
    onShow(next, true);
    strip.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  return (
    <div ref={strip} className={styles.strip} role="toolbar" aria-label={messages.week.days} onKeyDown={move}>
      {days.map((day) => (
        <button
          key={day.date}
          type="button"
          data-date={day.date}
          data-full={day.slots.length === 0 || undefined}
          aria-pressed={day.date === date}
          aria-current={day.date === today ? 'date' : undefined}
          tabIndex={day.date === date ? 0 : -1}
          onClick={() => {
            onShow(day.date, true);
          }}
        >
          <span aria-hidden="true">{narrowWeekday(day.date)}</span>
          <strong aria-hidden="true">{dayOfMonth(day.date)}</strong>
          <i />
          <VisuallyHidden>
            {messages.sentence(longDay(day.date), messages.week.count(day.slots.length))}
          </VisuallyHidden>
        </button>
      ))}
    </div>
  );
}
