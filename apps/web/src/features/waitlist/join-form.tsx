import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Me } from '../../api/me.js';
import { dependantsQuery } from '../../api/people.js';
import { doctorQuery, specializationsQuery } from '../../api/queries.js';
import { joinWaitlist } from '../../api/waitlist.js';
import { ActForm } from '../../components/form/act-form.js';
import { useAct } from '../../components/form/act.js';
import { IncompleteForm } from '../../components/form/refusals.js';
import { addDays, dateIn, isCalendarDate } from '../../components/dates.js';
import { deviceTimeZone } from '../../components/format.js';
import { useUrl } from '../../components/location.js';
import { Panel, Saved } from '../../components/panel.js';
import { messages } from '../../messages/index.js';
import styles from './waitlist.module.css';

const texts = messages.waitlist;
const usualDays = 30;

const idIn = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** What the address says is to be waited for. */
function useWish() {
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

function WhomField({ me }: { me: Me }) {
  const { data: dependants = [] } = useQuery(dependantsQuery());
  if (dependants.length === 0) return null;
  return (
    <NativeSelect
      size="md"
      name="userId"
      label={texts.forWhom}
      data={[
        { value: String(me.id), label: texts.forYou },
        ...dependants.map(({ userId, name }) => ({ value: String(userId), label: name })),
      ]}
    />
  );
}

/** Joins for a doctor whom the address names, else for a specialization. */
export function JoinForm({ me }: { me: Me }) {
  const { doctorId, visitTypeId, locationId, today, ...wish } = useWish();
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
  const date = (name: 'from' | 'to', label: string, error: string | undefined) => (
    <TextInput
      size="md"
      type="date"
      name={name}
      label={label}
      defaultValue={wish[name]}
      min={today}
      error={error}
      required
      withAsterisk={false}
    />
  );
  return (
    <Panel title={doctor.data === undefined ? texts.join : texts.joinWith(doctor.data.name)}>
      <ActForm act={act} button={texts.button}>
        {(errors) => (
          <>
            {doctorId === undefined && (
              <NativeSelect
                key={specializations.data?.length}
                size="md"
                name="specialization"
                label={texts.anyOf}
                defaultValue={wish.specialization}
                error={errors.specialization}
                data={[{ value: '', label: texts.choose }, ...(specializations.data ?? [])]}
              />
            )}
            <div className={styles.pair}>
              {date('from', texts.from, errors.from)}
              {date('to', texts.to, errors.to)}
            </div>
            <WhomField me={me} />
          </>
        )}
      </ActForm>
      <Saved>{act.isSuccess && texts.joined}</Saved>
    </Panel>
  );
}
