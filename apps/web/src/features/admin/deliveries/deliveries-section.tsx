import { useState } from 'react';
import { deliveriesQuery, type Delivery, resendDelivery } from '../../../api/admin/deliveries.js';
import { FilterForm } from '../../../components/form/filter-form.js';
import { NumberField, SelectField } from '../../../components/form/inputs.js';
import { CheckIcon, ClockIcon, WarningIcon } from '../../../components/icons/icons.js';
import { useUrl } from '../../../routing/location.js';
import { PagedTable } from '../../../components/table/paged-table.js';
import { Tag } from '../../../components/tag.js';
import { messages } from '../../../messages/index.js';
import { ActButton } from '../act-button.js';
import { momentOf } from '../moment.js';
import { Done, SectionHead } from '../section-head.js';
import { useRefresh } from '../use-editing.js';

const all = messages.admin;
const texts = all.deliveries;

const names = ['state', 'channel', 'userId', 'appointmentId'] as const;

const optionsOf = (labels: Readonly<Record<string, string>>) => [
  { value: '', label: all.any },
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
];

function State({ delivery: { state, reason, togetherWith } }: { delivery: Delivery }) {
  const isSent = state === 'sent';
  const isWaiting = state === 'planned' || state === 'skipped';
  const Icon = isSent ? CheckIcon : isWaiting ? ClockIcon : WarningIcon;
  return (
    <>
      <Tag icon={<Icon />} tone={isSent ? 'good' : isWaiting ? 'plain' : 'caution'}>
        {texts.states[state]}
      </Tag>{' '}
      {reason !== null && <small dir="ltr">{reason}</small>}
      {togetherWith > 0 && <small>{texts.together(togetherWith)}</small>}
    </>
  );
}

export function DeliveriesSection() {
  const { searchParams } = useUrl();
  const refresh = useRefresh();
  const [resent, setResent] = useState<number>();
  const filters = Object.fromEntries(names.map((name) => [name, searchParams.get(name) ?? '']));
  const resend = async ({ id }: Delivery): Promise<void> => {
    setResent(undefined);
    await resendDelivery(id);
    await refresh();
    setResent(id);
  };
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} />
      <FilterForm label={texts.title} button={all.filter}>
        <SelectField
          name="state"
          label={texts.state}
          errors={{}}
          defaultValue={filters.state}
          options={optionsOf(texts.states)}
        />
        <SelectField
          name="channel"
          label={texts.channel}
          errors={{}}
          defaultValue={filters.channel}
          options={optionsOf(texts.channels)}
        />
        <NumberField
          name="userId"
          label={texts.user}
          errors={{}}
          defaultValue={filters.userId}
          min={1}
          max={2_147_483_647}
        />
        <NumberField
          name="appointmentId"
          label={texts.appointment}
          errors={{}}
          defaultValue={filters.appointmentId}
          min={1}
          max={2_147_483_647}
        />
      </FilterForm>
      <Done>{resent === undefined ? undefined : texts.resent}</Done>
      <PagedTable
        caption={texts.title}
        query={deliveriesQuery(filters)}
        columns={[
          {
            key: 'occasion',
            header: texts.occasion,
            heads: true,
            cell: (row) => all.templates.occasions[row.occasion] ?? row.occasion,
          },
          { key: 'channel', header: texts.channel, cell: (row) => texts.channels[row.channel] },
          { key: 'state', header: texts.state, cell: (row) => <State delivery={row} /> },
          { key: 'due', header: texts.due, cell: (row) => momentOf(row.dueAt) },
          { key: 'user', header: texts.user, cell: (row) => row.userId ?? texts.invited },
          { key: 'appointment', header: texts.appointment, cell: (row) => row.appointmentId ?? '–' },
          {
            key: 'actions',
            header: all.actions,
            actions: true,
            cell: (row) =>
              row.state === 'planned' || row.channel === 'in_app' ? null : (
                <ActButton label={texts.resend} name={texts.resendOf(row.id)} act={() => resend(row)} />
              ),
          },
        ]}
      />
    </>
  );
}
