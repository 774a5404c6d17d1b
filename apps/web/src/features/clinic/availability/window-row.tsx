import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldErrors } from '../../../components/form/refusals.js';
import { TrashIcon } from '../../../components/icons/desk-icons.js';
import { messages } from '../../../messages/index.js';
import { weekdayName } from '../../../time/format.js';
import styles from './availability.module.css';
import { type DraftWindow } from './draft.js';

const texts = messages.hours;

interface WindowRowProps {
  window: DraftWindow;
  /** Its position among all windows, by which the API names it */
  index: number;
  errors: FieldErrors;
  onChange: (window: DraftWindow) => void;
  onRemove: () => void;
}

/** One stretch of working time, with the dates between which it applies. */
export function WindowRow({ window, index, errors, onChange, onRemove }: WindowRowProps) {
  const [isBounded, setBounded] = useState(Boolean(window.validFrom ?? '') || Boolean(window.validTo ?? ''));
  const field = (name: 'start' | 'end' | 'validFrom' | 'validTo', label: string, type: 'time' | 'date') => (
    <TextInput
      type={type}
      size="md"
      name={`windows/${index}/${name}`}
      label={label}
      required={type === 'time'}
      withAsterisk={false}
      error={
        errors[`windows/${index}/${name}`] ?? (name === 'start' ? errors[`windows/${index}`] : undefined)
      }
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
