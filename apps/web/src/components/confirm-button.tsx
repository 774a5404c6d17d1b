import { Button, type ButtonProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { messages } from '../messages/index.js';
import styles from './confirm-button.module.css';

interface ConfirmButtonProps extends Pick<ButtonProps, 'variant'> {
  label: string;
  /** The same in full, where the label alone does not say what of many is meant */
  name?: string;
  /** What is asked before it is done */
  question: string;
  busy: boolean;
  onConfirm: () => void;
}

/** Asks again before something is done that cannot be taken back. */
export function ConfirmButton({
  label,
  name,
  question,
  busy,
  onConfirm,
  variant = 'default',
}: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed is gone: its place takes the focus.
    if (asking) no.current?.focus();
    else if (wasAsking.current) first.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  if (!asking)
    return (
      <Button
        ref={first}
        variant={variant}
        aria-label={name ?? label}
        onClick={() => {
          setAsking(true);
        }}
      >
        {label}
      </Button>
    );
  return (
    <div className={styles.question} role="group" aria-label={question}>
      <p>{question}</p>
      <Button
        color="red.9"
        aria-disabled={busy}
        onClick={() => {
          if (!busy) onConfirm();
        }}
      >
        {messages.account.yes}
      </Button>
      <Button
        ref={no}
        variant="default"
        onClick={() => {
          setAsking(false);
        }}
      >
        {messages.account.no}
      </Button>
    </div>
  );
}
