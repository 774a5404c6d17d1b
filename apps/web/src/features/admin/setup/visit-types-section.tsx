import { useQuery } from '@tanstack/react-query';
import { visitTypesQuery } from '../../../api/admin/visit-types.js';
import { DataTable } from '../../../components/table/data-table.js';
import { Listing } from '../../../components/table/listing.js';
import { messages } from '../../../messages/index.js';
import { amount } from '../../../time/format.js';
import { EditLink } from '../edit-link.js';
import { RetirementTag } from '../retirement-tag.js';
import { MissingRecord } from '../form-card.js';
import { SectionHead } from '../section-head.js';
import { useEditing } from '../use-editing.js';
import { VisitTypeForm } from './visit-type-form.js';

const all = messages.admin;
const texts = all.visitTypes;
const { week } = messages;

export function VisitTypesSection() {
  const { isNew, id } = useEditing();
  const query = useQuery(visitTypesQuery());
  if (isNew) return <VisitTypeForm />;
  if (id !== undefined && query.data !== undefined) {
    const visitType = query.data.find((each) => each.id === id);
    return visitType === undefined ? <MissingRecord /> : <VisitTypeForm key={id} visitType={visitType} />;
  }
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} add={texts.addTitle} />
      <Listing query={query} failed={all.failed}>
        {(rows) => (
          <DataTable
            caption={texts.title}
            captionHidden
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                header: all.name,
                heads: true,
                cell: (row) => (
                  <>
                    {row.name} <RetirementTag retiresOn={row.retiresOn} />
                  </>
                ),
              },
              {
                key: 'duration',
                header: texts.duration,
                cell: (row) => week.shortMinutes(row.durationMinutes),
              },
              {
                key: 'mode',
                header: texts.mode,
                cell: (row) => (row.mode === 'video' ? week.video : week.inPerson),
              },
              {
                key: 'confirmation',
                header: texts.confirmation,
                cell: (row) => (row.confirmation === 'manual' ? texts.manual : texts.instant),
              },
              {
                key: 'price',
                header: texts.price,
                numeric: true,
                cell: (row) => (row.price === null ? '–' : amount(row.price)),
              },
              {
                key: 'actions',
                header: all.actions,
                actions: true,
                cell: (row) => <EditLink id={row.id} name={row.name} />,
              },
            ]}
          />
        )}
      </Listing>
    </>
  );
}
