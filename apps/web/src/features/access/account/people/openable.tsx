import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import styles from '../account.module.css';

interface OpenableProps {
  label: string;
  /** In full, where the label alone does not name the person */
  name?: string;
  hint?: string;
  children: (close: () => void) => ReactNode;
}

/** A form that is out of the way until it is asked for. */
export function Openable({ label, name, hint, children }: OpenableProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        variant="light"
        aria-expanded={isOpen}
        aria-label={name ?? label}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {label}
      </Button>
      {isOpen && (
        <div className={styles.inline}>
          {hint !== undefined && <p className={styles.plain}>{hint}</p>}
          {children(close)}
        </div>
      )}
    </>
  );
}
