import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Fact } from '../components/fact.js';
import { Dialog } from '../components/dialog.js';
import { type Visit, type VisitStep } from '../api/clinic/agenda.js';
import { historyQuery } from '../api/appointments.js';
import { keepsPatients, useMe } from '../api/me.js';
import { doctorQuery, visitTypeQuery } from '../api/queries.js';
import { Phone } from '../components/phone/phone.js';
import { messages } from '../messages/index.js';
import { Link } from '../routing/link.js';
import { addresses } from '../routing/location.js';
import { fullDate } from '../time/format.js';
import { useNow } from '../time/now.js';
import { Refusal } from '../components/form/refusal.js';
import styles from './visit-dialog.module.css';
import { MoveForm } from './moving/move-form.js';
import { StepForm } from './step-form.js';
import { useStep } from './use-step.js';
import { VisitState } from './visit-status.js';
import { canMove, canUndo, isFinal, mayBeUndone, stepsOf } from './visit-steps.js';
import { dayAndTime, minutesOf, patientName, stepWord } from './visit-words.js';
import { Lines } from '../components/lines.js';

const texts = messages.desk;

/** The visit as a whole, or the form of one action */
export type VisitView = 'details' | 'move' | 'complete' | 'no-show' | 'cancel';

/** The view that takes a step: steps that end a visit have a form of their own. */
export const viewOf = (step: VisitStep): VisitView =>
  step === 'confirm' || step === 'check-in' || step === 'undo' ? 'details' : step;

/** The way to the record, for those who keep records, and that the patient has died. */
function RecordFacts({ patient: { id, deceasedOn } }: Pick<Visit, 'patient'>) {
  const isKeeper = keepsPatients(useMe());
  return (
    <>
      {deceasedOn !== null && <Fact name={texts.patient}>{messages.records.died(fullDate(deceasedOn))}</Fact>}
      {isKeeper && (
        <Fact name={messages.records.record}>
          <Link href={addresses.patient(id)}>{messages.records.open}</Link>
        </Fact>
      )}
    </>
  );
}

function Facts({ visit }: { visit: Visit }) {
  const now = useNow();
  const doctor = useQuery(doctorQuery(visit.doctorId));
  const kind = useQuery(visitTypeQuery(visit.visitTypeId));
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
      {kind.data !== undefined && <Fact name={texts.kind}>{kind.data.name}</Fact>}
      {visit.reason !== null && visit.reason !== '' && (
        <Fact name={texts.reason}>
          <Lines text={visit.reason} />
        </Fact>
      )}
      {visit.patient.phone !== null && (
        <Fact name={texts.phone}>
          <a href={`tel:${visit.patient.phone}`}>
            <Phone number={visit.patient.phone} />
          </a>
        </Fact>
      )}
      <RecordFacts patient={visit.patient} />
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
  const history = useQuery({ ...historyQuery(visit.id, visit.version), enabled: mayBeUndone(visit) });
  const isUndoable = visit.patient.deceasedOn === null && canUndo(visit, history.data?.at(-1), now);
  const steps: VisitStep[] = [...stepsOf(visit, now), ...(isUndoable ? (['undo'] as const) : [])];
  return (
    <>
      <Facts visit={visit} />
      <Refusal words={messages.desk.refusals} error={act.error} />
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
            {stepWord(visit, step)}
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

/** One visit with all actions on it. */
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
