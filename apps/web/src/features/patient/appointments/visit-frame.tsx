import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type Appointment, appointmentQuery } from '../../../api/appointments.js';
import { ApiError } from '../../../api/http/problem.js';
import { BackLink } from '../../../routing/back-link.js';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { addresses } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { PageTitle } from '../../../components/page-title.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import styles from './visit-page.module.css';

const texts = messages.appointments;

function Waiting() {
  return (
    <div role="status" aria-label={texts.loading}>
      <Skeleton height={34} width="60%" mb={20} />
      <Skeleton height={340} radius={16} />
    </div>
  );
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isMissing = error instanceof ApiError && (error.status === 404 || error.status === 400);
  const title = isMissing ? texts.visitMissing : texts.visitFailed;
  return (
    <>
      <PageTitle title={title}>{title}</PageTitle>
      {isMissing ? (
        <Notice
          icon={<CalendarIcon />}
          title={texts.visitMissingHint}
          actions={
            <Button component={Link} href={addresses.appointments}>
              {texts.back}
            </Button>
          }
        />
      ) : (
        <LoadError title={texts.visitFailed} error={error} onRetry={onRetry} />
      )}
    </>
  );
}

type Children = (appointment: Appointment) => ReactNode;

function Loaded({ id, children }: { id: number; children: Children }) {
  const query = useQuery(appointmentQuery(id));
  if (query.data === undefined)
    return query.isError ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Waiting />;
  return (
    <>
      <StaleNote query={{ ...query, dataUpdatedAt: query.data.asOf }} />
      {children(query.data.appointment)}
    </>
  );
}

interface VisitFrameProps {
  id: number;
  back: { href: string; label: string };
  children: Children;
}

/** A page about one visit: the way back, and what stands there until the visit is known. */
export function VisitFrame({ id, back, children }: VisitFrameProps) {
  return (
    <div className={styles.page}>
      <BackLink href={back.href}>{back.label}</BackLink>
      <SignedIn skeleton={<Waiting />}>{() => <Loaded id={id}>{children}</Loaded>}</SignedIn>
    </div>
  );
}
