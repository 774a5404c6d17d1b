import { Skeleton } from '@mantine/core';
import { type Appointment } from '../../../api/appointments.js';
import { dateIn } from '../../../time/dates.js';
import { dayOf, dayOfMonth, shortMonth, timeOfDay, zoneLabel } from '../../../time/format.js';
import { PlaceIcon, VideoIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';
import { StatusBadge } from './status-badge.js';
import styles from './visit-card.module.css';
import { useVisitDetails } from './visit-details.js';

const texts = messages.appointments;

/** One visit of the list. The whole of it leads to its page. */
export function VisitCard({ appointment }: { appointment: Appointment }) {
  const { appointmentDateTime: start, timeZone, status } = appointment;
  const { doctor, doctorName, visitType, patient, isLoading } = useVisitDetails(appointment);
  const date = dateIn(timeZone, new Date(start));
  const isVideo = visitType?.mode === 'video';
  return (
    <article className={styles.card} data-status={status}>
      <p className={styles.date} aria-hidden="true">
        <strong>{dayOfMonth(date)}</strong>
        <span>{shortMonth(date)}</span>
      </p>
      <div className={styles.body}>
        <h2 className={styles.doctor}>
          <Link href={addresses.appointment(appointment.id)}>
            {isLoading ? <Skeleton height={22} width={180} component="span" display="block" /> : doctorName}
          </Link>
        </h2>
        <p className={styles.when}>
          <time dateTime={start}>
            {messages.sentence(dayOf(start, timeZone), timeOfDay(start, timeZone))}
          </time>{' '}
          <span className={styles.zone}>{zoneLabel(timeZone, start)}</span>
        </p>
        <p className={styles.where}>
          {isVideo ? <VideoIcon /> : <PlaceIcon />}
          <span>{isVideo ? texts.video : (doctor?.location.name ?? '…')}</span>
        </p>
        {patient !== undefined && <p className={styles.where}>{texts.forName(patient)}</p>}
      </div>
      <div className={styles.status}>
        <StatusBadge visit={appointment} />
      </div>
    </article>
  );
}

export function VisitCardsSkeleton() {
  return (
    <div className={styles.list} role="status" aria-label={texts.loading}>
      {[0, 1, 2].map((index) => (
        <div key={index} className={styles.card} aria-hidden="true">
          <Skeleton height={60} width={56} radius={10} />
          <div className={styles.body}>
            <Skeleton height={22} width="55%" />
            <Skeleton height={16} width="75%" mt={10} />
            <Skeleton height={16} width="40%" mt={10} />
          </div>
        </div>
      ))}
    </div>
  );
}
