import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../../api/http/problem.js';
import { availabilityQuery, type Slot } from '../../../api/queries.js';
import { addDays, dateIn } from '../../../time/dates.js';
import { shortDay, timeOfDay } from '../../../time/format.js';
import { CalendarIcon, ClockIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { navigate, useUrl, withParams } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { RequestId } from '../../../components/state/request-id.js';
import { ResendVerification } from '../../../components/sign-in/resend-verification.js';
import { sentenceOf } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';
import { isFree, nearestSlots } from './nearest.js';
import { allTimesOf, type BookingRequest } from './booking-request.js';

const texts = messages.booking;
const offered = 3;

interface NearestProps {
  request: BookingRequest;
  slots: readonly Slot[];
}

/** Each is chosen with one tap, and all that was typed goes with it. */
function Nearest({ request, slots }: NearestProps) {
  const url = useUrl();
  const { timeZone } = request.doctor.location;
  return (
    <>
      {slots.map(({ start }) => (
        <Button
          key={start}
          onClick={() => {
            navigate(withParams(url, { start }), { replace: true });
          }}
        >
          {messages.sentence(shortDay(dateIn(timeZone, new Date(start))), timeOfDay(start, timeZone))}
        </Button>
      ))}
      <Button variant="default" component={Link} href={allTimesOf(request)}>
        {texts.otherTimes}
      </Button>
    </>
  );
}

function reasonOf(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || error.code === 'appointment.slot_taken') return undefined;
  return sentenceOf(error, texts.refusals);
}

/** The account has as many visits as it may have before its address is proven: the time is as free as it was. */
function ProofNeeded({ onHoldAgain }: Pick<SlotLostProps, 'onHoldAgain'>) {
  return (
    <Notice
      alert
      icon={<ClockIcon />}
      title={texts.proofTitle}
      actions={<Button onClick={onHoldAgain}>{texts.holdAgain}</Button>}
    >
      <p>{texts.proof}</p>
      <ResendVerification />
    </Notice>
  );
}

interface SlotLostProps {
  request: BookingRequest;
  /** Why the time cannot be held; null when it was held and the hold is over */
  error: Error | null;
  onHoldAgain: () => void;
}

/** The chosen time is lost: offers the same one again while it is free, else those nearest to it. */
export function SlotLost(props: SlotLostProps) {
  const { error } = props;
  return error instanceof ApiError && error.code === 'appointment.proof_needed' ? (
    <ProofNeeded {...props} />
  ) : (
    <OtherTimes {...props} />
  );
}

function OtherTimes({ request, error, onHoldAgain }: SlotLostProps) {
  const told = error instanceof ApiError ? error.alternatives : [];
  const from = dateIn(request.doctor.location.timeZone, new Date(request.start));
  const query = useQuery({
    ...availabilityQuery({
      doctorId: request.doctor.id,
      from,
      to: addDays(from, 13),
      visitTypeId: request.visitType.id,
    }),
    enabled: told.length === 0,
    // What was free when the page was opened says nothing now.
    staleTime: 0,
  });
  if (told.length === 0 && (query.isPending || (query.isFetching && !query.isFetchedAfterMount))) {
    return <Notice icon={<ClockIcon />} title={texts.looking} />;
  }
  if (query.isError && told.length === 0) {
    return (
      <LoadError
        title={error === null ? texts.expiredTitle : texts.takenTitle}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const days = query.data?.days ?? [];
  if (error === null && isFree(days, request.start)) {
    return (
      <Notice
        alert
        icon={<ClockIcon />}
        title={texts.expiredTitle}
        actions={<Button onClick={onHoldAgain}>{texts.holdAgain}</Button>}
      >
        {texts.expired}
      </Notice>
    );
  }
  const slots = told.length > 0 ? told.slice(0, offered) : nearestSlots(days, request.start, offered);
  const reason = reasonOf(error);
  return (
    <Notice
      alert
      icon={<CalendarIcon />}
      title={reason === undefined ? texts.takenTitle : texts.unavailableTitle}
      actions={<Nearest request={request} slots={slots} />}
    >
      {reason !== undefined && <p>{reason}</p>}
      <p>{slots.length > 0 ? texts.nearest : texts.noneNear}</p>
      {reason !== undefined && error !== null && <RequestId error={error} />}
    </Notice>
  );
}
