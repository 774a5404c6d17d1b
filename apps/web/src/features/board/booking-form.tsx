import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { beginWalkIn, bookFor } from '../../api/desk-bookings.js';
import { type FoundPatient } from '../../api/patients.js';
import { ApiError } from '../../api/problem.js';
import { type Doctor, visitTypesQuery } from '../../api/queries.js';
import { useRequestKey } from '../../api/request-key.js';
import { type CalendarDate, isCalendarDate } from '../../components/dates.js';
import { DeskRefusal } from '../../components/desk/desk-refusal.js';
import { SlotChoice } from '../../components/desk/slot-choice.js';
import { messages } from '../../messages/index.js';
import styles from './board.module.css';

const texts = messages.board;

interface BookingFormProps {
  kind: 'visit' | 'walk-in';
  patient: FoundPatient;
  doctors: readonly Doctor[];
  doctorId: number;
  date: CalendarDate;
  onDone: () => void;
}

interface Draft {
  doctorId: number;
  date: CalendarDate;
  visitTypeId: number | undefined;
  start: string | undefined;
  reason: string;
  overbookReason: string;
}

/** Whether it could still be squeezed in. */
const isTaken = (error: Error | null): boolean =>
  error instanceof ApiError && error.code === 'appointment.slot_taken';

/** With whom, for what and when; a walk-in begins now. */
export function BookingForm({ kind, patient, doctors, doctorId, date, onDone }: BookingFormProps) {
  const client = useQueryClient();
  const { keyFor, succeeded } = useRequestKey();
  const [isIncomplete, setIncomplete] = useState(false);
  const [draft, setDraft] = useState<Draft>({
    doctorId,
    date,
    visitTypeId: undefined,
    start: undefined,
    reason: '',
    overbookReason: '',
  });
  const kinds = useQuery(visitTypesQuery(draft.doctorId));
  const visitTypeId = draft.visitTypeId ?? kinds.data?.[0]?.id;
  const change = (changes: Partial<Draft>) => {
    setDraft({ ...draft, ...changes });
  };
  const act = useMutation({
    mutationFn: async ({ start }: { start: string | undefined }) => {
      const body = {
        doctorId: draft.doctorId,
        userId: patient.id,
        ...(visitTypeId !== undefined && { visitTypeId }),
        ...(draft.reason.trim() !== '' && { reason: draft.reason.trim() }),
        ...(draft.overbookReason.trim() !== '' && { overbookReason: draft.overbookReason.trim() }),
      };
      if (start === undefined) await beginWalkIn(body, keyFor([kind, body]));
      else await bookFor({ ...body, appointmentDateTime: start }, keyFor([kind, body, start]));
    },
    onSuccess: () => {
      succeeded();
      onDone();
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['day', draft.doctorId] }),
        client.invalidateQueries({ queryKey: ['doctor', draft.doctorId, 'availability'] }),
      ]),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isMissing = kind === 'visit' && draft.start === undefined;
    setIncomplete(isMissing);
    if (!isMissing && !act.isPending) act.mutate({ start: kind === 'visit' ? draft.start : undefined });
  };
  const show = (day: CalendarDate) => {
    change({ date: day, start: undefined });
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <div className={styles.pair}>
        <NativeSelect
          size="md"
          label={messages.desk.doctor}
          value={String(draft.doctorId)}
          data={doctors.map(({ id, name, specialization }) => ({
            value: String(id),
            label: messages.sentence(name, specialization),
          }))}
          onChange={({ currentTarget }) => {
            change({ doctorId: Number(currentTarget.value), visitTypeId: undefined, start: undefined });
          }}
        />
        <NativeSelect
          size="md"
          label={messages.desk.kind}
          value={String(visitTypeId ?? '')}
          data={(kinds.data ?? []).map(({ id, name, durationMinutes }) => ({
            value: String(id),
            label: messages.sentence(name, messages.week.shortMinutes(durationMinutes)),
          }))}
          onChange={({ currentTarget }) => {
            change({ visitTypeId: Number(currentTarget.value), start: undefined });
          }}
        />
      </div>
      {kind === 'visit' && (
        <>
          <TextInput
            type="date"
            size="md"
            label={messages.desk.date}
            value={draft.date}
            onChange={({ currentTarget }) => {
              if (isCalendarDate(currentTarget.value)) show(currentTarget.value);
            }}
          />
          <SlotChoice
            doctorId={draft.doctorId}
            visitTypeId={visitTypeId}
            date={draft.date}
            value={draft.start}
            onChange={(start) => {
              change({ start });
            }}
            onShow={show}
            error={isIncomplete && draft.start === undefined ? messages.desk.pickTime : undefined}
          />
        </>
      )}
      <TextInput
        size="md"
        label={messages.desk.reason}
        maxLength={1000}
        value={draft.reason}
        onChange={({ currentTarget }) => {
          change({ reason: currentTarget.value });
        }}
      />
      <DeskRefusal error={act.error} />
      {kind === 'walk-in' && (isTaken(act.error) || draft.overbookReason !== '') && (
        <TextInput
          size="md"
          label={texts.squeezeIn}
          description={texts.squeezeInHint}
          maxLength={1000}
          value={draft.overbookReason}
          onChange={({ currentTarget }) => {
            change({ overbookReason: currentTarget.value });
          }}
        />
      )}
      <div className={styles.actions}>
        <Button type="submit" aria-disabled={act.isPending}>
          {act.isPending ? messages.form.busy : texts[kind === 'visit' ? 'bookButton' : 'walkInButton']}
        </Button>
      </div>
    </form>
  );
}
