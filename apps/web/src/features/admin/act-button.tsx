import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ConfirmButton } from '../../components/confirm-button.js';
import { Refusal } from '../../components/form/refusal.js';
import styles from './admin.module.css';

interface ActButtonProps {
  label: string;
  /** The label with its object, for readers who do not see the row of the button */
  name?: string;
  /** Asked first, where the step cannot be undone */
  question?: string;
  act: () => Promise<unknown>;
}

/** A button of a table row; below it stands why the API refused. */
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
