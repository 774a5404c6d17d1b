import { type FoundPatient } from '../../../api/clinic/patients.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { FoundPatients, PatientLines } from '../found-patient.js';

/** Patients whom a search has found; each leads to the record. */
export function PatientLinks({ patients }: { patients: readonly FoundPatient[] }) {
  return (
    <FoundPatients patients={patients}>
      {(patient) => (
        <Link href={addresses.patient(patient.id)}>
          <PatientLines patient={patient} />
        </Link>
      )}
    </FoundPatients>
  );
}
