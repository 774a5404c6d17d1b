import { ActionIcon, Button, TextInput } from '@mantine/core';
import { messages } from '../../messages/index.js';
import { addDays, type CalendarDate, isCalendarDate } from '../../time/dates.js';
import { BackIcon, ForwardIcon } from '../../components/icons/icons.js';
import { navigate, useUrl, withParams } from '../../routing/location.js';
import styles from './date-bar.module.css';

const texts = messages.desk;

interface DateBarProps {
  date: CalendarDate;
  today: CalendarDate;
  /** In days */
  step?: number;
  previous?: string;
  next?: string;
}

/** The date that the address asks for, else today. */
export function useDate(today: CalendarDate): CalendarDate {
  const asked = useUrl().searchParams.get('date');
  return isCalendarDate(asked) ? asked : today;
}

/** Steps from date to date, or goes to any date; the address holds the date. */
export function DateBar({
  date,
  today,
  step = 1,
  previous = texts.previousDay,
  next = texts.nextDay,
}: DateBarProps) {
  const url = useUrl();
  const show = (day: CalendarDate) => {
    navigate(withParams(url, { date: day === today ? undefined : day }));
  };
  return (
    <div className={styles.dateBar}>
      <ActionIcon
        variant="default"
        size={44}
        aria-label={previous}
        onClick={() => {
          show(addDays(date, -step));
        }}
      >
        <BackIcon />
      </ActionIcon>
      <TextInput
        type="date"
        size="md"
        aria-label={texts.date}
        // Uncontrolled, because a date is incomplete while the user types its year.
        key={date}
        defaultValue={date}
        onChange={({ currentTarget: { value } }) => {
          if (isCalendarDate(value) && value >= '2000-01-01') show(value);
        }}
      />
      <ActionIcon
        variant="default"
        size={44}
        aria-label={next}
        onClick={() => {
          show(addDays(date, step));
        }}
      >
        <ForwardIcon />
      </ActionIcon>
      <Button
        variant="default"
        className={styles.today}
        data-hidden={date === today}
        onClick={() => {
          show(today);
        }}
      >
        {texts.today}
      </Button>
    </div>
  );
}
