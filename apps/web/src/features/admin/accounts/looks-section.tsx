import { looksQuery } from '../../../api/admin/accounts.js';
import { PagedTable } from '../../../components/table/paged-table.js';
import { messages } from '../../../messages/index.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { momentOf } from '../moment.js';
import { SectionHead } from '../section-head.js';

const texts = messages.admin.looks;

/** Which staff looked at which patients beyond their locations, and why. */
export function LooksSection() {
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} />
      <PagedTable
        caption={texts.title}
        query={looksQuery()}
        columns={[
          { key: 'when', header: texts.when, cell: (row) => momentOf(row.lookedAt) },
          {
            key: 'actor',
            header: texts.actor,
            heads: true,
            cell: (row) => <bdi>{row.actorName ?? row.actorId}</bdi>,
          },
          {
            key: 'patient',
            header: texts.patient,
            cell: (row) => (
              <Link href={addresses.patient(row.userId)}>
                <bdi>{row.patientName ?? row.userId}</bdi>
              </Link>
            ),
          },
          { key: 'reason', header: texts.reason, cell: (row) => <bdi>{row.reason ?? texts.told}</bdi> },
        ]}
      />
    </>
  );
}
