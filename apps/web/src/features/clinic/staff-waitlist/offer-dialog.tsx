import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { doctorsAtQuery } from '../../../api/clinic/doctors.js';
import { offerTime } from '../../../api/clinic/staff-waitlist.js';
import { locationsQuery } from '../../../api/locations.js';
import { type WaitlistEntry } from '../../../api/waitlist.js';
import { Dialog } from '../../../components/dialog.js';
import { ActForm } from '../../../components/form/act-form.js';
import { type Act, useAct } from '../../../components/form/act.js';
import { messages } from '../../../messages/index.js';
import { isCalendarDate } from '../../../time/dates.js';
import { chosenTime, SlotChoice } from '../../../visits/slot-choice.js';
import { patientOf } from './waiting-patient.js';

const texts = messages.staffWaitlist;

function useOffer(entry: WaitlistEntry, doctorId: number | undefined, onDone: () => void): Act<unknown> {
  const client = useQueryClient();
  return useAct(
    async (typed) => {
      const appointmentDateTime = chosenTime(typed);
      if (doctorId !== undefined) await offerTime(entry.id, { doctorId, appointmentDateTime });
    },
    { onSuccess: onDone, onSettled: () => client.invalidateQueries({ queryKey: ['waitlist'] }) },
  );
}

interface LocationSelectProps {
  value: number;
  onChange: (locationId: number) => void;
}

function LocationSelect({ value, onChange }: LocationSelectProps) {
  const locations = useQuery(locationsQuery());
  return (
    <NativeSelect
      size="md"
      label={messages.desk.location}
      value={String(value)}
      data={(locations.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={({ currentTarget }) => {
        onChange(Number(currentTarget.value));
      }}
    />
  );
}

interface OfferDialogProps {
  entry: WaitlistEntry;
  /** Where the caller works */
  locationId: number;
  onClose: () => void;
}

/** Offers a free time, chosen by the front desk, to a patient of the waitlist. */
export function OfferDialog({ entry, locationId: ownLocation, onClose }: OfferDialogProps) {
  const [locationId, setLocationId] = useState(entry.locationId ?? ownLocation);
  const doctors = useQuery({ ...doctorsAtQuery(locationId), enabled: entry.doctorId === null });
  const fitting = (doctors.data ?? []).filter(
    ({ specialization }) => specialization === entry.specialization,
  );
  const [chosen, setChosen] = useState<number>();
  const [date, setDate] = useState(entry.from);
  const doctorId = entry.doctorId ?? chosen ?? fitting[0]?.id;
  const act = useOffer(entry, doctorId, onClose);
  return (
    <Dialog
      size="lg"
      title={texts.offerTo(patientOf(entry))}
      closeLabel={messages.desk.close}
      onClose={onClose}
    >
      <ActForm compact act={act} button={texts.offer} words={messages.desk.refusals}>
        {(errors) => (
          <>
            {entry.doctorId === null && entry.locationId === null && (
              <LocationSelect
                value={locationId}
                onChange={(id) => {
                  setLocationId(id);
                  setChosen(undefined);
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
                if (isCalendarDate(currentTarget.value)) setDate(currentTarget.value);
              }}
            />
            {doctorId !== undefined && (
              <SlotChoice
                doctorId={doctorId}
                visitTypeId={entry.visitTypeId ?? undefined}
                date={date}
                onShow={setDate}
                error={errors.appointmentDateTime}
              />
            )}
          </>
        )}
      </ActForm>
    </Dialog>
  );
}
