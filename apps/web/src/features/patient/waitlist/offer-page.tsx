import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSeconds } from '../../../time/now.js';
import { ApiError } from '../../../api/http/problem.js';
import {
  acceptOffer,
  declineOffer,
  type WaitlistEntry,
  waitlistEntryQuery,
  type WaitlistOffer,
} from '../../../api/waitlist.js';
import { doctorQuery } from '../../../api/queries.js';
import { useRequestKeys } from '../../../api/http/request-key.js';
import { BackLink } from '../../../routing/back-link.js';
import { Refusal } from '../../../components/form/refusal.js';
import { CheckIcon, ClockIcon, CrossIcon, QueueIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { addresses, navigate } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { useOnline } from '../../../api/http/online.js';
import { PageTitle } from '../../../components/page-title.js';
import { Fact } from '../../../components/fact.js';
import { Actions, Facts, Panel } from '../../../components/panel.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { VisitTime } from '../../../visits/visit-time.js';
import { messages } from '../../../messages/index.js';
import styles from './waitlist.module.css';

const texts = messages.waitlist;
const refreshEvery = 15_000;
const lastMinute = 60_000;

/** "75:09": an offer may stand for longer than an hour. */
const clockOf = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

function Head({ title, lead }: { title: string; lead: string }) {
  return (
    <>
      <PageTitle key={title} follows title={title}>
        {title}
      </PageTitle>
      <p className={styles.lead}>{lead}</p>
    </>
  );
}

function useAnswers(id: number, offer: WaitlistOffer) {
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  const reload = () => client.invalidateQueries({ queryKey: ['waitlist'] });
  const accept = useMutation({
    mutationFn: () => acceptOffer(id, keyFor(offer.appointmentDateTime)),
    onSuccess: async (appointment) => {
      await client.invalidateQueries({ queryKey: ['appointments'] });
      navigate(`${addresses.appointment(appointment.id)}?booked=1`, { replace: true });
    },
    onSettled: reload,
  });
  const decline = useMutation({ mutationFn: () => declineOffer(id), onSettled: reload });
  return { accept, decline, isBusy: accept.isPending || decline.isPending };
}

function Offer({ id, offer }: { id: number; offer: WaitlistOffer }) {
  const left = Math.max(0, Date.parse(offer.expiresAt) - useSeconds());
  const online = useOnline();
  const doctor = useQuery(doctorQuery(offer.doctorId));
  const { accept, decline, isBusy } = useAnswers(id, offer);
  if (left === 0) return <Head title={texts.over} lead={texts.overHint} />;
  const isReady = online && !isBusy;
  return (
    <>
      <Head title={texts.offerTitle} lead={texts.offerLead} />
      <Panel>
        <Facts>
          <Fact name={messages.appointments.when}>
            <VisitTime start={offer.appointmentDateTime} end={offer.endsAt} timeZone={offer.timeZone} />
          </Fact>
          <Fact name={messages.appointments.doctor}>{doctor.data?.name ?? '…'}</Fact>
          <Fact name={messages.appointments.where}>{doctor.data?.location.name ?? '…'}</Fact>
        </Facts>
        <p className={styles.countdown} role="timer">
          <ClockIcon /> {texts.left(clockOf(left))}
        </p>
        <VisuallyHidden role="status">{left < lastMinute && texts.lastMinute}</VisuallyHidden>
        <Actions>
          <Button
            aria-disabled={!isReady}
            data-disabled={!isReady}
            onClick={() => {
              if (isReady) accept.mutate();
            }}
          >
            {isBusy ? messages.form.busy : texts.accept}
          </Button>
          <Button
            variant="default"
            aria-disabled={!isReady}
            onClick={() => {
              if (isReady) decline.mutate();
            }}
          >
            {texts.decline}
          </Button>
        </Actions>
        <p className={styles.lead}>{online ? texts.declineHint : messages.appointments.offline}</p>
        <Refusal error={accept.error ?? decline.error} />
      </Panel>
    </>
  );
}

function Entry({ entry }: { entry: WaitlistEntry }) {
  if (entry.offer !== null)
    return <Offer key={entry.offer.appointmentDateTime} id={entry.id} offer={entry.offer} />;
  if (entry.appointmentId !== null)
    return (
      <>
        <Head title={texts.bookedTitle} lead="" />
        <Notice
          icon={<CheckIcon />}
          title={texts.status.booked}
          actions={
            <Button component={Link} href={addresses.appointment(entry.appointmentId)}>
              {texts.visit}
            </Button>
          }
        />
      </>
    );
  const isWaiting = entry.status === 'waiting' || entry.status === 'offered';
  return (
    <>
      <Head
        title={isWaiting ? texts.waitingTitle : texts.endedTitle}
        lead={isWaiting ? texts.waitingHint : texts.endedHint}
      />
      <Notice
        icon={isWaiting ? <QueueIcon /> : <CrossIcon />}
        title={entry.endReason === null ? texts.status[entry.status] : texts.endReasons[entry.endReason]}
        actions={
          <Button component={Link} href={addresses.waitlist} variant="light">
            {texts.title}
          </Button>
        }
      />
    </>
  );
}

function Loaded({ id }: { id: number }) {
  const query = useQuery({ ...waitlistEntryQuery(id), refetchInterval: refreshEvery });
  if (query.data !== undefined) return <Entry entry={query.data} />;
  if (!query.isError) return <Skeleton height={280} radius={16} role="status" aria-label={texts.loading} />;
  const isMissing = query.error instanceof ApiError && query.error.status === 404;
  return (
    <>
      <Head title={isMissing ? texts.missing : texts.failed} lead={isMissing ? texts.missingHint : ''} />
      {!isMissing && (
        <LoadError title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}

/** One entry of the waitlist: the offer to be answered, or how it stands. */
export function OfferPage({ id }: { id: number }) {
  return (
    <div className={styles.page}>
      <BackLink href={addresses.waitlist}>{texts.back}</BackLink>
      <SignedIn>{() => <Loaded id={id} />}</SignedIn>
    </div>
  );
}
