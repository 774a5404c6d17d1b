import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addPatient, type FoundPatient, leastSearched, patientsQuery } from '../../api/patients.js';
import { DeskRefusal } from '../../components/desk/desk-refusal.js';
import { patientName } from '../../components/desk/visit-words.js';
import { fieldErrors, IncompleteForm } from '../../components/form/refusals.js';
import { PlusIcon } from '../../components/desk/desk-icons.js';
import { SearchIcon } from '../../components/icons.js';
import { LoadError } from '../../components/load-error.js';
import { messages } from '../../messages/index.js';
import styles from './board.module.css';

const texts = messages.board;

interface NewPatientFormProps {
  typed: string;
  onDone: (patient: FoundPatient) => void;
  onBack: () => void;
}

const looksLikePhone = (text: string): boolean => /^[+\d][\d\s()/-]{3,}$/.test(text);
const digitsOf = (text: string): string => text.replaceAll(/[\s()/-]/g, '');

function NewPatientForm({ typed, onDone, onBack }: NewPatientFormProps) {
  const isPhone = looksLikePhone(typed);
  const [draft, setDraft] = useState({
    name: isPhone ? '' : typed,
    phone: isPhone ? typed : '',
    email: '',
    birthDate: '',
  });
  const act = useMutation({
    mutationFn: async () => {
      const name = draft.name.trim();
      if (name === '') throw new IncompleteForm({ name: messages.form.missing });
      const phone = digitsOf(draft.phone);
      const email = draft.email.trim();
      return addPatient({
        name,
        ...(phone !== '' && { phone }),
        ...(email !== '' && { email }),
        ...(draft.birthDate !== '' && { birthDate: draft.birthDate }),
      });
    },
    onSuccess: onDone,
  });
  const errors = fieldErrors(act.error);
  const field = (name: keyof typeof draft, label: string, type: string, description?: string) => (
    <TextInput
      type={type}
      size="md"
      label={label}
      {...(description !== undefined && { description })}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={errors[name]}
      autoComplete="off"
      value={draft[name]}
      onChange={({ currentTarget }) => {
        setDraft({ ...draft, [name]: currentTarget.value });
      }}
    />
  );
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.isPending) act.mutate();
      }}
    >
      {field('name', texts.name, 'text')}
      {field('phone', texts.phone, 'tel', texts.phoneHint)}
      {field('email', texts.email, 'email', texts.emailHint)}
      {field('birthDate', texts.birthDate, 'date')}
      {Object.keys(errors).length === 0 && <DeskRefusal error={act.error} />}
      <div className={styles.actions}>
        <Button type="submit" aria-disabled={act.isPending}>
          {act.isPending ? messages.form.busy : texts.addPatient}
        </Button>
        <Button variant="default" onClick={onBack}>
          {messages.desk.back}
        </Button>
      </div>
    </form>
  );
}

interface PatientChoiceProps {
  onChoose: (patient: FoundPatient) => void;
}

/** Finds the patient by name or telephone number, or writes down a new one. */
export function PatientChoice({ onChoose }: PatientChoiceProps) {
  const [typed, setTyped] = useState('');
  const [isNew, setNew] = useState(false);
  const [q] = useDebouncedValue(typed.trim(), 250);
  // A number is typed with spaces and kept without.
  const query = useQuery(patientsQuery(looksLikePhone(q) ? digitsOf(q) : q));
  if (isNew) {
    return (
      <NewPatientForm
        typed={typed.trim()}
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
      <ul className={styles.found} aria-label={texts.patients}>
        {found.map((patient) => (
          <li key={patient.id}>
            <button
              type="button"
              onClick={() => {
                onChoose(patient);
              }}
            >
              <strong>{patientName(patient)}</strong>
              <span>
                {[patient.phone, patient.email, patient.birthDate]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
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
