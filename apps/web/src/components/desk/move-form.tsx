import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { moveVisit, type Visit } from '../../api/day.js';
import { doctorsAtQuery } from '../../api/places.js';
import { useRequestKey } from '../../api/request-key.js';
import { messages } from '../../messages/index.js';
import { type CalendarDate, dateIn, isCalendarDate } from '../dates.js';
import { DeskRefusal } from './desk-refusal.js';
import styles from './desk.module.css';
import { SlotChoice } from './slot-choice.js';

const texts = messages.desk;

interface DoctorSelectProps {
  locationId: number;
  value: number;
  onChange: (doctorId: number) => void;
}

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

interface MoveFormProps {
  visit: Visit;
  /** Whether the visit may go to another doctor */
  anyDoctor: boolean;
  onDone: () => void;
  onBack: () => void;
}

/** Another time, or another doctor, for a visit. Nothing has to be dragged. */
export function MoveForm({ visit, anyDoctor, onDone, onBack }: MoveFormProps) {
  const client = useQueryClient();
  const { keyFor, succeeded } = useRequestKey();
  const [doctorId, setDoctorId] = useState(visit.doctorId);
  const [date, setDate] = useState<CalendarDate>(dateIn(visit.timeZone, new Date(visit.appointmentDateTime)));
  const [start, setStart] = useState<string>();
  const [changeReason, setReason] = useState('');
  const [isIncomplete, setIncomplete] = useState(false);
  const act = useMutation({
    mutationFn: async (appointmentDateTime: string) => {
      const why = changeReason.trim() === '' ? {} : { changeReason: changeReason.trim() };
      const change = { appointmentDateTime, ...(doctorId !== visit.doctorId && { doctorId }), ...why };
      await moveVisit({ visit, change, key: keyFor([visit.id, visit.version, change]) });
    },
    onSuccess: () => {
      succeeded();
      onDone();
    },
    onSettled: () =>
      Promise.all(
        [visit.doctorId, doctorId].flatMap((id) => [
          client.invalidateQueries({ queryKey: ['day', id] }),
          client.invalidateQueries({ queryKey: ['doctor', id, 'availability'] }),
        ]),
      ),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIncomplete(start === undefined);
    if (start !== undefined && !act.isPending) act.mutate(start);
  };
  const show = (day: CalendarDate) => {
    setDate(day);
    setStart(undefined);
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <p className={styles.ask}>{texts.moveLead}</p>
      <div className={styles.pair}>
        {anyDoctor && (
          <DoctorSelect
            locationId={visit.locationId}
            value={doctorId}
            onChange={(id) => {
              setDoctorId(id);
              setStart(undefined);
            }}
          />
        )}
        <TextInput
          type="date"
          size="md"
          label={texts.date}
          value={date}
          onChange={({ currentTarget }) => {
            if (isCalendarDate(currentTarget.value)) show(currentTarget.value);
          }}
        />
      </div>
      <SlotChoice
        doctorId={doctorId}
        visitTypeId={visit.visitTypeId}
        date={date}
        value={start}
        onChange={setStart}
        onShow={show}
        error={isIncomplete && start === undefined ? texts.pickTime : undefined}
      />
      <TextInput
        size="md"
        label={texts.moveReason}
        description={texts.moveReasonHint}
        maxLength={1000}
        value={changeReason}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value);
        }}
      />
      <DeskRefusal error={act.error} />
      <div className={styles.actions}>
        <Button type="submit" aria-disabled={act.isPending}>
          {act.isPending ? messages.form.busy : texts.moveButton}
        </Button>
        <Button variant="default" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </form>
  );
}
