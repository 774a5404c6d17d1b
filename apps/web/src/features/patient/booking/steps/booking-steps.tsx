import { useEffect } from 'react';
import { type Me } from '../../../../api/me.js';
import { ApiError } from '../../../../api/http/problem.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { useUrl } from '../../../../routing/location.js';
import { messages } from '../../../../messages/index.js';
import { BookingSkeleton } from '../booking-skeleton.js';
import styles from '../booking.module.css';
import { DetailsStep } from './details-step.js';
import { claimDraft, useDraft } from '../draft.js';
import { HoldClock } from '../hold/hold-clock.js';
import { ReviewStep } from './review-step.js';
import { SlotLost } from '../slot-lost.js';
import { StepHead } from './step-head.js';
import { useBooking } from '../use-booking.js';
import { type HoldState, useHold } from '../hold/use-hold.js';
import { useSeconds } from '../../../../time/now.js';
import { VisitSummary } from './visit-summary.js';
import { slotOf, type BookingRequest } from '../booking-request.js';

interface StepsProps {
  request: BookingRequest;
  me: Me;
  /** The user has just signed in, on this page */
  follows: boolean;
}

/** Another try may do, or signing in again. */
const isPassing = (error: Error): boolean =>
  !(error instanceof ApiError) || error.passing || error.status === 401;

interface HoldPanelProps {
  request: BookingRequest;
  hold: HoldState;
  now: number;
  isOver: boolean;
}

function HoldPanel({ request, hold, now, isOver }: HoldPanelProps) {
  const { held, error, holdAgain } = hold;
  if (error !== null && isPassing(error)) {
    return <LoadError title={messages.booking.holdFailed} error={error} onRetry={holdAgain} />;
  }
  if (error !== null || isOver) return <SlotLost request={request} error={error} onHoldAgain={holdAgain} />;
  return <HoldClock held={held} now={now} extend={hold.extend} extension={hold.extension} />;
}

function OwnSteps({ request, me, follows }: StepsProps) {
  const url = useUrl();
  const draft = useDraft();
  const patientId = draft.patientId ?? me.id;
  const hold = useHold(request, patientId);
  const booking = useBooking(request, patientId, hold.held?.hold);
  const now = useSeconds(hold.held !== undefined);
  // What may be booked already is not over: asking again tells.
  const isOver = hold.held !== undefined && now >= hold.held.deadline && !booking.isUnanswered;
  const panel = <HoldPanel request={request} hold={hold} now={now} isOver={isOver} />;
  if (url.searchParams.get('step') === 'review' && draft.consent) {
    return (
      <>
        <StepHead request={request} title={messages.booking.reviewTitle} step={2} follows={follows} />
        <ReviewStep
          request={request}
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
      <StepHead request={request} title={messages.booking.detailsTitle} step={1} follows={follows} />
      <div className={styles.columns}>
        <VisitSummary request={request} hold={hold.held?.hold} />
        <div className={styles.main}>
          {panel}
          <DetailsStep me={me} clinic={request.doctor.location.name} />
        </div>
      </div>
    </>
  );
}

/** The steps of the signed-in user, with what they typed. */
export function BookingSteps({ request, me, follows }: StepsProps) {
  const { owner } = useDraft();
  useEffect(() => {
    claimDraft(me.id);
  }, [me.id]);
  if (owner !== me.id) return <BookingSkeleton />;
  return <OwnSteps key={slotOf(request)} request={request} me={me} follows={follows} />;
}
