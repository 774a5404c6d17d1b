import { useQuery } from '@tanstack/react-query';
import { doctorQuery, doctorsQuery, offerQuery } from '../../../api/admin/doctors.js';
import { locationsQuery } from '../../../api/admin/locations.js';
import { visitTypesQuery } from '../../../api/admin/visit-types.js';
import { FilterForm } from '../../../components/form/filter-form.js';
import { TextField } from '../../../components/form/inputs.js';
import { Link } from '../../../routing/link.js';
import { Listing } from '../../../components/table/listing.js';
import { addresses, useUrl } from '../../../routing/location.js';
import { PagedTable } from '../../../components/table/paged-table.js';
import { messages } from '../../../messages/index.js';
import { DoctorForm } from './doctor-form.js';
import { EditLink } from '../edit-link.js';
import { RetirementTag } from '../retirement-tag.js';
import { SectionHead } from '../section-head.js';
import { useEditing } from '../use-editing.js';

const all = messages.admin;
const texts = all.doctors;

/** The form begins once all that it offers is loaded. */
function EditDoctor({ id }: { id: number }) {
  const record = useQuery(doctorQuery(id));
  const offer = useQuery(offerQuery(id));
  const locations = useQuery(locationsQuery());
  const types = useQuery(visitTypesQuery());
  return (
    <Listing query={record} failed={all.failed}>
      {(found) => (
        <Listing query={offer} failed={all.failed}>
          {(offered) => (
            <Listing query={locations} failed={all.failed}>
              {(locationList) => (
                <Listing query={types} failed={all.failed}>
                  {(typeList) => (
                    <DoctorForm
                      doctor={found}
                      offer={offered}
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

const noOffer = { visitTypes: [], version: 0 };

function NewDoctor() {
  const locations = useQuery(locationsQuery());
  const types = useQuery(visitTypesQuery());
  return (
    <Listing query={locations} failed={all.failed}>
      {(locationList) => (
        <Listing query={types} failed={all.failed}>
          {(typeList) => <DoctorForm offer={noOffer} locations={locationList} visitTypes={typeList} />}
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
      <SectionHead title={texts.title} lead={texts.lead} add={texts.addTitle} />
      <FilterForm label={texts.title} button={all.filter}>
        <TextField name="q" label={texts.search} type="search" errors={{}} defaultValue={q} maxLength={100} />
      </FilterForm>
      <PagedTable
        caption={texts.title}
        query={doctorsQuery({ q, retired: 'include' })}
        columns={[
          {
            key: 'name',
            header: all.name,
            heads: true,
            cell: (row) => (
              <>
                <Link href={addresses.doctor(row.id)}>{row.name}</Link>{' '}
                <RetirementTag retiresOn={row.retiresOn} timeZone={row.location.timeZone} />
              </>
            ),
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
