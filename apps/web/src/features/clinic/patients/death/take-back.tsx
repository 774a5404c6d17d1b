import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CalledOffVisit, type PatientRecord, takeDeathBack } from '../../../../api/clinic/records.js';
import { ConfirmButton } from '../../../../components/confirm-button.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { Panel } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { dateTime, fullDate } from '../../../../time/format.js';
import styles from '../patients.module.css';

const texts = messages.recordDeath;

interface TakeBackProps {
  record: PatientRecord;
  onDone: (calledOff: readonly CalledOffVisit[]) => void;
}

/** Takes a death back that was noted by mistake. */
export function TakeBack({ record: { userId, deceasedOn }, onDone }: TakeBackProps) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: () => takeDeathBack(userId),
    onSuccess: async (calledOff) => {
      onDone(calledOff);
      await client.invalidateQueries();
    },
  });
  return (
    <Panel title={texts.open}>
      <p>{deceasedOn !== null && messages.records.died(fullDate(deceasedOn))}</p>
      <ConfirmButton
        label={texts.takeBack}
        question={texts.takeBackAsk}
        busy={act.isPending}
        onConfirm={() => {
          act.mutate();
        }}
      />
      <Refusal error={act.error} />
    </Panel>
  );
}

/** The visits that stay called off though the patient lives. */
export function StayCalledOff({ visits }: { visits: readonly CalledOffVisit[] }) {
  if (visits.length === 0) return <p>{texts.noneCalledOff}</p>;
  return (
    <Panel title={texts.calledOff}>
      <p className={styles.muted}>{texts.calledOffHint}</p>
      <ul className={styles.list}>
        {visits.map((visit) => (
          <li key={visit.appointmentId}>
            <div>
              <Link href={addresses.appointment(visit.appointmentId)}>
                {dateTime(visit.appointmentDateTime, visit.timeZone)}
              </Link>
              <small>{messages.sentence(visit.doctorName, visit.locationName)}</small>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
