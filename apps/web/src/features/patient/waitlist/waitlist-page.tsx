import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { waitlistQuery } from '../../../api/waitlist.js';
import { BackLink } from '../../../routing/back-link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { QueueIcon } from '../../../components/icons/icons.js';
import { addresses } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { NextPage } from '../../../components/table/next-page.js';
import { PageTitle } from '../../../components/page-title.js';
import { Panel } from '../../../components/panel.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { EntryItem } from './entry-item.js';
import { JoinForm } from './join-form.js';
import styles from './waitlist.module.css';

const texts = messages.waitlist;

function Entries() {
  const query = useInfiniteQuery(waitlistQuery());
  if (query.data === undefined)
    return query.isError ? (
      <LoadError level="h2" title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton height={140} radius={16} role="status" aria-label={texts.loading} />
    );
  const entries = query.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0)
    return (
      <Notice icon={<QueueIcon />} level="h2" title={texts.none}>
        <p>{texts.noneHint}</p>
      </Notice>
    );
  return (
    <Panel title={texts.own}>
      <StaleNote query={query} />
      <ul className={styles.items}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryItem entry={entry} />
          </li>
        ))}
      </ul>
      <NextPage query={query} label={texts.more} failed={texts.moreFailed} />
    </Panel>
  );
}

/** What a patient waits for, and the way to join. */
export function WaitlistPage() {
  return (
    <div className={styles.page}>
      <BackLink href={addresses.appointments}>{messages.nav.appointments}</BackLink>
      <PageTitle title={texts.title}>{texts.title}</PageTitle>
      <p className={styles.lead}>{texts.lead}</p>
      <SignedIn roles={['patient']}>
        {(me) => (
          <>
            <Entries />
            <div className={styles.gap} />
            <JoinForm me={me} />
          </>
        )}
      </SignedIn>
    </div>
  );
}
