import { useState } from 'react';
import { type CalledOffVisit, type PatientRecord } from '../../../../api/clinic/records.js';
import { PageTitle } from '../../../../components/page-title.js';
import { Saved } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import { patientName } from '../../../../visits/visit-words.js';
import styles from '../patients.module.css';
import { RecordFrame } from '../record-frame.js';
import { DeathForm } from './death-form.js';
import { StayCalledOff, TakeBack } from './take-back.js';

const texts = messages.recordDeath;

function DeathOf({ record }: { record: PatientRecord }) {
  const [calledOff, setCalledOff] = useState<readonly CalledOffVisit[]>();
  const name = patientName(record);
  if (calledOff !== undefined)
    return (
      <>
        <div className={styles.head}>
          <PageTitle title={name} follows>
            <bdi>{name}</bdi>
          </PageTitle>
          <Saved>{texts.takenBack}</Saved>
        </div>
        <StayCalledOff visits={calledOff} />
      </>
    );
  const title = texts.title(name);
  return (
    <>
      <div className={styles.head}>
        <PageTitle title={title}>{title}</PageTitle>
      </div>
      {record.deceasedOn !== null && <TakeBack record={record} onDone={setCalledOff} />}
      <DeathForm record={record} />
    </>
  );
}

/** Notes that a patient died, or takes it back. */
export function DeathPage({ id }: { id: number }) {
  return <RecordFrame id={id}>{(record) => <DeathOf record={record} />}</RecordFrame>;
}
