import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ConfirmButton } from '../../components/confirm-button.js';
import { Refusal } from '../../components/form/refusal.js';
import styles from './admin.module.css';

interface ActButtonProps {
  label: string;
  /** The same with its object, for readers who do not see the row it stands in */
  name?: string;
  /** What is asked first, where the step cannot be taken back */
  question?: string;
  act: () => Promise<unknown>;
}

/** One step at a row of a table; why it was refused stands below it. */
export function ActButton({ label, name, question, act }: ActButtonProps) {
  const { mutate, isPending, error } = useMutation({ mutationFn: act });
  const run = () => {
    if (!isPending) mutate();
  };
  return (
    <div className={styles.step}>
      {question === undefined ? (
        <Button variant="default" aria-label={name} aria-disabled={isPending} onClick={run}>
          {label}
        </Button>
      ) : (
        <ConfirmButton
          label={label}
          {...(name !== undefined && { name })}
          question={question}
          busy={isPending}
          onConfirm={run}
        />
      )}
      <Refusal error={error} />
    </div>
  );
}
