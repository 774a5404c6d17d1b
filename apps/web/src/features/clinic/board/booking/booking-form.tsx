import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { beginWalkIn, bookFor } from '../../../../api/clinic/bookings.js';
import { reloadVisits } from '../../../../api/clinic/changes.js';
import { type FoundPatient } from '../../../../api/clinic/patients.js';
import { ApiError } from '../../../../api/http/problem.js';
import { useRequestKeys } from '../../../../api/http/request-key.js';
import { type Doctor, type VisitType, visitTypesQuery } from '../../../../api/queries.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { type Act, useAct } from '../../../../components/form/act.js';
import { LongTextField } from '../../../../components/form/inputs.js';
import { messages } from '../../../../messages/index.js';
import { type CalendarDate, isCalendarDate } from '../../../../time/dates.js';
import { chosenTime, SlotChoice } from '../../../../visits/slot-choice.js';
import styles from './booking.module.css';

const texts = messages.board;

interface BookingFormProps {
  walkIn: boolean;
  patient: FoundPatient;
  doctors: readonly Doctor[];
  doctorId: number;
  date: CalendarDate;
  onDone: () => void;
}

/** Whether the time is taken, so that the visit can only be an overbooked one. */
const isTaken = (error: Error | null): boolean =>
  error instanceof ApiError && error.code === 'appointment.slot_taken';

interface BookingByStaff extends Pick<BookingFormProps, 'walkIn' | 'patient' | 'onDone'> {
  doctorId: number;
  visitTypeId: number | undefined;
}

function useBookingByStaff({ walkIn, patient, doctorId, visitTypeId, onDone }: BookingByStaff): Act<void> {
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  return useAct(
    async (typed) => {
      const reason = typed('reason').trim();
      const overbookReason = typed('overbookReason').trim();
      const body = {
        doctorId,
        userId: patient.id,
        ...(visitTypeId !== undefined && { visitTypeId }),
        ...(reason !== '' && { reason }),
        ...(overbookReason !== '' && { overbookReason }),
      };
      if (walkIn) {
        await beginWalkIn(body, keyFor(['walk-in', body]));
        return;
      }
      const appointmentDateTime = chosenTime(typed);
      await bookFor({ ...body, appointmentDateTime }, keyFor(['visit', body, appointmentDateTime]));
    },
    {
      onSuccess: onDone,
      onSettled: () => reloadVisits(client, doctorId),
    },
  );
}

interface DoctorAndTypeProps {
  doctors: readonly Doctor[];
  visitTypes: readonly VisitType[];
  doctorId: number;
  visitTypeId: number | undefined;
  onDoctor: (id: number) => void;
  onVisitType: (id: number) => void;
}

function DoctorAndType({
  doctors,
  visitTypes,
  doctorId,
  visitTypeId,
  onDoctor,
  onVisitType,
}: DoctorAndTypeProps) {
  return (
    <div className={styles.pair}>
      <NativeSelect
        size="md"
        label={messages.desk.doctor}
        value={String(doctorId)}
        data={doctors.map(({ id, name, specialization }) => ({
          value: String(id),
          label: messages.sentence(name, specialization),
        }))}
        onChange={({ currentTarget }) => {
          onDoctor(Number(currentTarget.value));
        }}
      />
      <NativeSelect
        size="md"
        label={messages.desk.kind}
        value={String(visitTypeId ?? '')}
        data={visitTypes.map(({ id, name, durationMinutes }) => ({
          value: String(id),
          label: messages.sentence(name, messages.week.shortMinutes(durationMinutes)),
        }))}
        onChange={({ currentTarget }) => {
          onVisitType(Number(currentTarget.value));
        }}
      />
    </div>
  );
}

/** Asks for the doctor, the visit type and the time; a walk-in begins now. */
export function BookingForm({ walkIn, patient, doctors, onDone, ...first }: BookingFormProps) {
  const [doctorId, setDoctorId] = useState(first.doctorId);
  const [chosenType, setChosenType] = useState<number>();
  const [date, setDate] = useState(first.date);
  const [mayOverbook, setMayOverbook] = useState(false);
  const visitTypes = useQuery(visitTypesQuery(doctorId)).data ?? [];
  const visitTypeId = chosenType ?? visitTypes[0]?.id;
  const act = useBookingByStaff({ walkIn, patient, doctorId, visitTypeId, onDone });
  if (walkIn && isTaken(act.error) && !mayOverbook) setMayOverbook(true);
  return (
    <ActForm
      compact
      act={act}
      button={walkIn ? texts.walkInButton : texts.bookButton}
      words={messages.desk.refusals}
    >
      {(errors) => (
        <>
          <DoctorAndType
            doctors={doctors}
            visitTypes={visitTypes}
            doctorId={doctorId}
            visitTypeId={visitTypeId}
            onDoctor={(id) => {
              setDoctorId(id);
              setChosenType(undefined);
            }}
            onVisitType={setChosenType}
          />
          {!walkIn && (
            <>
              <TextInput
                type="date"
                size="md"
                label={messages.desk.date}
                value={date}
                onChange={({ currentTarget }) => {
                  if (isCalendarDate(currentTarget.value)) setDate(currentTarget.value);
                }}
              />
              <SlotChoice
                doctorId={doctorId}
                visitTypeId={visitTypeId}
                date={date}
                onShow={setDate}
                error={errors.appointmentDateTime}
              />
            </>
          )}
          <LongTextField
            of="NewAppointmentDto.reason"
            rows={2}
            label={messages.desk.reason}
            errors={errors}
          />
          {mayOverbook && (
            <LongTextField
              of="NewAppointmentDto.overbookReason"
              rows={2}
              label={texts.squeezeIn}
              hint={texts.squeezeInHint}
              errors={errors}
            />
          )}
        </>
      )}
    </ActForm>
  );
}
