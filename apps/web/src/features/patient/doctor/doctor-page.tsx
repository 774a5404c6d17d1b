import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { ApiError } from '../../../api/http/problem.js';
import { type Doctor, doctorQuery } from '../../../api/queries.js';
import { DoctorFacts, Monogram } from '../doctor-facts.js';
import { BackIcon, CalendarIcon, SearchIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { addresses, rememberedFrom } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { PageTitle } from '../../../components/page-title.js';
import { messages } from '../../../messages/index.js';
import { dateIn } from '../../../time/dates.js';
import styles from './doctor.module.css';
import { FreeTimes } from './free-times.js';
import { Lines } from '../../../components/lines.js';

function Profile({ doctor }: { doctor: Doctor }) {
  return (
    <div className={styles.profile}>
      <div className={styles.who}>
        <Monogram name={doctor.name} large />
        <div>
          <PageTitle title={`${doctor.name}, ${doctor.specialization}`} size="small">
            {doctor.name}
          </PageTitle>
          <p className={styles.specialization}>{doctor.specialization}</p>
        </div>
      </div>
      {doctor.bio !== null && doctor.bio !== '' && (
        <p className={styles.bio}>
          <Lines text={doctor.bio} />
        </p>
      )}
      <DoctorFacts doctor={doctor} />
    </div>
  );
}

function ProfileSkeleton() {
  return (
    <div className={styles.profile} role="status" aria-label={messages.week.loading}>
      <div className={styles.who}>
        <Skeleton circle height={64} width={64} />
        <div>
          <Skeleton height={28} width={220} maw="50vw" />
          <Skeleton height={16} width={120} mt={10} />
        </div>
      </div>
      <Skeleton height={16} width="70%" mt={8} />
      <Skeleton height={16} width="40%" mt={8} />
    </div>
  );
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const missing = error instanceof ApiError && (error.status === 404 || error.status === 400);
  const title = missing ? messages.doctor.missing : messages.doctor.failed;
  return (
    <>
      <PageTitle title={title} size="small">
        {title}
      </PageTitle>
      <div className={styles.failure}>
        {missing ? (
          <Notice
            icon={<SearchIcon />}
            title={messages.doctor.missingHint}
            actions={
              <Button component={Link} href={addresses.search}>
                {messages.states.toSearch}
              </Button>
            }
          />
        ) : (
          <LoadError title={messages.doctor.failed} error={error} onRetry={onRetry} />
        )}
      </div>
    </>
  );
}

/** Whether the doctor takes no bookings any more. */
const hasRetired = ({ retiresOn, location }: Doctor): boolean =>
  retiresOn !== null && retiresOn <= dateIn(location.timeZone, new Date());

export function DoctorPage({ id }: { id: number }) {
  const query = useQuery(doctorQuery(id));
  let content: ReactNode;
  if (query.data !== undefined) {
    content = (
      <>
        <Profile doctor={query.data} />
        {hasRetired(query.data) ? (
          <Notice icon={<CalendarIcon />} level="h2" title={messages.doctor.retired}>
            {messages.doctor.retiredHint}
          </Notice>
        ) : (
          <FreeTimes doctor={query.data} />
        )}
      </>
    );
  } else if (query.isError) {
    content = <Failure error={query.error} onRetry={() => void query.refetch()} />;
  } else {
    content = <ProfileSkeleton />;
  }
  return (
    <>
      <Link href={rememberedFrom() ?? addresses.search} className={styles.back}>
        <BackIcon /> {messages.doctor.back}
      </Link>
      {content}
    </>
  );
}
