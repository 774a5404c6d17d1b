import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Location, locations } from '../../api/admin.js';
import { answer, api } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { ActForm } from '../../components/form/act-form.js';
import { type Typed, useAct } from '../../components/form/act.js';
import { NumberField, TextField } from '../../components/form/inputs.js';
import { Listing } from '../../components/listing.js';
import { MissingRecord } from './missing-record.js';
import { messages } from '../../messages/index.js';
import styles from './admin.module.css';
import { EditLink, FormCard, Head, useEditing, useRefresh } from './parts.js';
import { useChanges } from './use-changes.js';

const all = messages.admin;
const texts = all.locations;

const zones = Intl.supportedValuesOf('timeZone');

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));

const wantedBy = (typed: Typed) => ({
  name: typed('name').trim(),
  timeZone: typed('timeZone').trim(),
  address: orNull(typed('address')),
  phone: orNull(typed('phone')),
  latitude: numberOrNull(typed('latitude')),
  longitude: numberOrNull(typed('longitude')),
});

const nothing = { name: '', timeZone: '', address: null, phone: null, latitude: null, longitude: null };

function LocationForm({ location }: { location?: Location }) {
  const client = useQueryClient();
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  const changes = useChanges<Partial<Location>>(location ?? nothing, async () => {
    const now = await client.query({ ...locations(), staleTime: 0 });
    return now.find(({ id }) => id === location?.id) ?? {};
  });
  const act = useAct(async (typed) => {
    const wanted = wantedBy(typed);
    if (location === undefined) await answer(api.POST('/locations', { body: wanted }));
    else {
      const body = await changes(wanted);
      await answer(api.PATCH('/locations/{id}', { params: { path: { id: location.id } }, body }));
    }
    await refresh();
    showSaved();
  });
  return (
    <FormCard title={location === undefined ? texts.addTitle : texts.editTitle(location.name)}>
      <ActForm act={act} button={all.save}>
        {(errors) => (
          <>
            <TextField
              name="name"
              label={all.name}
              errors={errors}
              defaultValue={location?.name}
              maxLength={200}
              required
            />
            <TextField
              name="timeZone"
              label={texts.timeZone}
              hint={texts.timeZoneHint}
              errors={errors}
              defaultValue={location?.timeZone}
              suggestions={zones}
              required
            />
            <TextField
              name="address"
              label={texts.address}
              errors={errors}
              defaultValue={location?.address}
              maxLength={500}
            />
            <TextField
              name="phone"
              label={texts.phone}
              type="tel"
              errors={errors}
              defaultValue={location?.phone}
              maxLength={50}
            />
            <div className={styles.pair}>
              <NumberField
                name="latitude"
                label={texts.latitude}
                errors={errors}
                defaultValue={location?.latitude}
                min={-90}
                max={90}
                step="any"
              />
              <NumberField
                name="longitude"
                label={texts.longitude}
                errors={errors}
                defaultValue={location?.longitude}
                min={-180}
                max={180}
                step="any"
              />
            </div>
          </>
        )}
      </ActForm>
    </FormCard>
  );
}

export function LocationsSection() {
  const { isNew, id } = useEditing();
  const query = useQuery(locations());
  if (isNew) return <LocationForm />;
  if (id !== undefined && query.data !== undefined) {
    const location = query.data.find((each) => each.id === id);
    return location === undefined ? <MissingRecord /> : <LocationForm key={id} location={location} />;
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
              { key: 'zone', header: texts.timeZone, cell: (row) => row.timeZone },
              { key: 'address', header: texts.address, cell: (row) => row.address ?? '–' },
              { key: 'phone', header: texts.phone, cell: (row) => <bdi>{row.phone ?? '–'}</bdi> },
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
