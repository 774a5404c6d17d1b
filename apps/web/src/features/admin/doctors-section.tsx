import { useQuery } from '@tanstack/react-query';
import { doctor, doctors, locations, offeredVisitTypes, visitTypes } from '../../api/admin.js';
import { FilterForm } from '../../components/filter-form.js';
import { TextField } from '../../components/form/inputs.js';
import { Link } from '../../components/link.js';
import { Listing } from '../../components/listing.js';
import { addresses, useUrl } from '../../components/location.js';
import { PagedTable } from '../../components/paged-table.js';
import { messages } from '../../messages/index.js';
import { DoctorForm } from './doctor-form.js';
import { EditLink, Head, useEditing } from './parts.js';

const all = messages.admin;
const texts = all.doctors;

/** The form begins when all that it offers is there. */
function EditDoctor({ id }: { id: number }) {
  const record = useQuery(doctor(id));
  const offered = useQuery(offeredVisitTypes(id));
  const places = useQuery(locations());
  const types = useQuery(visitTypes());
  return (
    <Listing query={record} failed={all.failed}>
      {(found) => (
        <Listing query={offered} failed={all.failed}>
          {(offers) => (
            <Listing query={places} failed={all.failed}>
              {(locationList) => (
                <Listing query={types} failed={all.failed}>
                  {(typeList) => (
                    <DoctorForm
                      doctor={found}
                      offered={offers}
                      locations={locationList}
                      visitTypes={typeList}
                    />
                  )}
                </Listing>
              )}
            </Listing>
          )}
        </Listing>
      )}
    </Listing>
  );
}

function NewDoctor() {
  const places = useQuery(locations());
  const types = useQuery(visitTypes());
  return (
    <Listing query={places} failed={all.failed}>
      {(locationList) => (
        <Listing query={types} failed={all.failed}>
          {(typeList) => <DoctorForm offered={[]} locations={locationList} visitTypes={typeList} />}
        </Listing>
      )}
    </Listing>
  );
}

export function DoctorsSection() {
  const url = useUrl();
  const { isNew, id } = useEditing();
  const q = url.searchParams.get('q') ?? '';
  if (isNew) return <NewDoctor />;
  if (id !== undefined) return <EditDoctor key={id} id={id} />;
  return (
    <>
      <Head title={texts.title} lead={texts.lead} add={texts.addTitle} />
      <FilterForm label={texts.title} button={all.filter}>
        <TextField name="q" label={texts.search} type="search" errors={{}} defaultValue={q} maxLength={100} />
      </FilterForm>
      <PagedTable
        caption={texts.title}
        query={doctors({ q })}
        columns={[
          {
            key: 'name',
            header: all.name,
            heads: true,
            cell: (row) => <Link href={addresses.doctor(row.id)}>{row.name}</Link>,
          },
          { key: 'specialization', header: texts.specialization, cell: (row) => row.specialization },
          { key: 'location', header: texts.location, cell: (row) => row.location.name },
          {
            key: 'actions',
            header: all.actions,
            actions: true,
            cell: (row) => <EditLink id={row.id} name={row.name} />,
          },
        ]}
      />
    </>
  );
}
