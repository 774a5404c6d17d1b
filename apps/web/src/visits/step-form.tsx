import { Button } from '@mantine/core';
import { type Visit, type VisitStep } from '../api/clinic/agenda.js';
import { ActForm } from '../components/form/act-form.js';
import { useAct } from '../components/form/act.js';
import { LongTextField } from '../components/form/inputs.js';
import { messages } from '../messages/index.js';
import styles from './step-form.module.css';
import { useSteps } from './use-step.js';

const texts = messages.desk;

interface StepFormProps {
  visit: Visit;
  step: VisitStep & keyof typeof texts.ask;
  onDone: () => void;
  onBack: () => void;
}

/** Asks once more before a step that ends a visit. */
export function StepForm({ visit, step, onDone, onBack }: StepFormProps) {
  const { take, refresh } = useSteps(visit);
  const act = useAct((typed) => take({ step, reason: typed('reason').trim() }), {
    onSuccess: onDone,
    onSettled: refresh,
  });
  return (
    <ActForm
      act={act}
      button={texts.steps[step]}
      {...(step !== 'complete' && { color: 'red.8' })}
      words={texts.refusals}
      beside={
        <Button variant="default" onClick={onBack}>
          {texts.back}
        </Button>
      }
    >
      {(errors) => (
        <>
          <p className={styles.ask}>{texts.ask[step]}</p>
          {step === 'cancel' && (
            <LongTextField
              of="StepDto.reason"
              label={texts.cancelReason}
              hint={texts.cancelReasonHint}
              errors={errors}
              rows={3}
            />
          )}
        </>
      )}
    </ActForm>
  );
}
