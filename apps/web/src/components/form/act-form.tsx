import { Button, VisuallyHidden } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import { messages } from '../../messages/index.js';
import styles from './form.module.css';
import { type Act } from './act.js';
import { Refusal } from './refusal.js';
import { type FieldErrors, fieldErrors } from './refusals.js';

interface ActFormProps<T> {
  act: Act<T>;
  button: string;
  /** The fields, each with what is wrong with it */
  children?: (errors: FieldErrors) => ReactNode;
}

/** Fields and the one button that acts. Whatever is refused, what was typed stays. */
export function ActForm<T>({ act, button, children }: ActFormProps<T>) {
  const form = useRef<HTMLFormElement>(null);
  const { error, isPending } = act;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isPending) act.mutate(event.currentTarget);
  };
  return (
    // The page says beside the field what is wrong, in the same words for every browser.
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      {children?.(fieldErrors(error))}
      <Refusal error={error} />
      {/* Disabled for the ear and for clicks, yet it keeps the focus. */}
      <Button type="submit" fullWidth aria-disabled={isPending} className={styles.button}>
        {isPending ? messages.form.busy : button}
      </Button>
      <VisuallyHidden role="status">{isPending ? messages.form.busy : ''}</VisuallyHidden>
    </form>
  );
}
