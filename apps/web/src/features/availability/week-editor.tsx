import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { weekdayName } from '../../components/format.js';
import { PlusIcon, TrashIcon } from '../../components/desk/desk-icons.js';

import { messages } from '../../messages/index.js';
import styles from './availability.module.css';
import { copiedTo, type DraftWindow, windowsOf, withWindow } from './draft.js';

const texts = messages.hours;

interface WindowRowProps {
  window: DraftWindow;
  /** What is wrong with it */
  error: string | undefined;
  onChange: (window: DraftWindow) => void;
  onRemove: () => void;
}

function WindowRow({ window, error, onChange, onRemove }: WindowRowProps) {
  const [isBounded, setBounded] = useState(Boolean(window.validFrom ?? '') || Boolean(window.validTo ?? ''));
  const field = (name: 'start' | 'end' | 'validFrom' | 'validTo', label: string, type: 'time' | 'date') => (
    <TextInput
      type={type}
      size="md"
      label={label}
      required={type === 'time'}
      withAsterisk={false}
      error={name === 'start' ? error : undefined}
      value={window[name] ?? ''}
      onChange={({ currentTarget }) => {
        onChange({ ...window, [name]: currentTarget.value });
      }}
    />
  );
  const day = weekdayName(window.weekday);
  return (
    <li>
      <div className={styles.window} role="group" aria-label={texts.windowOf(day, window.start, window.end)}>
        {field('start', texts.from, 'time')}
        {field('end', texts.to, 'time')}
        {isBounded && field('validFrom', texts.validFrom, 'date')}
        {isBounded && field('validTo', texts.validTo, 'date')}
        <div className={styles.windowTools}>
          {!isBounded && (
            <Button
              variant="subtle"
              aria-label={texts.boundFor(window.start, window.end)}
              onClick={() => {
                setBounded(true);
              }}
            >
              {texts.bound}
            </Button>
          )}
          <ActionIcon
            variant="subtle"
            size={44}
            aria-label={texts.removeFor(day, window.start, window.end)}
            onClick={onRemove}
          >
            <TrashIcon />
          </ActionIcon>
        </div>
      </div>
    </li>
  );
}

interface CopyProps {
  weekday: number;
  weekdays: readonly number[];
  onCopy: (weekdays: number[]) => void;
  onClose: () => void;
}

function CopyTo({ weekday, weekdays, onCopy, onClose }: CopyProps) {
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

interface DayEditorProps {
  weekday: number;
  weekdays: readonly number[];
  draft: readonly DraftWindow[];
  errors: ReadonlyMap<string, string>;
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
              error={errors.get(window.key)}
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
          <CopyTo
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

/** Hours for each weekday, as plain times. */
export function WeekEditor(props: Omit<DayEditorProps, 'weekday'>) {
  return (
    <div className={styles.week}>
      {props.weekdays.map((weekday) => (
        <DayEditor key={weekday} weekday={weekday} {...props} />
      ))}
    </div>
  );
}
