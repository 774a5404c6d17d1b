import { useQuery } from '@tanstack/react-query';
import { type Invitation, invitations, locations } from '../../api/admin.js';
import { answer, api, done } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { ActForm } from '../../components/form/act-form.js';
import { useAct } from '../../components/form/act.js';
import { CheckList } from '../../components/form/check-list.js';
import { SelectField, TextField } from '../../components/form/inputs.js';
import { MailIcon } from '../../components/icons.js';
import { Listing } from '../../components/listing.js';
import { Notice } from '../../components/notice.js';
import { messages } from '../../messages/index.js';
import { ActButton } from './act-button.js';
import { momentOf } from './moment.js';
import { FormCard, Head, useEditing, useRefresh } from './parts.js';

const all = messages.admin;
const texts = all.invitations;
const { roles } = all.users;

function InvitationForm() {
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  const places = useQuery(locations());
  const act = useAct(async (typed, ticked) => {
    const role = typed('role') as 'staff' | 'doctor' | 'admin';
    const locationIds = ticked('locationIds').map(Number);
    const body = { email: typed('email').trim(), role, ...(role === 'staff' && { locationIds }) };
    await answer(api.POST('/users/invitations', { body }));
    await refresh();
    showSaved();
  });
  return (
    <FormCard title={texts.addTitle}>
      <ActForm act={act} button={texts.button}>
        {(errors) => (
          <>
            <TextField
              name="email"
              label={all.users.email}
              type="email"
              errors={errors}
              maxLength={254}
              required
            />
            <SelectField
              name="role"
              label={all.users.role}
              errors={errors}
              defaultValue="staff"
              options={[
                { value: 'staff', label: roles.staff },
                { value: 'doctor', label: roles.doctor },
                { value: 'admin', label: roles.admin },
              ]}
            />
            <CheckList
              name="locationIds"
              legend={all.users.places}
              hint={all.users.placesHint}
              options={(places.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              chosen={[]}
              error={errors.locationIds}
            />
          </>
        )}
      </ActForm>
    </FormCard>
  );
}

export function InvitationsSection() {
  const refresh = useRefresh();
  const { isNew } = useEditing();
  const query = useQuery(invitations());
  if (isNew) return <InvitationForm />;
  const revoke = async ({ id }: Invitation): Promise<void> => {
    await done(api.DELETE('/users/invitations/{id}', { params: { path: { id } } }));
    await refresh();
  };
  return (
    <>
      <Head title={texts.title} lead={texts.lead} add={texts.addTitle} />
      <Listing query={query} failed={all.failed}>
        {(rows) =>
          rows.length === 0 ? (
            <Notice icon={<MailIcon />} level="h2" title={texts.noneTitle} />
          ) : (
            <DataTable
              caption={texts.title}
              captionHidden
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: 'email',
                  header: all.users.email,
                  heads: true,
                  cell: (row) => <bdi>{row.email}</bdi>,
                },
                { key: 'role', header: all.users.role, cell: (row) => roles[row.role] },
                { key: 'expires', header: texts.expires, cell: (row) => momentOf(row.expiresAt) },
                {
                  key: 'actions',
                  header: all.actions,
                  actions: true,
                  cell: (row) => (
                    <ActButton
                      label={texts.revoke}
                      name={texts.revokeOf(row.email)}
                      question={texts.revokeOf(row.email)}
                      act={() => revoke(row)}
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Listing>
    </>
  );
}
