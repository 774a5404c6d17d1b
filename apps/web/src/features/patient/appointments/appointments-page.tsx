import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { appointmentsQuery, type Tab } from '../../../api/appointments.js';
import { type Me } from '../../../api/me.js';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { addresses, useUrl } from '../../../routing/location.js';
import { NextPage } from '../../../components/table/next-page.js';
import { Notice } from '../../../components/state/notice.js';
import { PageTitle } from '../../../components/page-title.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import styles from './appointments-page.module.css';
import { VisitCard, VisitCardsSkeleton } from './visit-card.js';
import cardStyles from './visit-card.module.css';

const texts = messages.appointments;

function Tabs({ shown }: { shown: Tab }) {
  const tab = (name: Tab, href: string) => (
    <Link href={href} aria-current={name === shown ? 'page' : undefined}>
      {texts[name]}
    </Link>
  );
  return (
    <nav className={styles.tabs} aria-label={texts.tabs}>
      {tab('upcoming', addresses.appointments)}
      {tab('past', addresses.pastAppointments)}
      <Link href={addresses.waitlist}>{texts.waitlist}</Link>
    </nav>
  );
}

function Nothing({ tab }: { tab: Tab }) {
  const isUpcoming = tab === 'upcoming';
  return (
    <Notice
      icon={<CalendarIcon />}
      level="h2"
      title={isUpcoming ? texts.noneUpcoming : texts.nonePast}
      actions={
        <Button component={Link} href={addresses.search}>
          {messages.states.toSearch}
        </Button>
      }
    >
      <p>{isUpcoming ? texts.noneUpcomingHint : texts.nonePastHint}</p>
    </Notice>
  );
}

function VisitList({ tab, userId }: { tab: Tab; userId: number | undefined }) {
  // The list keeps to one moment: with a moving one, pages would overlap.
  const [now] = useState(() => new Date().toISOString());
  const query = useInfiniteQuery(appointmentsQuery(tab, { now, userId }));
  const retry = () => void query.refetch();
  if (query.data === undefined)
    return query.isError ? (
      <LoadError level="h2" title={texts.failed} error={query.error} onRetry={retry} />
    ) : (
      <VisitCardsSkeleton />
    );
  const visits = query.data.pages.flatMap(({ appointments }) => appointments);
  const dataUpdatedAt = Math.min(...query.data.pages.map(({ asOf }) => asOf));
  return (
    <>
      <StaleNote query={{ ...query, dataUpdatedAt }} />
      {visits.length === 0 && <Nothing tab={tab} />}
      <ul className={cardStyles.list}>
        {visits.map((appointment) => (
          <li key={appointment.id}>
            <VisitCard appointment={appointment} />
          </li>
        ))}
      </ul>
      <NextPage query={query} label={texts.more} failed={texts.moreFailed} />
    </>
  );
}

/** Doctors and staff see the visits of others on their own pages; here they are patients. */
const onlyFor = (me: Me): number | undefined => (me.role === 'patient' ? undefined : me.id);

/** The visits to come and those that are over, of the user and of their dependants. */
export function AppointmentsPage() {
  const tab: Tab = useUrl().searchParams.get('tab') === 'past' ? 'past' : 'upcoming';
  return (
    <div className={styles.page}>
      <PageTitle key={tab} title={texts.title}>
        {texts.title}
      </PageTitle>
      <Tabs shown={tab} />
      <SignedIn skeleton={<VisitCardsSkeleton />}>
        {(me) => <VisitList key={tab} tab={tab} userId={onlyFor(me)} />}
      </SignedIn>
    </div>
  );
}
