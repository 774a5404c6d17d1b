import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Visit, type VisitStep } from '../../api/day.js';
import { messages } from '../../messages/index.js';
import { DeskRefusal } from './desk-refusal.js';
import styles from './desk.module.css';
import { useStep } from './use-step.js';

const texts = messages.desk;

interface StepFormProps {
  visit: Visit;
  step: VisitStep & keyof typeof texts.ask;
  onDone: () => void;
  onBack: () => void;
}

/** Asks once more before what cannot be taken back. */
export function StepForm({ visit, step, onDone, onBack }: StepFormProps) {
  const [reason, setReason] = useState('');
  const act = useStep(visit, onDone);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.isPending) act.mutate({ step, reason: reason.trim() });
      }}
    >
      <p className={styles.ask}>{texts.ask[step]}</p>
      {step === 'cancel' && (
        <Textarea
          size="md"
          label={texts.cancelReason}
          description={texts.cancelReasonHint}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={({ currentTarget }) => {
            setReason(currentTarget.value);
          }}
        />
      )}
      <DeskRefusal error={act.error} />
      <div className={styles.actions}>
        <Button type="submit" {...(step !== 'complete' && { color: 'red.8' })} aria-disabled={act.isPending}>
          {act.isPending ? messages.form.busy : texts.steps[step]}
        </Button>
        <Button variant="default" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </form>
  );
}
