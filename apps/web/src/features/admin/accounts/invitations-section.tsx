import { useQuery } from '@tanstack/react-query';
import { type Invitation, invitationsQuery, revokeInvitation } from '../../../api/admin/accounts.js';
import { MailIcon } from '../../../components/icons/icons.js';
import { Notice } from '../../../components/state/notice.js';
import { DataTable } from '../../../components/table/data-table.js';
import { Listing } from '../../../components/table/listing.js';
import { messages } from '../../../messages/index.js';
import { ActButton } from '../act-button.js';
import { momentOf } from '../moment.js';
import { SectionHead } from '../section-head.js';
import { useEditing, useRefresh } from '../use-editing.js';
import { InvitationForm } from './invitation-form.js';

const all = messages.admin;
const texts = all.invitations;
const { roles } = all.users;

export function InvitationsSection() {
  const refresh = useRefresh();
  const { isNew } = useEditing();
  const query = useQuery(invitationsQuery());
  if (isNew) return <InvitationForm />;
  const revoke = async ({ id }: Invitation): Promise<void> => {
    await revokeInvitation(id);
    await refresh();
  };
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} add={texts.addTitle} />
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
