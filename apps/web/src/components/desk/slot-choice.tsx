import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { availabilityQuery, type Slot } from '../../api/queries.js';
import { messages } from '../../messages/index.js';
import { type CalendarDate, dateIn } from '../dates.js';
import { timeOfDay } from '../format.js';
import { LoadError } from '../load-error.js';
import styles from './desk.module.css';
import { dayAndTime } from './visit-words.js';

const texts = messages.desk;

interface SlotChoiceProps {
  doctorId: number;
  visitTypeId: number | undefined;
  date: CalendarDate;
  value: string | undefined;
  onChange: (start: string) => void;
  onShow: (date: CalendarDate) => void;
  error?: string | undefined;
}

interface TimesProps {
  slots: readonly Slot[];
  timeZone: string;
  value: string | undefined;
  onChange: (start: string) => void;
}

function Times({ slots, timeZone, value, onChange }: TimesProps) {
  const name = useId();
  return slots.map(({ start }) => (
    <label key={start}>
      <input
        type="radio"
        name={name}
        value={start}
        checked={start === value}
        onChange={() => {
          onChange(start);
        }}
      />
      <span>{timeOfDay(start, timeZone)}</span>
    </label>
  ));
}

/** The free times of a doctor on one day, one of which is chosen. */
export function SlotChoice({ doctorId, visitTypeId, date, value, onChange, onShow, error }: SlotChoiceProps) {
  const query = useQuery(availabilityQuery({ doctorId, from: date, to: date, visitTypeId }));
  const errorId = useId();
  const { data } = query;
  const slots = data?.days.flatMap((day) => day.slots) ?? [];
  const next = data?.nextAvailable ?? null;
  return (
    <fieldset className={styles.times} aria-describedby={error === undefined ? undefined : errorId}>
      <legend>{texts.times}</legend>
      {query.isPending && <Skeleton height={96} radius={10} />}
      {query.isError && data === undefined && (
        <LoadError
          compact
          title={texts.timesFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {data !== undefined && (
        <div>
          <Times slots={slots} timeZone={data.timeZone} value={value} onChange={onChange} />
          {slots.length === 0 && <p role="status">{texts.noTimes}</p>}
        </div>
      )}
      {data !== undefined && slots.length === 0 && next !== null && (
        <Button
          variant="light"
          mt="xs"
          onClick={() => {
            onShow(dateIn(data.timeZone, new Date(next)));
          }}
        >
          {texts.nextFree(dayAndTime(next, data.timeZone))}
        </Button>
      )}
      {error !== undefined && (
        <p id={errorId} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
