import { Button } from '@mantine/core';
import { type Visit } from '../api/clinic/agenda.js';
import { messages } from '../messages/index.js';
import { Refusal } from '../components/form/refusal.js';
import styles from './visit-buttons.module.css';
import { useStep } from './use-step.js';
import { type VisitView, viewOf } from './visit-dialog.js';
import { isFinal, stepsOf } from './visit-steps.js';
import { patientName, stepWord } from './visit-words.js';

const texts = messages.desk;

interface VisitButtonsProps {
  visit: Visit;
  now: Date;
  onOpen: (view: VisitView) => void;
}

/** A button for the likeliest step, and one that opens all others. */
export function VisitButtons({ visit, now, onOpen }: VisitButtonsProps) {
  const act = useStep(visit);
  const [step] = stepsOf(visit, now);
  const name = patientName(visit.patient);
  return (
    <div>
      <div className={styles.buttons}>
        {step !== undefined && step !== 'cancel' && (
          <Button
            variant="light"
            aria-label={texts.stepFor(stepWord(visit, step), name)}
            aria-disabled={act.isPending}
            onClick={() => {
              if (isFinal(step)) onOpen(viewOf(step));
              else if (!act.isPending) act.mutate({ step });
            }}
          >
            {act.isPending ? messages.form.busy : stepWord(visit, step)}
          </Button>
        )}
        <Button
          variant="default"
          aria-label={texts.moreFor(name)}
          onClick={() => {
            onOpen('details');
          }}
        >
          {texts.more}
        </Button>
      </div>
      <Refusal words={messages.desk.refusals} error={act.error} />
    </div>
  );
}
