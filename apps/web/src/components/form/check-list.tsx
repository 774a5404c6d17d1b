import { useId } from 'react';
import { WarningIcon } from '../icons/icons.js';
import styles from './check-list.module.css';

interface CheckListProps {
  /** All boxes share it */
  name: string;
  legend: string;
  hint?: string;
  options: readonly { value: string; label: string }[];
  /** What is ticked at first */
  chosen: readonly string[];
  error?: string | undefined;
}

/** Any number of a few, as native checkboxes. */
export function CheckList({ name, legend, hint, options, chosen, error }: CheckListProps) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  return (
    <fieldset className={styles.list} aria-describedby={described.join(' ').trim() || undefined}>
      <legend>{legend}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <div className={styles.options}>
        {options.map(({ value, label }) => (
          <label key={value}>
            <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          <WarningIcon /> {error}
        </p>
      )}
    </fieldset>
  );
}
