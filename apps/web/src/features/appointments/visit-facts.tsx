import { useQuery } from '@tanstack/react-query';
import { type Appointment } from '../../api/appointments.js';
import { type Location, locationQuery } from '../../api/locations.js';
import { Link } from '../../components/link.js';
import { addresses } from '../../components/location.js';
import { NewTab } from '../../components/new-tab.js';
import { Fact, Facts } from '../../components/panel.js';
import { VisitTime } from '../../components/visit-time.js';
import { messages } from '../../messages/index.js';
import { type VisitDetails } from './visit-details.js';
import styles from './visit-page.module.css';

const texts = messages.appointments;

function directionsTo({ name, address, latitude, longitude }: Location): string {
  const point = latitude === null || longitude === null ? undefined : `${latitude},${longitude}`;
  const destination = point ?? messages.sentence(name, ...(address === null ? [] : [address]));
  const query = new URLSearchParams({ api: '1', destination });
  return `https://www.google.com/maps/dir/?${query.toString()}`;
}

function Place({ locationId }: { locationId: number }) {
  const { data: location } = useQuery(locationQuery(locationId));
  if (location === undefined) return '…';
  return (
    <>
      {location.name}
      {location.address !== null && <span className={styles.small}>{location.address}</span>}
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

/** When, with whom, where and what for. */
export function VisitFacts({ appointment, details }: VisitFactsProps) {
  const { appointmentDateTime, endsAt, timeZone, doctorId, locationId, reason, id } = appointment;
  const { doctor, doctorName, visitType, patient } = details;
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
      {patient !== undefined && <Fact name={texts.forWhom}>{patient}</Fact>}
      {reason !== null && reason !== '' && <Fact name={texts.reason}>{reason}</Fact>}
      <Fact name={texts.reference}>
        <span className={styles.reference}>{id}</span>
      </Fact>
    </Facts>
  );
}
