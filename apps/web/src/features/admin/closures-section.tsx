import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Closure, closures, type Location, locations } from '../../api/admin.js';
import { answer, api, done } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { FilterForm } from '../../components/filter-form.js';
import { ActForm } from '../../components/form/act-form.js';
import { useAct } from '../../components/form/act.js';
import { SelectField, TextField } from '../../components/form/inputs.js';
import { longDay } from '../../components/format.js';
import { CalendarIcon } from '../../components/icons.js';
import { Link } from '../../components/link.js';
import { Listing } from '../../components/listing.js';
import { addresses, useUrl } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { messages } from '../../messages/index.js';
import { ActButton } from './act-button.js';
import styles from './admin.module.css';
import { Done, FormCard, Head, useEditing, useRefresh } from './parts.js';

const all = messages.admin;
const texts = all.closures;

/** Bookings that a closure breaks stay until somebody decides on them. */
function Outside({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Notice
      icon={<CalendarIcon />}
      level="h2"
      title={texts.outside(count)}
      actions={
        <Button component={Link} href={addresses.board}>
          {texts.toBoard}
        </Button>
      }
    />
  );
}

function ClosureForm({ location }: { location: Location }) {
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  const [outside, setOutside] = useState(0);
  const params = { path: { id: location.id } };
  const add = useAct(async (typed) => {
    const [start, end] = [typed('start'), typed('end')];
    const body = {
      date: typed('date'),
      name: typed('name').trim(),
      ...(start !== '' && { start }),
      ...(end !== '' && { end }),
    };
    const { data } = await answer(api.POST('/locations/{id}/closures', { params, body }));
    await refresh();
    if (data.outsideHours.length === 0) showSaved();
    setOutside(data.outsideHours.length);
  });
  return (
    <FormCard title={`${texts.addTitle}: ${location.name}`}>
      {add.isSuccess && outside > 0 ? (
        <Outside count={outside} />
      ) : (
        <ActForm act={add} button={all.save}>
          {(errors) => (
            <>
              <TextField name="name" label={all.name} errors={errors} maxLength={200} required />
              <TextField name="date" label={texts.date} type="date" errors={errors} required />
              <div className={styles.pair}>
                <TextField name="start" label={texts.start} type="time" errors={errors} />
                <TextField name="end" label={texts.end} type="time" errors={errors} hint={texts.timesHint} />
              </div>
            </>
          )}
        </ActForm>
      )}
    </FormCard>
  );
}

function ImportForm({ location }: { location: Location }) {
  const refresh = useRefresh();
  const act = useAct(async (_typed, _ticked, data) => {
    const file = data.get('calendar');
    const calendar = file instanceof File ? await file.text() : '';
    const result = await answer(
      api.POST('/locations/{id}/closures/import', {
        params: { path: { id: location.id } },
        body: calendar,
        bodySerializer: (text) => text,
        headers: { 'content-type': 'text/calendar' },
      }),
    );
    await refresh();
    return result.data;
  });
  return (
    <section aria-labelledby="import">
      <h2 id="import" className={styles.subtitle}>
        {texts.importTitle}
      </h2>
      <Done>{act.isSuccess ? texts.imported(act.data.imported, act.data.unchanged) : undefined}</Done>
      <Outside count={act.data?.outsideHours.length ?? 0} />
      <div className={styles.card}>
        <ActForm act={act} button={texts.importButton}>
          {(errors) => (
            <>
              <label htmlFor="calendar">
                {texts.file}
                <br />
                <small>{texts.importHint}</small>
              </label>
              <input
                id="calendar"
                className={styles.file}
                name="calendar"
                type="file"
                accept=".ics,text/calendar"
                required
                aria-invalid={errors.calendar === undefined ? undefined : true}
                aria-describedby={errors.calendar === undefined ? undefined : 'calendar-error'}
              />
              {errors.calendar !== undefined && <p id="calendar-error">{errors.calendar}</p>}
            </>
          )}
        </ActForm>
      </div>
    </section>
  );
}

const hoursOf = ({ start, end }: Closure): string =>
  start === null || end === null ? texts.wholeDay : `${start} – ${end}`;

function ClosureTable({ location }: { location: Location }) {
  const refresh = useRefresh();
  const query = useQuery(closures(location.id));
  const remove = async (closureId: number): Promise<void> => {
    const path = { id: location.id, closureId };
    await done(api.DELETE('/locations/{id}/closures/{closureId}', { params: { path } }));
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
                cell: (row) => `${longDay(row.date)} ${row.date.slice(0, 4)}`,
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
  const query = useQuery(locations());
  const asked = Number(url.searchParams.get('location'));
  const location = query.data?.find(({ id }) => id === asked) ?? query.data?.[0];
  if (isNew && location !== undefined) return <ClosureForm location={location} />;
  return (
    <>
      <Head title={texts.title} lead={texts.lead} add={texts.addTitle} />
      <Listing query={query} failed={all.failed}>
        {(places) => (
          <>
            <FilterForm label={texts.location} button={all.filter}>
              <SelectField
                name="location"
                label={texts.location}
                errors={{}}
                defaultValue={String(location?.id ?? '')}
                options={places.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            </FilterForm>
            {location !== undefined && <ClosureTable key={location.id} location={location} />}
            {location !== undefined && <ImportForm key={`import-${location.id}`} location={location} />}
          </>
        )}
      </Listing>
    </>
  );
}
