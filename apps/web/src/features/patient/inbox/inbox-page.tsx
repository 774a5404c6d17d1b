import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { inboxQuery, type InboxMessage, markRead } from '../../../api/notifications.js';
import { dateTime, deviceTimeZone } from '../../../time/format.js';
import { BellIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { addresses } from '../../../routing/location.js';
import { NextPage } from '../../../components/table/next-page.js';
import { Notice } from '../../../components/state/notice.js';
import { PageTitle } from '../../../components/page-title.js';
import { Refusal } from '../../../components/form/refusal.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { subjectAddress } from './message-subject.js';
import { messages } from '../../../messages/index.js';
import styles from './inbox-page.module.css';

const texts = messages.inbox;

function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly number[]) => Promise.all(ids.map(markRead)),
    onSettled: () => client.invalidateQueries({ queryKey: inboxQuery().queryKey }),
  });
}

function Message({ message }: { message: InboxMessage }) {
  const mark = useMarkRead();
  const { id, title, body, createdAt, readAt } = message;
  const subject = subjectAddress(message);
  const read = () => {
    if (readAt === null && !mark.isPending) mark.mutate([id]);
  };
  return (
    <article className={styles.message} data-unread={readAt === null || undefined}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {readAt === null && <span className={styles.badge}>{texts.unread}</span>}
      </div>
      <p>{body}</p>
      <time dateTime={createdAt}>{dateTime(createdAt, deviceTimeZone())}</time>
      <div className={styles.actions}>
        <Button component={Link} href={subject.href} variant="light" onClickCapture={read}>
          {subject.label}
        </Button>
        {readAt === null && (
          <Button variant="subtle" aria-label={texts.readOf(title)} onClick={read}>
            {texts.read}
          </Button>
        )}
      </div>
      <Refusal error={mark.error} />
    </article>
  );
}

function InboxSkeleton() {
  return (
    <div className={styles.list} role="status" aria-label={texts.loading}>
      {[0, 1, 2].map((index) => (
        <Skeleton key={index} height={130} radius={16} />
      ))}
    </div>
  );
}

function Inbox() {
  const query = useInfiniteQuery(inboxQuery());
  const mark = useMarkRead();
  const retry = () => void query.refetch();
  if (query.data === undefined)
    return query.isError ? (
      <LoadError level="h2" title={texts.failed} error={query.error} onRetry={retry} />
    ) : (
      <InboxSkeleton />
    );
  const all = query.data.pages.flatMap((page) => page.messages);
  const unread = all.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  return (
    <>
      <StaleNote query={query} />
      {all.length === 0 && (
        <Notice
          icon={<BellIcon />}
          level="h2"
          title={texts.none}
          actions={
            <Button component={Link} href={addresses.search}>
              {messages.states.toSearch}
            </Button>
          }
        >
          <p>{texts.noneHint}</p>
        </Notice>
      )}
      {unread.length > 1 && (
        <Button
          variant="default"
          mb="md"
          onClick={() => {
            if (!mark.isPending) mark.mutate(unread);
          }}
        >
          {texts.readAll}
        </Button>
      )}
      <ul className={styles.list}>
        {all.map((message) => (
          <li key={message.id}>
            <Message message={message} />
          </li>
        ))}
      </ul>
      <NextPage query={query} label={texts.more} failed={texts.moreFailed} />
    </>
  );
}

/** The messages that came within the page, the newest first. */
export function InboxPage() {
  return (
    <div className={styles.page}>
      <PageTitle title={texts.title}>{texts.title}</PageTitle>
      <p className={styles.lead}>{texts.lead}</p>
      <SignedIn skeleton={<InboxSkeleton />}>{() => <Inbox />}</SignedIn>
    </div>
  );
}
