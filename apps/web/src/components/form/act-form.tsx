import { Button, VisuallyHidden } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { messages } from '../../messages/index.js';
import styles from './form.module.css';
import { type Act, type Typed, typedIn } from './act.js';
import { ErrorSummary, type Fault, faultsOf } from './error-summary.js';
import { ChangedMeanwhile } from './meanwhile/changed-meanwhile.js';
import { Meanwhile } from './meanwhile/meanwhile.js';
import { Refusal } from './refusal.js';
import { type FieldErrors, fieldErrors, type RefusalWords } from './refusals.js';

/*
 * How every form of the page works:
 *
 * - `useAct(send)` says what happens when the form is sent. `ActForm` shows it: summary of faults, fields, refusal, button.
 * - A field has the name of the request's field, and the browser keeps what is typed into it: `send` reads it with
 *   `typed(name)`. State of React is only for a value that other parts of the page depend on, such as the date of a list
 *   of free times.
 * - `send` throws `IncompleteForm({name: words})` for faults that the form finds itself; `required`, `min` and `max` are
 *   checked before. What the API refuses comes back as `errors[name]`, or above the button when it is about no field.
 * - A form of something that several people change has a `useEdit`: its fields begin with `edit.record`, have
 *   `edit.filling` as their key, and `send` calls `edit.save`. Where others have changed the record meanwhile, `ActForm`
 *   shows what, keeps what was typed, and asks.
 * - A page says some refusals in its own words with `words`, by the API's code.
 * - A button without fields is a mutation with a `Refusal` below it. A request that may be sent twice and has to count
 *   once takes a key of `useRequestKeys`. Calls to the API are functions of `api/`.
 */

const clashWords: RefusalWords = { 'request.version_mismatch': messages.form.meanwhile.unsaved };

interface ActFormProps<T> {
  act: Act<T>;
  button: string;
  /** For an act that cannot be taken back */
  color?: string;
  /** There is nothing to send */
  disabled?: boolean;
  /** The button is as wide as its text */
  compact?: boolean;
  /** Other buttons, in a row with the one that acts; implies `compact` */
  beside?: ReactNode;
  /** The page's own words for refusals, by the API's code */
  words?: RefusalWords;
  /** Something was typed or chosen */
  onInput?: (typed: Typed) => void;
  /** The fields, each with what is wrong with it */
  children?: (errors: FieldErrors) => ReactNode;
}

/** Fields and the one button that acts. What was typed stays when it is refused. */
export function ActForm<T>({
  act,
  button,
  color,
  disabled = false,
  beside,
  compact = beside !== undefined,
  words,
  onInput,
  children,
}: ActFormProps<T>) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Fault[]>([]);
  const { error, isPending } = act;
  const errors = fieldErrors(error, words);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const send = (sent: HTMLFormElement) => {
    setFaults([]);
    act.mutate(sent, {
      onError: (refusal) => {
        setFaults(faultsOf(sent, fieldErrors(refusal, words)));
      },
    });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isPending && !disabled) send(event.currentTarget);
  };
  const isClash = error instanceof ChangedMeanwhile;
  return (
    // The page says beside the field what is wrong, in the same words for every browser.
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={submit}
      onInput={(event) => onInput?.(typedIn(new FormData(event.currentTarget)))}
    >
      <ErrorSummary faults={faults} form={() => form.current} />
      {children?.(errors)}
      {Object.keys(errors).length === 0 && (
        <Refusal error={isClash ? error.refusal : error} words={isClash ? clashWords : words} />
      )}
      <div className={styles.actions}>
        {/* Disabled for screen readers and clicks, yet it keeps the focus. */}
        <Button
          type="submit"
          fullWidth={!compact}
          {...(color !== undefined && { color })}
          aria-disabled={isPending || disabled}
          data-disabled={disabled}
          className={styles.button}
        >
          {isPending ? messages.form.busy : button}
        </Button>
        {beside}
      </div>
      <VisuallyHidden role="status">{isPending ? messages.form.busy : ''}</VisuallyHidden>
      <Meanwhile act={act} form={form} send={send} />
    </form>
  );
}
