import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../dialog.js';
import { type Visit, type VisitStep } from '../../api/day.js';
import { doctorQuery, visitTypesQuery } from '../../api/queries.js';
import { messages } from '../../messages/index.js';
import { useNow } from '../now.js';
import { DeskRefusal } from './desk-refusal.js';
import styles from './desk.module.css';
import { MoveForm } from './move-form.js';
import { StepForm } from './step-form.js';
import { useStep } from './use-step.js';
import { VisitState } from './visit-status.js';
import { canMove, isFinal, stepsOf } from './visit-steps.js';
import { dayAndTime, minutesOf, patientName } from './visit-words.js';

const texts = messages.desk;

/** What the dialog is about: the visit as a whole, or one thing to be done */
export type VisitView = 'details' | 'move' | 'complete' | 'no-show' | 'cancel';

/** The view in which a step is taken that is asked once more. */
export const viewOf = (step: VisitStep): VisitView =>
  step === 'confirm' || step === 'check-in' ? 'details' : step;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ visit }: { visit: Visit }) {
  const now = useNow();
  const doctor = useQuery(doctorQuery(visit.doctorId));
  const kinds = useQuery(visitTypesQuery(visit.doctorId));
  const kind = kinds.data?.find(({ id }) => id === visit.visitTypeId);
  return (
    <dl className={styles.facts}>
      <Fact name={texts.when}>
        {messages.sentence(
          dayAndTime(visit.appointmentDateTime, visit.timeZone),
          messages.week.shortMinutes(minutesOf(visit)),
        )}
      </Fact>
      <Fact name={texts.state}>
        <VisitState visit={visit} now={now} />
      </Fact>
      {doctor.data !== undefined && <Fact name={texts.doctor}>{doctor.data.name}</Fact>}
      {kind !== undefined && <Fact name={texts.kind}>{kind.name}</Fact>}
      {visit.reason !== null && visit.reason !== '' && <Fact name={texts.reason}>{visit.reason}</Fact>}
      {visit.patient.phone !== null && (
        <Fact name={texts.phone}>
          <a href={`tel:${visit.patient.phone}`}>{visit.patient.phone}</a>
        </Fact>
      )}
      <Fact name={texts.number}>{visit.id}</Fact>
    </dl>
  );
}

interface OverviewProps {
  visit: Visit;
  onView: (view: VisitView) => void;
}

function Overview({ visit, onView }: OverviewProps) {
  const now = useNow();
  const act = useStep(visit);
  const steps = stepsOf(visit, now);
  return (
    <>
      <Facts visit={visit} />
      <DeskRefusal error={act.error} />
      <div className={styles.actions}>
        {steps.map((step, index) => (
          <Button
            key={step}
            variant={index === 0 ? 'filled' : 'default'}
            aria-disabled={act.isPending}
            onClick={() => {
              if (isFinal(step)) onView(viewOf(step));
              else if (!act.isPending) act.mutate({ step });
            }}
          >
            {texts.steps[step]}
          </Button>
        ))}
        {canMove(visit, now) && (
          <Button
            variant="default"
            onClick={() => {
              onView('move');
            }}
          >
            {texts.move}
          </Button>
        )}
      </div>
    </>
  );
}

interface VisitDialogProps {
  visit: Visit;
  view?: VisitView;
  anyDoctor: boolean;
  onClose: () => void;
}

/** One visit with everything that can be done about it. */
export function VisitDialog({ visit, view: first = 'details', anyDoctor, onClose }: VisitDialogProps) {
  const [view, setView] = useState(first);
  const back = () => {
    setView('details');
  };
  const name = patientName(visit.patient);
  const step = view === 'details' ? undefined : view === 'move' ? texts.move : texts.steps[view];
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={step === undefined ? name : texts.stepFor(step, name)}
      closeLabel={texts.close}
    >
      {view === 'details' && <Overview visit={visit} onView={setView} />}
      {view === 'move' && <MoveForm visit={visit} anyDoctor={anyDoctor} onDone={onClose} onBack={back} />}
      {view !== 'details' && view !== 'move' && (
        <StepForm visit={visit} step={view} onDone={onClose} onBack={back} />
      )}
    </Dialog>
  );
}
