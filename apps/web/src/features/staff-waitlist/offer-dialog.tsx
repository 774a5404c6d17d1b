import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.js';
import { doctorsAtQuery, locationsQuery } from '../../api/places.js';
import { offerTime } from '../../api/staff-waitlist.js';
import { type WaitlistEntry } from '../../api/waitlist.js';
import { isCalendarDate } from '../../components/dates.js';
import { DeskRefusal } from '../../components/desk/desk-refusal.js';
import { SlotChoice } from '../../components/desk/slot-choice.js';
import { messages } from '../../messages/index.js';
import { patientOf } from './patient.js';
import styles from './staff-waitlist.module.css';

const texts = messages.staffWaitlist;

interface OfferDialogProps {
  entry: WaitlistEntry;
  /** Where the caller works */
  locationId: number;
  onClose: () => void;
}

/** A free time for somebody who waits, chosen by hand. */
export function OfferDialog({ entry, locationId, onClose }: OfferDialogProps) {
  const client = useQueryClient();
  const locations = useQuery(locationsQuery());
  const [place, setPlace] = useState(entry.locationId ?? locationId);
  const doctors = useQuery({ ...doctorsAtQuery(place), enabled: entry.doctorId === null });
  const fitting = (doctors.data ?? []).filter(
    ({ specialization }) => specialization === entry.specialization,
  );
  const [chosen, setChosen] = useState<number>();
  const [date, setDate] = useState(entry.from);
  const [start, setStart] = useState<string>();
  const [isIncomplete, setIncomplete] = useState(false);
  const doctorId = entry.doctorId ?? chosen ?? fitting[0]?.id;
  const act = useMutation({
    mutationFn: (offer: { doctorId: number; appointmentDateTime: string }) => offerTime(entry.id, offer),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: ['waitlist'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIncomplete(start === undefined);
    if (start !== undefined && doctorId !== undefined && !act.isPending)
      act.mutate({ doctorId, appointmentDateTime: start });
  };
  return (
    <Dialog
      size="lg"
      title={texts.offerTo(patientOf(entry))}
      closeLabel={messages.desk.close}
      onClose={onClose}
    >
      <form className={styles.form} noValidate onSubmit={submit}>
        {entry.doctorId === null && entry.locationId === null && (
          <NativeSelect
            size="md"
            label={messages.desk.location}
            value={String(place)}
            data={(locations.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={({ currentTarget }) => {
              setPlace(Number(currentTarget.value));
              setChosen(undefined);
              setStart(undefined);
            }}
          />
        )}
        {entry.doctorId === null && (
          <NativeSelect
            size="md"
            label={messages.desk.doctor}
            value={String(doctorId ?? '')}
            data={fitting.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={({ currentTarget }) => {
              setChosen(Number(currentTarget.value));
              setStart(undefined);
            }}
          />
        )}
        <TextInput
          type="date"
          size="md"
          label={messages.desk.date}
          min={entry.from}
          max={entry.to}
          value={date}
          onChange={({ currentTarget }) => {
            if (!isCalendarDate(currentTarget.value)) return;
            setDate(currentTarget.value);
            setStart(undefined);
          }}
        />
        {doctorId !== undefined && (
          <SlotChoice
            doctorId={doctorId}
            visitTypeId={entry.visitTypeId ?? undefined}
            date={date}
            value={start}
            onChange={setStart}
            onShow={setDate}
            error={isIncomplete && start === undefined ? messages.desk.pickTime : undefined}
          />
        )}
        <DeskRefusal error={act.error} />
        <div>
          <Button type="submit" aria-disabled={act.isPending}>
            {act.isPending ? messages.form.busy : texts.offer}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
