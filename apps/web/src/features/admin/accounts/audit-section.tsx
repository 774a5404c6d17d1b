import { type AuditEntry, auditQuery } from '../../../api/admin/accounts.js';
import { FilterForm } from '../../../components/form/filter-form.js';
import { NumberField, TextField } from '../../../components/form/inputs.js';
import { useUrl } from '../../../routing/location.js';
import { PagedTable } from '../../../components/table/paged-table.js';
import { messages } from '../../../messages/index.js';
import { momentOf } from '../moment.js';
import { SectionHead } from '../section-head.js';

const all = messages.admin;
const texts = all.audit;

/** Whose data it was, or what of the clinic. */
const aboutOf = ({ subjectId, objectType, objectId }: AuditEntry): string | number => {
  if (subjectId !== null) return subjectId;
  return objectType === null ? '–' : texts.objectOf(texts.objects[objectType], objectId ?? '');
};

const largest = 2_147_483_647;

/** A day begins at midnight where the reader is. */
const instantOf = (date: string): string => {
  const midnight = new Date(`${date}T00:00`);
  return Number.isNaN(midnight.getTime()) ? '' : midnight.toISOString();
};

export function AuditSection() {
  const { searchParams } = useUrl();
  const param = (name: string): string => searchParams.get(name) ?? '';
  const filters = {
    actorId: param('actorId'),
    subjectId: param('subjectId'),
    action: param('action'),
    from: instantOf(param('from')),
    to: instantOf(param('to')),
  };
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} />
      <FilterForm label={texts.title} button={all.filter}>
        <NumberField
          name="actorId"
          label={texts.actor}
          errors={{}}
          defaultValue={filters.actorId}
          min={1}
          max={largest}
        />
        <NumberField
          name="subjectId"
          label={texts.subject}
          errors={{}}
          defaultValue={filters.subjectId}
          min={1}
          max={largest}
        />
        <TextField
          name="action"
          label={texts.action}
          hint={texts.actionHint}
          errors={{}}
          defaultValue={filters.action}
          maxLength={200}
        />
        <TextField name="from" label={texts.from} type="date" errors={{}} defaultValue={param('from')} />
        <TextField name="to" label={texts.to} type="date" errors={{}} defaultValue={param('to')} />
      </FilterForm>
      <PagedTable
        caption={texts.title}
        query={auditQuery(filters)}
        columns={[
          { key: 'when', header: texts.when, cell: (row) => momentOf(row.occurredAt) },
          {
            key: 'action',
            header: texts.action,
            heads: true,
            cell: (row) => <bdi dir="ltr">{row.action}</bdi>,
          },
          { key: 'outcome', header: texts.outcome, cell: (row) => texts.outcomes[row.outcome] },
          { key: 'actor', header: texts.actor, cell: (row) => row.actorId ?? '–' },
          { key: 'subject', header: texts.subject, cell: (row) => <bdi>{aboutOf(row)}</bdi> },
          { key: 'reason', header: texts.reason, cell: (row) => <bdi>{row.reason ?? '–'}</bdi> },
          { key: 'request', header: texts.request, cell: (row) => <bdi>{row.requestId ?? '–'}</bdi> },
        ]}
      />
    </>
  );
}
