import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { appointmentsQuery } from '../../../../api/appointments.js';
import { noteDeath, type PatientRecord, recordQuery } from '../../../../api/clinic/records.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { TextField } from '../../../../components/form/inputs.js';
import { useEdit } from '../../../../components/form/meanwhile/use-edit.js';
import { Panel } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import { addresses, navigate } from '../../../../routing/location.js';

const texts = messages.recordDeath;

/** How many visits are to come, as far as the reader sees them */
function VisitsToCome({ userId }: { userId: number }) {
  const [now] = useState(() => new Date().toISOString());
  const query = useInfiniteQuery(appointmentsQuery('upcoming', { now, userId }));
  if (query.data === undefined || query.hasNextPage) return texts.moreVisits;
  const visits = query.data.pages.flatMap(({ appointments }) => appointments);
  const open = visits.filter(({ status }) => status === 'pending' || status === 'confirmed');
  return open.length === 0 ? texts.noVisits : texts.visits(open.length);
}

const keptOf = ({ deceasedOn, version }: PatientRecord) => ({ on: deceasedOn, version });

/** Notes the date, after it is said what follows. */
export function DeathForm({ record }: { record: PatientRecord }) {
  const { userId } = record;
  const client = useQueryClient();
  const reread = async () => keptOf(await client.query({ ...recordQuery(userId), staleTime: 0 }));
  const edit = useEdit<ReturnType<typeof keptOf>>({ record: keptOf(record), reread });
  const act = useAct(async (typed) => {
    await edit.save({ on: typed('on') }, async ({ on }, { version }) => {
      await noteDeath(userId, on ?? '', version);
      return reread();
    });
    // Visits are called off: agendas, lists, the waitlist.
    await client.invalidateQueries();
    navigate(`${addresses.patient(userId)}?done=noted`, { replace: true });
  });
  return (
    <Panel title={record.deceasedOn === null ? texts.effects : undefined}>
      {record.deceasedOn === null && (
        <ul>
          <li>
            <VisitsToCome userId={userId} />
          </li>
          <li>{texts.silent}</li>
          <li>{texts.ends}</li>
          <li>{texts.stays}</li>
        </ul>
      )}
      <ActForm act={act} button={texts.save} compact>
        {(errors) => (
          <TextField
            key={edit.filling}
            name="on"
            type="date"
            label={texts.on}
            errors={errors}
            defaultValue={edit.record.on}
            required
          />
        )}
      </ActForm>
    </Panel>
  );
}
