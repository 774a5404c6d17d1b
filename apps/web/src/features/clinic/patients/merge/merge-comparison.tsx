import { type ReactNode } from 'react';
import { type MergePreview } from '../../../../api/clinic/record-merges.js';
import { type PatientRecord } from '../../../../api/clinic/records.js';
import { Phone } from '../../../../components/phone/phone.js';
import { DataTable } from '../../../../components/table/data-table.js';
import { Tag } from '../../../../components/tag.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { fullDate, listOf } from '../../../../time/format.js';
import { Lines } from '../../../../components/lines.js';
import styles from '../patients.module.css';

const texts = messages.recordMerge;
const words = messages.records;

interface Row {
  field: string;
  name: string;
  /** Null where the record says nothing */
  shown: (record: PatientRecord) => ReactNode;
}

const textOf = (text: string | null): ReactNode => text && <Lines text={text} />;

/** What both records say, field by field */
const rows: readonly Row[] = [
  {
    field: 'record',
    name: words.record,
    shown: ({ userId }) => <Link href={addresses.patient(userId)}>{words.recordNumber(userId)}</Link>,
  },
  { field: 'name', name: words.name, shown: ({ name }) => textOf(name) },
  { field: 'birthDate', name: words.birthDate, shown: ({ birthDate }) => birthDate && fullDate(birthDate) },
  {
    field: 'phone',
    name: words.phone,
    shown: ({ phone }) => phone && <Phone number={phone} />,
  },
  { field: 'email', name: words.email, shown: ({ email, offeredTo }) => textOf(email ?? offeredTo) },
  { field: 'account', name: words.account, shown: ({ username }) => textOf(username) },
  { field: 'address', name: words.address, shown: ({ address }) => textOf(address) },
  { field: 'note', name: words.note, shown: ({ note }) => textOf(note) },
  {
    field: 'guardians',
    name: words.guardians,
    shown: ({ guardians }) => textOf(listOf(guardians.map(({ name }) => name))),
  },
];

const Said = ({ children }: { children: ReactNode }) =>
  children === null || children === '' ? <span className={styles.muted}>{words.empty}</span> : children;

/** Two records side by side, with what the one that stays gets from the other. */
export function MergeComparison({ preview: { kept, merged, filled } }: { preview: MergePreview }) {
  return (
    <DataTable
      caption={texts.compare}
      captionHidden
      rows={rows.filter(({ shown }) =>
        [shown(kept), shown(merged)].some((said) => said !== null && said !== ''),
      )}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', header: texts.field, heads: true, cell: ({ name }) => name },
        { key: 'stays', header: texts.stays, cell: ({ shown }) => <Said>{shown(kept)}</Said> },
        {
          key: 'goes',
          header: texts.goes,
          cell: ({ field, shown }) => (
            <>
              <Said>{shown(merged)}</Said> {filled.includes(field) && <Tag tone="good">{texts.taken}</Tag>}
            </>
          ),
        },
      ]}
    />
  );
}
