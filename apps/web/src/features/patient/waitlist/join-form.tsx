import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Me } from '../../../api/me.js';
import { dependantsQuery } from '../../../api/people.js';
import { doctorQuery, specializationsQuery } from '../../../api/queries.js';
import { joinWaitlist } from '../../../api/waitlist.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { SelectField, TextField } from '../../../components/form/inputs.js';
import { type FieldErrors, IncompleteForm } from '../../../components/form/refusals.js';
import { addDays, dateIn, isCalendarDate } from '../../../time/dates.js';
import { deviceTimeZone } from '../../../time/format.js';
import { useUrl } from '../../../routing/location.js';
import { Panel, Saved } from '../../../components/panel.js';
import { messages } from '../../../messages/index.js';
import styles from './waitlist.module.css';

const texts = messages.waitlist;
const usualDays = 30;

const idIn = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** What the address asks for. */
function useAddress() {
  const { searchParams } = useUrl();
  const today = dateIn(deviceTimeZone(), new Date());
  const dateOr = (name: string, otherwise: string): string => {
    const date = searchParams.get(name);
    return isCalendarDate(date) && date >= today ? date : otherwise;
  };
  return {
    doctorId: idIn(searchParams.get('doctor')),
    visitTypeId: idIn(searchParams.get('visitType')),
    locationId: idIn(searchParams.get('location')),
    specialization: searchParams.get('specialization') ?? '',
    from: dateOr('from', today),
    to: dateOr('to', addDays(today, usualDays)),
    today,
  };
}

function PatientField({ me, errors }: { me: Me; errors: FieldErrors }) {
  const { data: dependants = [] } = useQuery(dependantsQuery());
  if (dependants.length === 0) return null;
  return (
    <SelectField
      name="userId"
      label={texts.forWhom}
      errors={errors}
      defaultValue={String(me.id)}
      options={[
        { value: String(me.id), label: texts.forYou },
        ...dependants.map(({ userId, name }) => ({ value: String(userId), label: name })),
      ]}
    />
  );
}

/** Joins the waitlist of the doctor that the address names, else of a specialization. */
export function JoinForm({ me }: { me: Me }) {
  const { doctorId, visitTypeId, locationId, today, ...asked } = useAddress();
  const client = useQueryClient();
  const doctor = useQuery({ ...doctorQuery(doctorId ?? 0), enabled: doctorId !== undefined });
  const specializations = useQuery({ ...specializationsQuery(), enabled: doctorId === undefined });
  const act = useAct(async (typed) => {
    const specialization = typed('specialization');
    if (doctorId === undefined && specialization === '')
      throw new IncompleteForm({ specialization: messages.form.missing });
    const userId = typed('userId');
    await joinWaitlist({
      ...(doctorId === undefined ? { specialization } : { doctorId }),
      ...(visitTypeId !== undefined && { visitTypeId }),
      ...(locationId !== undefined && { locationId }),
      ...(userId !== '' && { userId: Number(userId) }),
      from: typed('from'),
      to: typed('to'),
    });
    await client.invalidateQueries({ queryKey: ['waitlist'] });
  });
  const date = (name: 'from' | 'to', label: string, errors: FieldErrors) => (
    <TextField
      type="date"
      name={name}
      label={label}
      errors={errors}
      defaultValue={asked[name]}
      min={today}
      required
    />
  );
  return (
    <Panel title={doctor.data === undefined ? texts.join : texts.joinWith(doctor.data.name)}>
      <ActForm act={act} button={texts.button}>
        {(errors) => (
          <>
            {doctorId === undefined && (
              <SelectField
                key={specializations.data?.length}
                name="specialization"
                label={texts.anyOf}
                errors={errors}
                defaultValue={asked.specialization}
                options={[
                  { value: '', label: texts.choose },
                  ...(specializations.data ?? []).map((name) => ({ value: name, label: name })),
                ]}
              />
            )}
            <div className={styles.pair}>
              {date('from', texts.from, errors)}
              {date('to', texts.to, errors)}
            </div>
            <PatientField me={me} errors={errors} />
          </>
        )}
      </ActForm>
      <Saved>{act.isSuccess && texts.joined}</Saved>
    </Panel>
  );
}
