import { Button } from '@mantine/core';
import { type Visit } from '../../api/day.js';
import { messages } from '../../messages/index.js';
import { DeskRefusal } from './desk-refusal.js';
import styles from './visit-buttons.module.css';
import { useStep } from './use-step.js';
import { type VisitView, viewOf } from './visit-dialog.js';
import { isFinal, stepsOf } from './visit-steps.js';
import { patientName } from './visit-words.js';

const texts = messages.desk;

interface VisitButtonsProps {
  visit: Visit;
  now: Date;
  onOpen: (view: VisitView) => void;
}

/** The likeliest step as one button, everything else behind another. */
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
            aria-label={texts.stepFor(texts.steps[step], name)}
            aria-disabled={act.isPending}
            onClick={() => {
              if (isFinal(step)) onOpen(viewOf(step));
              else if (!act.isPending) act.mutate({ step });
            }}
          >
            {act.isPending ? messages.form.busy : texts.steps[step]}
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
      <DeskRefusal error={act.error} />
    </div>
  );
}
