import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { doctorsAtQuery } from '../../api/clinic/doctors.js';
import { LoadError } from '../../components/state/load-error.js';
import { messages } from '../../messages/index.js';
import { type KindsOfMove } from './kinds-of-move.js';

const texts = messages.desk;

interface DoctorSelectProps {
  locationId: number;
  value: number;
  onChange: (doctorId: number) => void;
}

/** With which doctor of the location a visit is to be. */
export function DoctorSelect({ locationId, value, onChange }: DoctorSelectProps) {
  const doctors = useQuery(doctorsAtQuery(locationId));
  return (
    <NativeSelect
      size="md"
      label={texts.doctor}
      value={String(value)}
      data={(doctors.data ?? []).map(({ id, name, specialization }) => ({
        value: String(id),
        label: messages.sentence(name, specialization),
      }))}
      onChange={({ currentTarget }) => {
        onChange(Number(currentTarget.value));
      }}
    />
  );
}

interface KindSelectProps {
  kinds: KindsOfMove;
  value: number | undefined;
  error?: string | undefined;
  onChange: (visitTypeId: number) => void;
}

/** Of which kind a visit is to be; says so where the doctor does not offer the one that it is of. */
export function KindSelect({ kinds: of, value, error, onChange }: KindSelectProps) {
  const { own, kinds } = of;
  if (kinds === undefined && of.error !== null)
    return (
      <LoadError
        compact
        title={messages.week.visitTypesFailed}
        error={of.error}
        onRetry={() => void of.refetch()}
      />
    );
  const isLost = own !== undefined && kinds?.every(({ id }) => id !== own.id) === true;
  return (
    <NativeSelect
      size="md"
      label={texts.kind}
      description={isLost && texts.kindNotOffered(own.name)}
      error={error}
      value={String(value ?? '')}
      data={(kinds ?? (own === undefined ? [] : [own])).map(({ id, name, durationMinutes }) => ({
        value: String(id),
        label: messages.sentence(name, messages.week.shortMinutes(durationMinutes)),
      }))}
      onChange={({ currentTarget }) => {
        onChange(Number(currentTarget.value));
      }}
    />
  );
}
