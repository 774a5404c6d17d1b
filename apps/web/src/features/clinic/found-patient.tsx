import { Fragment, type ReactNode } from 'react';
import { type FoundPatient, type Likeness } from '../../api/clinic/patients.js';
import { useShownPhone } from '../../components/phone/phone.js';
import { Tag } from '../../components/tag.js';
import { messages } from '../../messages/index.js';
import { fullDate } from '../../time/format.js';
import { patientName } from '../../visits/visit-words.js';
import styles from './found-patient.module.css';

/** A patient with what tells those of one name apart. */
export function PatientLines({ patient }: { patient: FoundPatient }) {
  const { phone, email, birthDate, deceasedOn } = patient;
  const shown = useShownPhone(phone ?? '');
  const facts = [shown, email ?? '', birthDate === null ? '' : fullDate(birthDate)];
  return (
    <>
      <strong>
        <bdi>{patientName(patient)}</bdi>
      </strong>
      <span>
        {facts
          .filter((fact) => fact !== '')
          .map((fact, index) => (
            <Fragment key={fact}>
              {index > 0 && ' · '}
              <bdi>{fact}</bdi>
            </Fragment>
          ))}
      </span>
      {deceasedOn !== null && <Tag>{messages.records.died(fullDate(deceasedOn))}</Tag>}
    </>
  );
}

/** A patient with what the record has in common with another one. */
export function LikenessLines({ likeness }: { likeness: Likeness }) {
  return (
    <>
      <PatientLines patient={likeness} />
      <Tag tone="caution">{likeness.alike.map((trait) => messages.board.alikeTraits[trait]).join(' · ')}</Tag>
    </>
  );
}

interface FoundPatientsProps<Found> {
  patients: readonly Found[];
  label?: string;
  /** What leads on, with the patient's lines in it */
  children: (patient: Found) => ReactNode;
}

/** Patients whom a search has found. */
export function FoundPatients<Found extends FoundPatient>({
  patients,
  label = messages.board.patients,
  children,
}: FoundPatientsProps<Found>) {
  return (
    <ul className={styles.found} aria-label={label}>
      {patients.map((patient) => (
        <li key={patient.id}>{children(patient)}</li>
      ))}
    </ul>
  );
}
