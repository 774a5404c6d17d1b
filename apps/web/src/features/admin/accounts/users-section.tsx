import { useQuery } from '@tanstack/react-query';
import { type User, userQuery, usersQuery } from '../../../api/admin/accounts.js';
import { locationsQuery } from '../../../api/admin/locations.js';
import { type Me } from '../../../api/me.js';
import { FilterForm } from '../../../components/form/filter-form.js';
import { SelectField, TextField } from '../../../components/form/inputs.js';
import { CheckIcon, HiddenIcon } from '../../../components/icons/icons.js';
import { Listing } from '../../../components/table/listing.js';
import { PagedTable } from '../../../components/table/paged-table.js';
import { Tag } from '../../../components/tag.js';
import { messages } from '../../../messages/index.js';
import { useUrl } from '../../../routing/location.js';
import { EditLink } from '../edit-link.js';
import { FormCard } from '../form-card.js';
import { SectionHead } from '../section-head.js';
import { useEditing } from '../use-editing.js';
import { roleOptions, UserForm } from './user-form.js';

const all = messages.admin;
const texts = all.users;

function EditUser({ id, me }: { id: number; me: Me }) {
  const record = useQuery(userQuery(id));
  const locations = useQuery(locationsQuery());
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
            <Listing query={locations} failed={all.failed}>
              {(list) => <UserForm user={user} locations={list} />}
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
      <SectionHead title={texts.title} lead={texts.lead} />
      <FilterForm label={texts.title} button={all.filter}>
        <TextField name="q" label={texts.search} type="search" errors={{}} defaultValue={filters.q} />
        <SelectField
          name="role"
          label={texts.role}
          errors={{}}
          defaultValue={filters.role}
          options={[{ value: '', label: all.any }, ...roleOptions]}
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
        query={usersQuery(filters)}
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
