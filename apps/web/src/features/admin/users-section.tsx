import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Location, locations, type User, user as userQuery, users } from '../../api/admin.js';
import { answer, api, done } from '../../api/client.js';
import { type Me } from '../../api/me.js';
import { FilterForm } from '../../components/filter-form.js';
import { ActForm } from '../../components/form/act-form.js';
import { useAct } from '../../components/form/act.js';
import { CheckList } from '../../components/form/check-list.js';
import { SelectField, TextField } from '../../components/form/inputs.js';
import { CheckIcon, HiddenIcon } from '../../components/icons.js';
import { Listing } from '../../components/listing.js';
import { useUrl } from '../../components/location.js';
import { PagedTable } from '../../components/paged-table.js';
import { Tag } from '../../components/tag.js';
import { messages } from '../../messages/index.js';
import { ActButton } from './act-button.js';
import styles from './admin.module.css';
import { EditLink, FormCard, Head, useEditing, useRefresh } from './parts.js';
import { useChanges } from './use-changes.js';

const all = messages.admin;
const texts = all.users;

const roles = Object.entries(texts.roles).map(([value, label]) => ({ value, label }));

const recordOf = ({ role, disabled, locationIds }: User) => ({
  role,
  disabled,
  locationIds: locationIds.toSorted((one, other) => one - other),
});

function UserForm({ user, places }: { user: User; places: readonly Location[] }) {
  const client = useQueryClient();
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  const params = { path: { id: user.id } };
  const changes = useChanges(recordOf(user), async () =>
    recordOf(await client.query({ ...userQuery(user.id), staleTime: 0 })),
  );
  const act = useAct(async (typed, ticked) => {
    const body = await changes({
      role: typed('role') as User['role'],
      disabled: ticked('disabled').length > 0,
      locationIds: ticked('locationIds')
        .map(Number)
        .sort((one, other) => one - other),
    });
    await answer(api.PATCH('/users/{id}', { params, body }));
    await refresh();
    showSaved();
  });
  return (
    <>
      <ActForm act={act} button={all.save}>
        {(errors) => (
          <>
            <SelectField
              name="role"
              label={texts.role}
              errors={errors}
              defaultValue={user.role}
              options={roles}
            />
            <CheckList
              name="locationIds"
              legend={texts.places}
              hint={texts.placesHint}
              options={places.map(({ id, name }) => ({ value: String(id), label: name }))}
              chosen={user.locationIds.map(String)}
              error={errors.locationIds}
            />
            <CheckList
              name="disabled"
              legend={texts.state}
              hint={texts.disableHint}
              options={[{ value: 'yes', label: texts.disable }]}
              chosen={user.disabled ? ['yes'] : []}
              error={errors.disabled}
            />
          </>
        )}
      </ActForm>
      <h2 className={styles.subtitle}>{texts.resetMfa}</h2>
      <ActButton
        label={texts.resetMfa}
        question={texts.resetMfaAsk}
        act={async () => {
          await done(api.DELETE('/users/{id}/mfa', { params }));
          showSaved();
        }}
      />
    </>
  );
}

function EditUser({ id, me }: { id: number; me: Me }) {
  const record = useQuery(userQuery(id));
  const places = useQuery(locations());
  return (
    <Listing query={record} failed={all.failed}>
      {(user) => (
        <FormCard title={user.username}>
          <p>
            <bdi>{user.email}</bdi>
          </p>
          {user.id === me.id ? (
            <p>{texts.ownRole}</p>
          ) : (
            <Listing query={places} failed={all.failed}>
              {(list) => <UserForm user={user} places={list} />}
            </Listing>
          )}
        </FormCard>
      )}
    </Listing>
  );
}

const stateOf = ({ disabled }: User) =>
  disabled ? (
    <Tag icon={<HiddenIcon />} tone="caution">
      {texts.disabled}
    </Tag>
  ) : (
    <Tag icon={<CheckIcon />} tone="good">
      {texts.active}
    </Tag>
  );

export function UsersSection({ me }: { me: Me }) {
  const { searchParams } = useUrl();
  const { id } = useEditing();
  if (id !== undefined) return <EditUser key={id} id={id} me={me} />;
  const filters = Object.fromEntries(
    ['q', 'role', 'disabled'].map((name) => [name, searchParams.get(name) ?? '']),
  );
  return (
    <>
      <Head title={texts.title} lead={texts.lead} />
      <FilterForm label={texts.title} button={all.filter}>
        <TextField name="q" label={texts.search} type="search" errors={{}} defaultValue={filters.q} />
        <SelectField
          name="role"
          label={texts.role}
          errors={{}}
          defaultValue={filters.role}
          options={[{ value: '', label: all.any }, ...roles]}
        />
        <SelectField
          name="disabled"
          label={texts.state}
          errors={{}}
          defaultValue={filters.disabled}
          options={[
            { value: '', label: all.any },
            { value: 'false', label: texts.active },
            { value: 'true', label: texts.disabled },
          ]}
        />
      </FilterForm>
      <PagedTable
        caption={texts.title}
        query={users(filters)}
        columns={[
          {
            key: 'username',
            header: messages.form.username,
            heads: true,
            cell: (row) => <bdi>{row.username}</bdi>,
          },
          { key: 'name', header: all.name, cell: (row) => <bdi>{row.name ?? '–'}</bdi> },
          { key: 'email', header: texts.email, cell: (row) => <bdi>{row.email}</bdi> },
          { key: 'role', header: texts.role, cell: (row) => texts.roles[row.role] },
          { key: 'state', header: texts.state, cell: stateOf },
          {
            key: 'actions',
            header: all.actions,
            actions: true,
            cell: (row) => <EditLink id={row.id} name={row.username} />,
          },
        ]}
      />
    </>
  );
}
