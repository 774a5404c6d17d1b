import { useId } from 'react';
import styles from './choice.module.css';

interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
}

interface ChoiceProps {
  legend: string;
  options: Option[];
  value: string;
  onChange: (value: string) => void;
}

/** One of a few, as native radio buttons that look like cards. */
export function Choice({ legend, options, value, onChange }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span className={styles.mark} aria-hidden="true" />
            <span>
              <span className={styles.label}>{option.label}</span>
              {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
