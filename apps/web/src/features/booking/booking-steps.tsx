import { useEffect } from 'react';
import { type Me } from '../../api/me.js';
import { ApiError } from '../../api/problem.js';
import { LoadError } from '../../components/load-error.js';
import { useUrl } from '../../components/location.js';
import { messages } from '../../messages/index.js';
import { BookingSkeleton } from './booking-skeleton.js';
import styles from './booking.module.css';
import { DetailsStep } from './details-step.js';
import { claimDraft, useDraft } from './draft.js';
import { HoldClock } from './hold-clock.js';
import { ReviewStep } from './review-step.js';
import { SlotLost } from './slot-lost.js';
import { StepHead } from './step-head.js';
import { useBooking } from './use-booking.js';
import { type HoldState, useHold } from './use-hold.js';
import { useNow } from './use-now.js';
import { VisitSummary } from './visit-summary.js';
import { slotOf, type Wish } from './wish.js';

interface StepsProps {
  wish: Wish;
  me: Me;
  /** Somebody has just signed in, in this very place */
  follows: boolean;
}

/** Another try may do, or signing in again. */
const isPassing = (error: Error): boolean =>
  !(error instanceof ApiError) || error.passing || error.status === 401;

interface HoldPanelProps {
  wish: Wish;
  hold: HoldState;
  now: number;
  isOver: boolean;
}

function HoldPanel({ wish, hold, now, isOver }: HoldPanelProps) {
  const { held, error, holdAgain } = hold;
  if (error !== null && isPassing(error)) {
    return <LoadError title={messages.booking.holdFailed} error={error} onRetry={holdAgain} />;
  }
  if (error !== null || isOver) return <SlotLost wish={wish} error={error} onHoldAgain={holdAgain} />;
  return <HoldClock held={held} now={now} extend={hold.extend} extension={hold.extension} />;
}

function OwnSteps({ wish, me, follows }: StepsProps) {
  const url = useUrl();
  const draft = useDraft();
  const patientId = draft.patientId ?? me.id;
  const hold = useHold(wish, patientId);
  const booking = useBooking(wish, patientId, hold.held?.hold);
  const now = useNow(hold.held !== undefined);
  // What may be booked already is not over: asking again tells.
  const isOver = hold.held !== undefined && now >= hold.held.deadline && !booking.isUnsettled;
  const panel = <HoldPanel wish={wish} hold={hold} now={now} isOver={isOver} />;
  if (url.searchParams.get('step') === 'review' && draft.consent) {
    return (
      <>
        <StepHead wish={wish} title={messages.booking.reviewTitle} step={2} follows={follows} />
        <ReviewStep
          wish={wish}
          me={me}
          hold={isOver ? undefined : hold.held?.hold}
          booking={booking}
          panel={panel}
        />
      </>
    );
  }
  return (
    <>
      <StepHead wish={wish} title={messages.booking.detailsTitle} step={1} follows={follows} />
      <div className={styles.columns}>
        <VisitSummary wish={wish} hold={hold.held?.hold} />
        <div className={styles.main}>
          {panel}
          <DetailsStep me={me} clinic={wish.doctor.location.name} />
        </div>
      </div>
    </>
  );
}

/** The steps of whoever is signed in, with what they typed. */
export function BookingSteps({ wish, me, follows }: StepsProps) {
  const { owner } = useDraft();
  useEffect(() => {
    claimDraft(me.id);
  }, [me.id]);
  if (owner !== me.id) return <BookingSkeleton />;
  return <OwnSteps key={slotOf(wish)} wish={wish} me={me} follows={follows} />;
}
