import { VisuallyHidden } from '@mantine/core';
import { type Agenda } from '../../../api/clinic/agenda.js';
import { messages } from '../../../messages/index.js';
import { navigate, useUrl, withParams } from '../../../routing/location.js';
import { type CalendarDate } from '../../../time/dates.js';
import { dayOfMonth, longDay, narrowWeekday } from '../../../time/format.js';
import styles from './doctor-week.module.css';

const texts = messages.agenda;

interface DayStripProps {
  week: readonly CalendarDate[];
  date: CalendarDate;
  today: CalendarDate;
  /** Of the days of the week, as far as they are loaded */
  agendas: readonly (Agenda | undefined)[];
}

/** Chooses the day that a phone shows. */
export function DayStrip({ week, date, today, agendas }: DayStripProps) {
  const url = useUrl();
  const countOf = (agenda: Agenda | undefined) =>
    agenda?.appointments.filter(({ status }) => status !== 'cancelled').length ?? 0;
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
          <i data-empty={countOf(agendas[index]) === 0 || undefined} />
          <VisuallyHidden>
            {messages.sentence(longDay(each), messages.desk.visits(countOf(agendas[index])))}
          </VisuallyHidden>
        </button>
      ))}
    </div>
  );
}
