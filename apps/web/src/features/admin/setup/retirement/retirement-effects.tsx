import { Button } from '@mantine/core';
import { useState } from 'react';
import { cancelVisits, type Retirement, type Retiring } from '../../../../api/admin/retirements.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { LongTextField } from '../../../../components/form/inputs.js';
import { DataTable } from '../../../../components/table/data-table.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { dateIn } from '../../../../time/dates.js';
import { dateTime } from '../../../../time/format.js';
import { patientName } from '../../../../visits/visit-words.js';
import { Done } from '../../section-head.js';
import { useRefresh } from '../../use-editing.js';

const all = messages.admin;
const texts = messages.retirement;

type Visit = Retirement['appointments'][number];

/** The visits that stay booked, each with the way to the proposals for its day. */
function Visits({ visits }: { visits: readonly Visit[] }) {
  return (
    <DataTable
      caption={texts.visits(visits.length)}
      captionHidden
      rows={visits}
      rowKey={(row) => row.id}
      columns={[
        { key: 'name', header: all.name, heads: true, cell: (row) => <bdi>{patientName(row.patient)}</bdi> },
        { key: 'time', header: texts.when, cell: (row) => dateTime(row.appointmentDateTime, row.timeZone) },
        {
          key: 'actions',
          header: all.actions,
          actions: true,
          cell: (row) => (
            <Button
              component={Link}
              variant="default"
              href={addresses.moveDay(row.doctorId, dateIn(row.timeZone, new Date(row.appointmentDateTime)))}
              aria-label={`${texts.move}: ${patientName(row.patient)}`}
            >
              {texts.move}
            </Button>
          ),
        },
      ]}
    />
  );
}

interface RetirementEffectsProps {
  kind: Retiring;
  id: number;
  /** The date whose effects these are */
  on: string;
  effects: Retirement;
}

/** What a retirement leaves to be decided. */
export function RetirementEffects({ kind, id, on, effects }: RetirementEffectsProps) {
  const { appointments, doctors, total, waiting } = effects;
  const refresh = useRefresh();
  const [told, setTold] = useState<string>();
  const cancel = useAct(async (typed) => {
    const { cancelled, remaining } = await cancelVisits(kind, id, { reason: typed('reason').trim(), on });
    await refresh();
    setTold(texts.cancelled(cancelled.length, remaining));
  });
  return (
    <>
      <p>
        <strong>{total === 0 ? texts.nothingLeft : texts.visits(total)}</strong>
        {appointments.length < total && ` ${texts.more(appointments.length)}`}
      </p>
      {waiting > 0 && <p>{texts.waiting(waiting)}</p>}
      {doctors.length > 0 && (
        <div>
          <p>{texts.stranded}</p>
          <ul>
            {doctors.map((doctor) => (
              <li key={doctor.id}>
                <bdi>{doctor.name}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {total > 0 && (
        <>
          <Visits visits={appointments} />
          <ActForm act={cancel} button={texts.cancelAll} color="red.9" compact>
            {(errors) => (
              <LongTextField
                of="NewCancellationsDto.reason"
                label={texts.cancelReason}
                errors={errors}
                rows={2}
                required
              />
            )}
          </ActForm>
        </>
      )}
      <Done>{told}</Done>
    </>
  );
}
