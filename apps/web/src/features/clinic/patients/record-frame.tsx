import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type PatientRecord, recordQuery } from '../../../api/clinic/records.js';
import { ApiError } from '../../../api/http/problem.js';
import { PersonIcon } from '../../../components/icons/icons.js';
import { PageTitle } from '../../../components/page-title.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { LoadError } from '../../../components/state/load-error.js';
import { Notice } from '../../../components/state/notice.js';
import { messages } from '../../../messages/index.js';
import { BackLink } from '../../../routing/back-link.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import styles from './patients.module.css';

const texts = messages.records;

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isMissing = error instanceof ApiError && error.status === 404;
  const title = isMissing ? texts.missing : texts.failed;
  return (
    <>
      <PageTitle title={title}>{title}</PageTitle>
      {isMissing ? (
        <Notice
          icon={<PersonIcon />}
          title={texts.missingHint}
          actions={
            <Button component={Link} href={addresses.patients}>
              {texts.back}
            </Button>
          }
        />
      ) : (
        <LoadError title={texts.failed} error={error} onRetry={onRetry} />
      )}
    </>
  );
}

type Children = (record: PatientRecord) => ReactNode;

function Loaded({ id, children }: { id: number; children: Children }) {
  const query = useQuery(recordQuery(id));
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton height={420} radius={16} />;
}

interface RecordFrameProps {
  id: number;
  /** The way up; left out, it leads to the record itself */
  back?: { href: string; label: string };
  children: Children;
}

/** A page about one patient's record, for those who keep records. */
export function RecordFrame({ id, back, children }: RecordFrameProps) {
  const { href, label } = back ?? { href: addresses.patient(id), label: texts.backToRecord };
  return (
    <SignedIn roles={['staff', 'admin']}>
      {() => (
        <div className={styles.page}>
          <BackLink href={href}>{label}</BackLink>
          <Loaded id={id}>{children}</Loaded>
        </div>
      )}
    </SignedIn>
  );
}
