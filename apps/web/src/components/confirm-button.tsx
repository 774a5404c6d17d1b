import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { messages } from '../messages/index.js';
import { ActionError } from './form/action-error.js';
import styles from './confirm-button.module.css';

interface ConfirmButtonProps {
  label: string;
  /** The same with its object, for readers who do not see the row it stands in */
  description?: string;
  /** What is at stake; left out, the button acts at once */
  question?: string;
  confirm?: string;
  act: () => Promise<unknown>;
}

/** Acts when pressed, or after one question where the step has a price. */
export function ConfirmButton({ label, description, question, confirm = label, act }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: () => {
      setAsking(false);
    },
  });
  const run = () => {
    if (!mutation.isPending) mutation.mutate();
  };
  return (
    <div className={styles.confirm}>
      {asking ? (
        <div role="group" aria-label={description ?? label} className={styles.question}>
          <p>{question}</p>
          <Button size="sm" color="red" onClick={run} aria-disabled={mutation.isPending} autoFocus>
            {confirm}
          </Button>
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              setAsking(false);
            }}
          >
            {messages.admin.keep}
          </Button>
        </div>
      ) : (
        <Button
          variant="default"
          size="sm"
          aria-label={description}
          aria-disabled={mutation.isPending}
          onClick={() => {
            if (question === undefined) run();
            else setAsking(true);
          }}
        >
          {label}
        </Button>
      )}
      <ActionError error={mutation.error} />
    </div>
  );
}
