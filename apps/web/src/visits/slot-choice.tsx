import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { type Availability, availabilityQuery } from '../api/queries.js';
import { type Typed } from '../components/form/act.js';
import { IncompleteForm } from '../components/form/refusals.js';
import { LoadError } from '../components/state/load-error.js';
import { messages } from '../messages/index.js';
import { type CalendarDate, dateIn } from '../time/dates.js';
import { timeOfDay } from '../time/format.js';
import styles from './slot-choice.module.css';
import { dayAndTime } from './visit-words.js';

const texts = messages.desk;
const field = 'appointmentDateTime';

/**
 * The time that is chosen in a {@link SlotChoice}, as an ISO instant.
 *
 * @throws IncompleteForm when no time is chosen
 */
export function chosenTime(typed: Typed): string {
  const start = typed(field);
  if (start === '') throw new IncompleteForm({ [field]: texts.pickTime });
  return start;
}

interface TimesProps {
  availability: Availability;
  /** The time that a moved visit has, where choosing that would change nothing */
  present?: string | undefined;
  onShow: (date: CalendarDate) => void;
}

function Times({ availability: { days, nextAvailable, timeZone }, present, onShow }: TimesProps) {
  const slots = days.flatMap((day) => day.slots);
  return (
    <>
      <div>
        {slots.map(({ start }) => (
          <label key={start}>
            <input type="radio" name={field} value={start} />
            <span>{timeOfDay(start, timeZone)}</span>
            {start === present && <small>{messages.appointments.moving.now}</small>}
          </label>
        ))}
        {slots.length === 0 && <p role="status">{texts.noTimes}</p>}
      </div>
      {slots.length === 0 && nextAvailable !== null && (
        <Button
          variant="light"
          mt="xs"
          onClick={() => {
            onShow(dateIn(timeZone, new Date(nextAvailable)));
          }}
        >
          {texts.nextFree(dayAndTime(nextAvailable, timeZone))}
        </Button>
      )}
    </>
  );
}

interface SlotChoiceProps extends Pick<TimesProps, 'present'> {
  doctorId: number;
  visitTypeId: number | undefined;
  date: CalendarDate;
  /** The visit that is to be moved; left out, a new one */
  visit?: { id: number; version: number };
  /** Shows another date */
  onShow: (date: CalendarDate) => void;
  error: string | undefined;
}

/** The free times of a doctor on one day, one of which is chosen. Another doctor or day begins a new choice. */
export function SlotChoice({ doctorId, visitTypeId, date, visit, present, onShow, error }: SlotChoiceProps) {
  const query = useQuery(availabilityQuery({ doctorId, from: date, to: date, visitTypeId, visit }));
  const errorId = useId();
  return (
    <fieldset className={styles.times} aria-describedby={error === undefined ? undefined : errorId}>
      <legend>{texts.times}</legend>
      {query.isPending && <Skeleton height={96} radius={10} />}
      {query.isError && query.data === undefined && (
        <LoadError
          compact
          title={texts.timesFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data !== undefined && (
        <Times
          key={`${doctorId} ${visitTypeId ?? ''} ${date}`}
          availability={query.data}
          present={present}
          onShow={onShow}
        />
      )}
      {error !== undefined && (
        <p id={errorId} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
