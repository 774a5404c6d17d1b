import { Button } from '@mantine/core';
import { type PatientRecord } from '../../../../api/clinic/records.js';
import { PageTitle } from '../../../../components/page-title.js';
import { Notice } from '../../../../components/state/notice.js';
import { PeopleIcon } from '../../../../components/icons/account-icons.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { patientName } from '../../../../visits/visit-words.js';
import styles from '../patients.module.css';
import { RecordMerges } from '../merge/record-merges.js';
import { RecordFrame } from '../record-frame.js';
import { RecordChanges } from './record-changes.js';
import { RecordDetails } from './record-details.js';
import { RecordNews } from './record-news.js';
import { RecordState } from './record-state.js';
import { RecordVisits } from './record-visits.js';

const texts = messages.records;

function Merged({ into }: { into: number }) {
  return (
    <Notice
      icon={<PeopleIcon />}
      level="h2"
      title={texts.merged}
      actions={
        <Button component={Link} href={addresses.patient(into)}>
          {texts.mergedOpen}
        </Button>
      }
    >
      {texts.mergedHint}
    </Notice>
  );
}

function RecordOf({ record }: { record: PatientRecord }) {
  const name = patientName(record);
  const isOwn = record.mergedIntoId === null;
  return (
    <>
      <div className={styles.head}>
        <PageTitle title={name}>
          <bdi>{name}</bdi>
        </PageTitle>
        <RecordState record={record} />
        <RecordNews userId={record.userId} />
      </div>
      {record.mergedIntoId !== null && <Merged into={record.mergedIntoId} />}
      <RecordDetails record={record} />
      {isOwn && <RecordMerges userId={record.userId} />}
      {isOwn && <RecordVisits userId={record.userId} />}
      <RecordChanges key={record.version} userId={record.userId} />
    </>
  );
}

/** A patient's record: what it says, the visits, and what was changed. */
export function RecordPage({ id }: { id: number }) {
  return (
    <RecordFrame id={id} back={{ href: addresses.patients, label: texts.back }}>
      {(record) => <RecordOf record={record} />}
    </RecordFrame>
  );
}
