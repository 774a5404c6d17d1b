import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import {
  type Closure,
  closuresQuery,
  type Location,
  locationsQuery,
  removeClosure,
} from '../../../api/admin/locations.js';
import { FilterForm } from '../../../components/form/filter-form.js';
import { SelectField } from '../../../components/form/inputs.js';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { Notice } from '../../../components/state/notice.js';
import { DataTable } from '../../../components/table/data-table.js';
import { Listing } from '../../../components/table/listing.js';
import { messages } from '../../../messages/index.js';
import { useUrl } from '../../../routing/location.js';
import { ActButton } from '../act-button.js';
import { SectionHead } from '../section-head.js';
import { useEditing, useRefresh } from '../use-editing.js';
import { ClosureForm } from './closure-form.js';
import { ClosureImport } from './closure-import.js';
import { dateOf, hoursOf } from './closure-times.js';

const all = messages.admin;
const texts = all.closures;

function ClosureTable({ location }: { location: Location }) {
  const refresh = useRefresh();
  const query = useQuery(closuresQuery(location.id));
  const remove = async (closureId: number): Promise<void> => {
    await removeClosure(location.id, closureId);
    await refresh();
  };
  const actions = (row: Closure): ReactNode => (
    <ActButton
      label={texts.remove}
      name={texts.removeOf(row.name)}
      question={texts.removeOf(row.name)}
      act={() => remove(row.id)}
    />
  );
  return (
    <Listing query={query} failed={all.failed}>
      {(rows) =>
        rows.length === 0 ? (
          <Notice icon={<CalendarIcon />} level="h2" title={all.nothing} />
        ) : (
          <DataTable
            caption={location.name}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', header: all.name, heads: true, cell: (row) => row.name },
              {
                key: 'date',
                header: texts.date,
                cell: dateOf,
              },
              { key: 'hours', header: texts.hours, cell: hoursOf },
              { key: 'actions', header: all.actions, actions: true, cell: actions },
            ]}
          />
        )
      }
    </Listing>
  );
}

export function ClosuresSection() {
  const url = useUrl();
  const { isNew } = useEditing();
  const query = useQuery(locationsQuery());
  const asked = Number(url.searchParams.get('location'));
  const location = query.data?.find(({ id }) => id === asked) ?? query.data?.[0];
  if (isNew && location !== undefined) return <ClosureForm location={location} />;
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} add={texts.addTitle} />
      <Listing query={query} failed={all.failed}>
        {(locations) => (
          <>
            <FilterForm label={texts.location} button={all.filter}>
              <SelectField
                name="location"
                label={texts.location}
                errors={{}}
                defaultValue={String(location?.id ?? '')}
                options={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            </FilterForm>
            {location !== undefined && <ClosureTable key={location.id} location={location} />}
            {location !== undefined && <ClosureImport key={`import-${location.id}`} location={location} />}
          </>
        )}
      </Listing>
    </>
  );
}
