import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import {
  type FoundPatient,
  leastSearched,
  likenessesOfQuery,
  patientsQuery,
} from '../../../../api/clinic/patients.js';
import { type PatientRecord } from '../../../../api/clinic/records.js';
import { Listing } from '../../../../components/table/listing.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { useUrl, withParams } from '../../../../routing/location.js';
import { FoundPatients, LikenessLines, PatientLines } from '../../found-patient.js';
import { PatientSearchForm } from '../patient-search-form.js';
import styles from '../patients.module.css';

const words = messages.records;

interface OthersProps<Found extends FoundPatient> {
  label: string;
  others: readonly Found[];
  children: (patient: Found) => ReactNode;
}

/** Records to merge, each of which leads to the preview. */
function Others<Found extends FoundPatient>({ label, others, children }: OthersProps<Found>) {
  const url = useUrl();
  return (
    <>
      <p role="status" className={styles.count}>
        {label}
      </p>
      <FoundPatients patients={others} label={label}>
        {(patient) => (
          <Link href={withParams(url, { from: String(patient.id), q: undefined })}>{children(patient)}</Link>
        )}
      </FoundPatients>
    </>
  );
}

function Search({ record, q }: { record: PatientRecord; q: string }) {
  const query = useQuery(patientsQuery(q, 20));
  return (
    <>
      <PatientSearchForm q={q} />
      {q.length >= leastSearched && (
        <Listing query={query} failed={messages.board.patientsFailed}>
          {(found) => {
            const others = found.filter(({ id }) => id !== record.userId);
            return (
              <Others label={others.length === 0 ? words.none : words.count(others.length)} others={others}>
                {(patient) => <PatientLines patient={patient} />}
              </Others>
            );
          }}
        </Listing>
      )}
    </>
  );
}

/** The records that look like this one, and the way to find another; where none does, those of the same name. */
export function OtherRecord({ record }: { record: PatientRecord }) {
  const asked = useUrl().searchParams.get('q')?.trim();
  const query = useQuery(likenessesOfQuery(record.userId));
  return (
    <Listing query={query} failed={messages.board.patientsFailed}>
      {(alike) => (
        <>
          {alike.length > 0 && (
            <div className={styles.alike}>
              <Others label={messages.recordMerge.alike(alike.length)} others={alike}>
                {(likeness) => <LikenessLines likeness={likeness} />}
              </Others>
            </div>
          )}
          <Search record={record} q={asked ?? (alike.length === 0 ? (record.name ?? '') : '')} />
        </>
      )}
    </Listing>
  );
}
