import { type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type User } from '../../../api/admin/accounts.js';
import { retire, retirementQuery } from '../../../api/admin/retirements.js';
import { type Typed } from '../../../components/form/act.js';
import { SelectField, TextField } from '../../../components/form/inputs.js';
import { type FieldErrors, IncompleteForm } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';
import { dateIn } from '../../../time/dates.js';
import { deviceTimeZone, fullDate } from '../../../time/format.js';

const texts = messages.retirement;

type DoctorOfAccount = NonNullable<User['doctor']>;

/** The doctor who still takes bookings when the account is disabled; none when the account has none. */
export const bookableDoctor = ({ doctor, disabled }: User): DoctorOfAccount | undefined =>
  doctor == null || disabled || doctor.retiresOn !== null ? undefined : doctor;

/** Asks what becomes of the doctor whose account is disabled. */
export function DoctorChoice({ doctor, errors }: { doctor: DoctorOfAccount; errors: FieldErrors }) {
  const [choice, setChoice] = useState('');
  return (
    <>
      <SelectField
        name="doctor"
        label={texts.becomes(doctor.name, doctor.visitsToCome)}
        errors={errors}
        options={[
          { value: '', label: texts.choose },
          { value: 'keep', label: texts.keep },
          { value: 'later', label: texts.later },
          { value: 'today', label: texts.today },
        ]}
        onChange={setChoice}
      />
      {choice === 'later' && <TextField name="on" type="date" label={texts.laterOn} errors={errors} />}
    </>
  );
}

/**
 * Does what was chosen for the doctor.
 *
 * @throws IncompleteForm when nothing was, or no date, or another admin has set a date meanwhile
 */
export async function decide(client: QueryClient, doctor: DoctorOfAccount, typed: Typed): Promise<void> {
  const choice = typed('doctor');
  if (choice === '') throw new IncompleteForm({ doctor: texts.choose });
  if (choice === 'keep') return;
  const on = choice === 'today' ? dateIn(deviceTimeZone(), new Date()) : typed('on');
  if (on === '') throw new IncompleteForm({ on: messages.form.missing });
  const now = await client.query({ ...retirementQuery('doctors', doctor.id), staleTime: 0 });
  if (now.on === on) return;
  if (now.on !== null) throw new IncompleteForm({ doctor: texts.since(fullDate(now.on)) });
  await retire('doctors', doctor.id, { on }, now.version);
}
