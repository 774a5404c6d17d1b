import { Button } from '@mantine/core';
import { useState } from 'react';
import { type FieldErrors } from '../../../components/form/refusals.js';
import { PlusIcon } from '../../../components/icons/desk-icons.js';
import { messages } from '../../../messages/index.js';
import { weekdayName } from '../../../time/format.js';
import styles from './availability.module.css';
import { CopyDay } from './copy-day.js';
import { copiedTo, type DraftWindow, windowsOf, withWindow } from './draft.js';
import { ordered } from './week.js';
import { WindowRow } from './window-row.js';

const texts = messages.hours;

interface DayEditorProps {
  weekday: number;
  weekdays: readonly number[];
  draft: readonly DraftWindow[];
  errors: FieldErrors;
  onChange: (draft: DraftWindow[]) => void;
}

function DayEditor({ weekday, weekdays, draft, errors, onChange }: DayEditorProps) {
  const [isCopying, setCopying] = useState(false);
  const windows = windowsOf(draft, weekday);
  const name = weekdayName(weekday);
  return (
    <section className={styles.day} aria-labelledby={`weekday-${weekday}`}>
      <h3 id={`weekday-${weekday}`}>{name}</h3>
      <div>
        {windows.length === 0 && <p className={styles.muted}>{texts.dayOff}</p>}
        <ul>
          {windows.map((window) => (
            <WindowRow
              key={window.key}
              window={window}
              index={ordered(draft).indexOf(window)}
              errors={errors}
              onChange={(changed) => {
                onChange(draft.map((each) => (each.key === window.key ? changed : each)));
              }}
              onRemove={() => {
                onChange(draft.filter(({ key }) => key !== window.key));
              }}
            />
          ))}
        </ul>
        <div className={styles.dayTools}>
          <Button
            variant="subtle"
            leftSection={<PlusIcon />}
            aria-label={texts.addFor(name)}
            onClick={() => {
              onChange(withWindow(draft, weekday));
            }}
          >
            {texts.add}
          </Button>
          <Button
            variant="subtle"
            aria-label={texts.copyFor(name)}
            aria-expanded={isCopying}
            onClick={() => {
              setCopying(!isCopying);
            }}
          >
            {texts.copyDay}
          </Button>
        </div>
        {isCopying && (
          <CopyDay
            weekday={weekday}
            weekdays={weekdays}
            onCopy={(chosen) => {
              onChange(copiedTo(draft, weekday, chosen));
              setCopying(false);
            }}
            onClose={() => {
              setCopying(false);
            }}
          />
        )}
      </div>
    </section>
  );
}

/** The windows of each weekday. */
export function WeekEditor(props: Omit<DayEditorProps, 'weekday'>) {
  return (
    <div className={styles.week}>
      {props.weekdays.map((weekday) => (
        <DayEditor key={weekday} weekday={weekday} {...props} />
      ))}
    </div>
  );
}
