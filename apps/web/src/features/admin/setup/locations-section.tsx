import { useQuery } from '@tanstack/react-query';
import { locationsQuery } from '../../../api/admin/locations.js';
import { DataTable } from '../../../components/table/data-table.js';
import { Listing } from '../../../components/table/listing.js';
import { Phone } from '../../../components/phone/phone.js';
import { messages } from '../../../messages/index.js';
import { EditLink } from '../edit-link.js';
import { RetirementTag } from '../retirement-tag.js';
import { MissingRecord } from '../form-card.js';
import { SectionHead } from '../section-head.js';
import { useEditing } from '../use-editing.js';
import { LocationForm } from './location-form.js';
import { Lines } from '../../../components/lines.js';

const all = messages.admin;
const texts = all.locations;

export function LocationsSection() {
  const { isNew, id } = useEditing();
  const query = useQuery(locationsQuery());
  if (isNew) return <LocationForm />;
  if (id !== undefined && query.data !== undefined) {
    const location = query.data.find((each) => each.id === id);
    return location === undefined ? <MissingRecord /> : <LocationForm key={id} location={location} />;
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
                    {row.name} <RetirementTag retiresOn={row.retiresOn} timeZone={row.timeZone} />
                  </>
                ),
              },
              { key: 'zone', header: texts.timeZone, cell: (row) => row.timeZone },
              { key: 'address', header: texts.address, cell: (row) => <Lines text={row.address ?? '–'} /> },
              {
                key: 'phone',
                header: texts.phone,
                cell: (row) => (row.phone === null ? '–' : <Phone number={row.phone} />),
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
