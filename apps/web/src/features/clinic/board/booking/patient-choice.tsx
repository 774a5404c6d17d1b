import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type FoundPatient, leastSearched, patientsQuery } from '../../../../api/clinic/patients.js';
import { PlusIcon } from '../../../../components/icons/desk-icons.js';
import { SearchIcon } from '../../../../components/icons/icons.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { FoundPatients, PatientLines } from '../../found-patient.js';
import styles from './booking.module.css';
import { NewPatientForm } from './new-patient-form.js';

const texts = messages.board;

interface PatientChoiceProps {
  onChoose: (patient: FoundPatient) => void;
}

/** Finds the patient by name or telephone number, or adds a new one. */
export function PatientChoice({ onChoose }: PatientChoiceProps) {
  const [typed, setTyped] = useState('');
  const [isNew, setNew] = useState(false);
  const [q] = useDebouncedValue(typed.trim(), 250);
  const query = useQuery(patientsQuery(q));
  if (isNew) {
    return (
      <NewPatientForm
        searched={typed.trim()}
        onDone={onChoose}
        onBack={() => {
          setNew(false);
        }}
      />
    );
  }
  const found = q.length < leastSearched ? [] : (query.data ?? []);
  const isSearched = q.length >= leastSearched && query.data !== undefined && !query.isPlaceholderData;
  return (
    <div className={styles.form}>
      <TextInput
        type="search"
        size="md"
        label={texts.findPatient}
        description={texts.findPatientHint}
        leftSection={<SearchIcon />}
        autoComplete="off"
        data-autofocus
        maxLength={100}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
        }}
      />
      {query.isError && query.data === undefined && (
        <LoadError
          compact
          title={texts.patientsFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      <p role="status" className={styles.muted}>
        {isSearched ? texts.found(found.length) : ''}
      </p>
      <FoundPatients patients={found}>
        {(patient) =>
          patient.deceasedOn === null ? (
            <button
              type="button"
              onClick={() => {
                onChoose(patient);
              }}
            >
              <PatientLines patient={patient} />
            </button>
          ) : (
            <Link href={addresses.patient(patient.id)}>
              <PatientLines patient={patient} />
            </Link>
          )
        }
      </FoundPatients>
      <div>
        <Button
          variant="light"
          leftSection={<PlusIcon />}
          onClick={() => {
            setNew(true);
          }}
        >
          {texts.newPatient}
        </Button>
      </div>
    </div>
  );
}
