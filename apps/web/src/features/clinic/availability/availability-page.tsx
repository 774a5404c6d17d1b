import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { hoursQuery, outsideHoursQuery } from '../../../api/clinic/hours.js';
import { type Doctor } from '../../../api/queries.js';
import { LoadError } from '../../../components/state/load-error.js';
import { messages } from '../../../messages/index.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { zoneLabel } from '../../../time/format.js';
import { BrokenVisits } from '../../../visits/broken-visits.js';
import { DoctorOfPage } from '../doctor-of-page.js';
import { PageHead } from '../page-head.js';
import styles from './availability.module.css';
import { HoursForm } from './hours-form.js';
import { VisitRules } from './visit-rules.js';

const texts = messages.hours;

/** Bookings that the saved hours do not cover. */
function OutsideHours({ doctor }: { doctor: Doctor }) {
  const query = useQuery(outsideHoursQuery(doctor.id));
  if (query.data === undefined || query.data.length === 0) return null;
  return (
    <section className={styles.outside} aria-labelledby="outside">
      <h2 id="outside">{texts.outside}</h2>
      <p className={styles.muted}>{texts.outsideHint}</p>
      <BrokenVisits visits={query.data} />
    </section>
  );
}

function AvailabilityView({ doctor, chooser }: { doctor: Doctor; chooser: ReactNode }) {
  const query = useQuery(hoursQuery(doctor.id));
  const timeOff = chooser === undefined ? addresses.timeOff : `${addresses.timeOff}?doctor=${doctor.id}`;
  return (
    <>
      <PageHead
        title={texts.title}
        lead={`${doctor.name} · ${zoneLabel(doctor.location.timeZone, new Date())}`}
      >
        <Button variant="default" component={Link} href={timeOff}>
          {texts.timeOff}
        </Button>
      </PageHead>
      {chooser !== undefined && <div className={styles.chooser}>{chooser}</div>}
      <OutsideHours doctor={doctor} />
      <h2 className={styles.subtitle}>{texts.weekly}</h2>
      <p className={styles.muted}>{texts.weeklyHint}</p>
      {query.isPending && <Skeleton height={560} radius={16} />}
      {query.isError && query.data === undefined && (
        <LoadError title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && <HoursForm doctor={doctor} saved={query.data} />}
      <VisitRules doctor={doctor} />
    </>
  );
}

/** A doctor's weekly hours, with the consequences of a change before it is saved. */
export function AvailabilityPage() {
  return (
    <DoctorOfPage title={texts.title}>
      {(doctor, _, chooser) => <AvailabilityView doctor={doctor} chooser={chooser} />}
    </DoctorOfPage>
  );
}
