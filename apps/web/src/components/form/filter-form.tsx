import { Button } from '@mantine/core';
import { type ReactNode, type SubmitEvent } from 'react';
import styles from './filter-form.module.css';
import { navigate, useUrl, withParams } from '../../routing/location.js';

interface FilterFormProps {
  label: string;
  button: string;
  /** Fields whose names are those of the address's parameters */
  children: ReactNode;
}

/** Puts what is filled in into the address, where the list finds it: reload, back and share keep it. */
export function FilterForm({ label, button, children }: FilterFormProps) {
  const url = useUrl();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value.trim() : '',
    ]);
    navigate(withParams(url, { ...Object.fromEntries<string | undefined>(entries), saved: undefined }));
  };
  return (
    <search aria-label={label}>
      {/* Back and forward change the address: the fields begin anew with it. */}
      <form key={url.search} className={styles.filters} onSubmit={submit}>
        {children}
        <Button type="submit" variant="default">
          {button}
        </Button>
      </form>
    </search>
  );
}
