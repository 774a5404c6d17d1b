import { ActionIcon, Button } from '@mantine/core';
import { type ReactNode } from 'react';
import { addDays, type CalendarDate, daysBetween } from '../../../time/dates.js';
import { BackIcon, ForwardIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import styles from './week-view.module.css';

/** Days. No clinic plans further ahead than a year. */
const furthest = 364;

export const canShow = (date: CalendarDate, today: CalendarDate): boolean =>
  date >= today && daysBetween(today, date) < furthest + 7;

interface PagerProps {
  week: CalendarDate[];
  today: CalendarDate;
  onMove: (date: CalendarDate) => void;
}

/** From week to week, and back to today. */
export function WeekPager({ week, today, onMove }: PagerProps) {
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
