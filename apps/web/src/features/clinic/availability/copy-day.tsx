import { Button } from '@mantine/core';
import { useState } from 'react';
import { messages } from '../../../messages/index.js';
import { weekdayName } from '../../../time/format.js';
import styles from './availability.module.css';

const texts = messages.hours;

interface CopyDayProps {
  weekday: number;
  weekdays: readonly number[];
  onCopy: (weekdays: number[]) => void;
  onClose: () => void;
}

/** Copies the windows of a weekday to others, in place of theirs. */
export function CopyDay({ weekday, weekdays, onCopy, onClose }: CopyDayProps) {
  const others = weekdays.filter((each) => each !== weekday);
  const [chosen, setChosen] = useState<number[]>([]);
  return (
    <fieldset className={styles.copy}>
      <legend>{texts.copyTo(weekdayName(weekday))}</legend>
      <div>
        {others.map((each) => (
          <label key={each}>
            <input
              type="checkbox"
              checked={chosen.includes(each)}
              onChange={({ currentTarget }) => {
                setChosen(
                  currentTarget.checked ? [...chosen, each] : chosen.filter((other) => other !== each),
                );
              }}
            />
            {weekdayName(each)}
          </label>
        ))}
      </div>
      <p>
        <Button
          variant="light"
          onClick={() => {
            onCopy(chosen);
          }}
        >
          {texts.copy}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {texts.cancel}
        </Button>
      </p>
    </fieldset>
  );
}
