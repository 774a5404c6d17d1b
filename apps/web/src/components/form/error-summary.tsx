import { WarningIcon } from '../icons/icons.js';
import { messages } from '../../messages/index.js';
import styles from './form.module.css';
import { fieldsOf, labelOf } from './form-fields.js';
import { type FieldErrors } from './refusals.js';

/** One thing that is wrong with a form */
export interface Fault {
  readonly name: string;
  readonly text: string;
  /** What the field is called; undefined when the form has no such field to go to */
  readonly label: string | undefined;
}

/** What the form has no field for is left out where a field of it says the same. */
export function faultsOf(form: HTMLFormElement, errors: FieldErrors): Fault[] {
  const faults = Object.entries(errors).map(([name, text]) => ({
    name,
    text,
    label: labelOf(fieldsOf(form, name)[0]),
  }));
  const placed = new Set(faults.filter(({ label }) => label !== undefined).map(({ text }) => text));
  return faults.filter(({ label, text }) => label !== undefined || !placed.has(text));
}

interface ErrorSummaryProps {
  faults: readonly Fault[];
  form: () => HTMLFormElement | null;
}

/** All that is wrong with a long form, each a way to its field. What is wrong with no field of it is told here alone. */
export function ErrorSummary({ faults, form }: ErrorSummaryProps) {
  if (faults.length === 0 || (faults.length === 1 && faults[0]?.label !== undefined)) return null;
  const show = (name: string) => {
    const within = form();
    if (within !== null) fieldsOf(within, name)[0]?.focus();
  };
  return (
    <div className={styles.refusal} role="alert">
      <WarningIcon />
      <div>
        <p>{messages.form.faults(faults.length)}</p>
        <ul className={styles.faults}>
          {faults.map(({ name, text, label }) => (
            <li key={name}>
              {label === undefined ? (
                text
              ) : (
                <button
                  type="button"
                  onClick={() => {
                    show(name);
                  }}
                >
                  {label}
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
