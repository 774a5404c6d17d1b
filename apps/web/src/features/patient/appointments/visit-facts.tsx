import { useQuery } from '@tanstack/react-query';
import { type Appointment } from '../../../api/appointments.js';
import { type Location, locationQuery } from '../../../api/locations.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { NewTab } from '../../../routing/new-tab.js';
import { Fact } from '../../../components/fact.js';
import { Facts } from '../../../components/panel.js';
import { VisitTime } from '../../../visits/visit-time.js';
import { messages } from '../../../messages/index.js';
import { fullDate } from '../../../time/format.js';
import { type VisitDetails } from './visit-details.js';
import { Lines } from '../../../components/lines.js';
import { linesOf } from '../../../components/lines-of.js';
import styles from './visit-page.module.css';

const texts = messages.appointments;

function directionsTo({ name, address, latitude, longitude }: Location): string {
  const point = latitude === null || longitude === null ? undefined : `${latitude},${longitude}`;
  const destination = point ?? messages.sentence(name, ...linesOf(address ?? ''));
  const query = new URLSearchParams({ api: '1', destination });
  return `https://www.google.com/maps/dir/?${query.toString()}`;
}

function Place({ locationId }: { locationId: number }) {
  const { data: location } = useQuery(locationQuery(locationId));
  if (location === undefined) return '…';
  return (
    <>
      {location.name}
      {location.address !== null && <Lines className={styles.small} text={location.address} />}
      <a className={styles.directions} href={directionsTo(location)} target="_blank" rel="noreferrer">
        {texts.directions} <NewTab />
      </a>
    </>
  );
}

interface VisitFactsProps {
  appointment: Appointment;
  details: VisitDetails;
}

/** The time, doctor, location and reason of a visit. */
export function VisitFacts({ appointment, details }: VisitFactsProps) {
  const { appointmentDateTime, endsAt, timeZone, doctorId, locationId, reason, id } = appointment;
  const { doctor, doctorName, visitType, patient, recordHref, deceasedOn } = details;
  const minutes = Math.round((Date.parse(endsAt) - Date.parse(appointmentDateTime)) / 60_000);
  return (
    <Facts>
      <Fact name={texts.when}>
        <VisitTime start={appointmentDateTime} end={endsAt} timeZone={timeZone} />
      </Fact>
      <Fact name={texts.doctor}>
        {doctor === undefined ? doctorName : <Link href={addresses.doctor(doctorId)}>{doctorName}</Link>}
        {doctor !== undefined && <span className={styles.small}>{doctor.specialization}</span>}
      </Fact>
      <Fact name={texts.where}>
        {visitType?.mode === 'video' ? texts.video : <Place locationId={locationId} />}
      </Fact>
      <Fact name={texts.kind}>
        {messages.sentence(
          ...(visitType === undefined ? [] : [visitType.name]),
          messages.week.minutes(minutes),
        )}
      </Fact>
      {patient !== undefined && (
        <Fact name={texts.forWhom}>
          {recordHref === undefined ? patient : <Link href={recordHref}>{patient}</Link>}
          {deceasedOn !== null && (
            <span className={styles.small}>{messages.records.died(fullDate(deceasedOn))}</span>
          )}
        </Fact>
      )}
      {reason !== null && reason !== '' && (
        <Fact name={texts.reason}>
          <Lines text={reason} />
        </Fact>
      )}
      <Fact name={texts.reference}>
        <span className={styles.reference}>{id}</span>
      </Fact>
    </Facts>
  );
}
