import { useState } from 'react';
import { addClosure, type Location } from '../../../api/admin/locations.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { TextField } from '../../../components/form/inputs.js';
import { messages } from '../../../messages/index.js';
import styles from '../admin.module.css';
import { FormCard } from '../form-card.js';
import { useEditing, useRefresh } from '../use-editing.js';
import { OutsideBookings } from './outside-bookings.js';

const all = messages.admin;
const texts = all.closures;

export function ClosureForm({ location }: { location: Location }) {
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  const [outside, setOutside] = useState(0);
  const add = useAct(async (typed) => {
    const [start, end] = [typed('start'), typed('end')];
    const body = {
      date: typed('date'),
      name: typed('name').trim(),
      ...(start !== '' && { start }),
      ...(end !== '' && { end }),
    };
    const { outsideHours } = await addClosure(location.id, body);
    await refresh();
    if (outsideHours.length === 0) showSaved();
    setOutside(outsideHours.length);
  });
  return (
    <FormCard title={`${texts.addTitle}: ${location.name}`}>
      {add.isSuccess && outside > 0 ? (
        <OutsideBookings count={outside} />
      ) : (
        <ActForm act={add} button={all.save}>
          {(errors) => (
            <>
              <TextField of="NewClosureDto.name" label={all.name} errors={errors} required />
              <TextField name="date" label={texts.date} type="date" errors={errors} required />
              <div className={styles.pair}>
                <TextField name="start" label={texts.start} type="time" errors={errors} />
                <TextField name="end" label={texts.end} type="time" errors={errors} hint={texts.timesHint} />
              </div>
            </>
          )}
        </ActForm>
      )}
    </FormCard>
  );
}
