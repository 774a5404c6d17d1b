import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { leastSearched, patientsQuery } from '../../../api/clinic/patients.js';
import { PersonIcon } from '../../../components/icons/icons.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { LoadError } from '../../../components/state/load-error.js';
import { Notice } from '../../../components/state/notice.js';
import { messages } from '../../../messages/index.js';
import { useUrl } from '../../../routing/location.js';
import { PageHead } from '../page-head.js';
import { PatientLinks } from './patient-links.js';
import { PatientSearchForm } from './patient-search-form.js';
import { WholeClinic } from './whole-clinic.js';
import styles from './patients.module.css';

const texts = messages.records;
const mostShown = 50;

function Found({ q }: { q: string }) {
  const query = useQuery(patientsQuery(q, mostShown));
  const patients = query.data;
  if (patients === undefined)
    return query.isError ? (
      <LoadError
        title={messages.board.patientsFailed}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton height={220} radius={16} />
    );
  return (
    <>
      <p role="status" className={styles.count}>
        {patients.length === mostShown ? texts.narrow(mostShown) : texts.count(patients.length)}
      </p>
      {patients.length === 0 && (
        <Notice icon={<PersonIcon />} level="h2" title={texts.none}>
          {texts.noneHint}
        </Notice>
      )}
      <PatientLinks patients={patients} />
    </>
  );
}

/** Finds patients; each leads to the record. */
export function PatientsPage() {
  const q = useUrl().searchParams.get('q')?.trim() ?? '';
  return (
    <SignedIn roles={['staff', 'admin']}>
      {({ role }) => (
        <div className={styles.page}>
          <PageHead title={texts.title} lead={texts.lead} />
          <PatientSearchForm q={q} />
          {q.length >= leastSearched && <Found q={q} />}
          {q.length >= leastSearched && role === 'staff' && (
            <div className={styles.beyond}>
              <WholeClinic key={q} q={q} />
            </div>
          )}
        </div>
      )}
    </SignedIn>
  );
}
