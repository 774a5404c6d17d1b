import { type PatientRecord } from '../../../../api/clinic/records.js';
import { Tag } from '../../../../components/tag.js';
import { messages } from '../../../../messages/index.js';
import { fullDate } from '../../../../time/format.js';
import styles from '../patients.module.css';

const texts = messages.records;

/** What is special about a record, in a word. */
export function RecordState({ record: { deceasedOn, mergedIntoId } }: { record: PatientRecord }) {
  if (deceasedOn === null && mergedIntoId === null) return null;
  return (
    <p className={styles.tags}>
      {deceasedOn !== null && <Tag>{texts.died(fullDate(deceasedOn))}</Tag>}
      {mergedIntoId !== null && <Tag tone="caution">{texts.merged}</Tag>}
    </p>
  );
}
