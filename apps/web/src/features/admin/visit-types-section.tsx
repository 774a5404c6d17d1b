import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type VisitType, visitTypes } from '../../api/admin.js';
import { answer, api } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { amount } from '../../components/format.js';
import { useEditing, useRefresh, EditLink, FormCard, Head } from './parts.js';
import { Listing } from '../../components/listing.js';
import { ActForm } from '../../components/form/act-form.js';
import { type Typed, useAct } from '../../components/form/act.js';
import { messages } from '../../messages/index.js';
import { MissingRecord } from './missing-record.js';
import { useChanges } from './use-changes.js';
import { VisitTypeFields } from './visit-type-fields.js';

const all = messages.admin;
const texts = all.visitTypes;

const numberOr = <T,>(text: string, otherwise: T): number | T =>
  text.trim() === '' ? otherwise : Number(text);

const wantedBy = (typed: Typed) => ({
  name: typed('name').trim(),
  durationMinutes: Number(typed('durationMinutes')),
  slotIntervalMinutes: numberOr(typed('slotIntervalMinutes'), null),
  bufferBeforeMinutes: numberOr(typed('bufferBeforeMinutes'), 0),
  bufferAfterMinutes: numberOr(typed('bufferAfterMinutes'), 0),
  minimumNoticeMinutes: numberOr(typed('minimumNoticeMinutes'), 0),
  horizonDays: Number(typed('horizonDays')),
  cancelCutoffMinutes: numberOr(typed('cancelCutoffMinutes'), 0),
  rescheduleCutoffMinutes: numberOr(typed('rescheduleCutoffMinutes'), 0),
  confirmation: typed('confirmation') as VisitType['confirmation'],
  mode: typed('mode') as VisitType['mode'],
  price: numberOr(typed('price'), null),
});

type Wanted = ReturnType<typeof wantedBy>;

function VisitTypeForm({ visitType }: { visitType?: VisitType }) {
  const client = useQueryClient();
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  const changes = useChanges<Partial<Wanted>>(visitType ?? {}, async () => {
    const now = await client.query({ ...visitTypes(), staleTime: 0 });
    return now.find(({ id }) => id === visitType?.id) ?? {};
  });
  const act = useAct(async (typed) => {
    const wanted = wantedBy(typed);
    if (visitType === undefined) await answer(api.POST('/visit-types', { body: wanted }));
    else {
      const body = await changes(wanted);
      await answer(api.PATCH('/visit-types/{id}', { params: { path: { id: visitType.id } }, body }));
    }
    await refresh();
    showSaved();
  });
  return (
    <FormCard title={visitType === undefined ? texts.addTitle : texts.editTitle(visitType.name)}>
      <ActForm act={act} button={all.save}>
        {(errors) => <VisitTypeFields errors={errors} visitType={visitType} />}
      </ActForm>
    </FormCard>
  );
}

const { week } = messages;

export function VisitTypesSection() {
  const { isNew, id } = useEditing();
  const query = useQuery(visitTypes());
  if (isNew) return <VisitTypeForm />;
  if (id !== undefined && query.data !== undefined) {
    const visitType = query.data.find((each) => each.id === id);
    return visitType === undefined ? <MissingRecord /> : <VisitTypeForm key={id} visitType={visitType} />;
  }
  return (
    <>
      <Head title={texts.title} lead={texts.lead} add={texts.addTitle} />
      <Listing query={query} failed={all.failed}>
        {(rows) => (
          <DataTable
            caption={texts.title}
            captionHidden
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', header: all.name, heads: true, cell: (row) => row.name },
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
