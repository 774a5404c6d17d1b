import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Me } from '../../../api/me.js';
import { locationsQuery } from '../../../api/locations.js';
import { doctorQuery } from '../../../api/queries.js';
import { staffWaitlistQuery, type WaitlistStatus } from '../../../api/clinic/staff-waitlist.js';
import { type WaitlistEntry } from '../../../api/waitlist.js';
import { PageHead } from '../page-head.js';
import { dayAndTime } from '../../../visits/visit-words.js';
import { shortDay } from '../../../time/format.js';
import { QueueIcon } from '../../../components/icons/icons.js';
import { LoadError } from '../../../components/state/load-error.js';
import { Link } from '../../../routing/link.js';
import { addresses, navigate, useUrl, withParams } from '../../../routing/location.js';
import { NextPage } from '../../../components/table/next-page.js';
import { Notice } from '../../../components/state/notice.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { workplacesOf } from '../workplaces.js';
import { patientOf } from './waiting-patient.js';
import { OfferDialog } from './offer-dialog.js';
import styles from './staff-waitlist.module.css';

const texts = messages.staffWaitlist;
const statuses: readonly WaitlistStatus[] = ['waiting', 'offered', 'booked', 'expired', 'left'];

function Entry({ entry, onOffer }: { entry: WaitlistEntry; onOffer: () => void }) {
  const doctor = useQuery({ ...doctorQuery(entry.doctorId ?? 0), enabled: entry.doctorId !== null });
  const subject = entry.doctorId === null ? entry.specialization : doctor.data?.name;
  return (
    <li>
      <div>
        <strong>
          <Link href={addresses.patient(entry.userId)}>{patientOf(entry)}</Link>
        </strong>
        <span>{subject}</span>
        <span>{messages.waitlist.period(shortDay(entry.from), shortDay(entry.to))}</span>
        {entry.endReason !== null && <span>{messages.waitlist.endReasons[entry.endReason]}</span>}
        {entry.offer !== null && (
          <span>{texts.offered(dayAndTime(entry.offer.appointmentDateTime, entry.offer.timeZone))}</span>
        )}
      </div>
      {entry.status === 'waiting' && (
        <Button variant="light" aria-label={texts.offerTo(patientOf(entry))} onClick={onOffer}>
          {texts.offer}
        </Button>
      )}
    </li>
  );
}

/** The patients who wait for a visit at the locations of the front desk, and the way to offer them one. */
export function StaffWaitlistPage({ me }: { me: Me }) {
  const url = useUrl();
  const asked = url.searchParams.get('status');
  const status = statuses.find((each) => each === asked) ?? 'waiting';
  const query = useInfiniteQuery(staffWaitlistQuery(status));
  const locations = useQuery(locationsQuery());
  const [offered, setOffered] = useState<WaitlistEntry>();
  const [workplace] = workplacesOf(me, locations.data ?? []);
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <PageHead title={messages.waitlist.title} lead={texts.lead}>
        <NativeSelect
          size="md"
          aria-label={messages.desk.state}
          value={status}
          data={statuses.map((each) => ({ value: each, label: messages.waitlist.status[each] }))}
          onChange={({ currentTarget }) => {
            navigate(withParams(url, { status: currentTarget.value }), { replace: true });
          }}
        />
      </PageHead>
      <StaleNote query={query} />
      {query.isPending && <Skeleton height={220} radius={16} />}
      {query.isError && query.data === undefined && (
        <LoadError
          title={messages.waitlist.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data !== undefined && entries.length === 0 && (
        <Notice icon={<QueueIcon />} level="h2" title={texts.none}>
          {texts.noneHint}
        </Notice>
      )}
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            onOffer={() => {
              setOffered(entry);
            }}
          />
        ))}
      </ul>
      <NextPage
        query={query}
        label={messages.waitlist.more}
        failed={messages.waitlist.moreFailed}
        fullWidth={false}
      />
      {offered !== undefined && workplace !== undefined && (
        <OfferDialog
          entry={offered}
          locationId={workplace.id}
          onClose={() => {
            setOffered(undefined);
          }}
        />
      )}
    </>
  );
}
